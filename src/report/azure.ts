/** Logging commands of Azure Pipelines, worst first: the agent keeps the first ten errors and warnings of a step as issues. */

import type { Diagnostic, Run } from "../lint/diagnostic.ts";
import { azureData, azureProperty } from "./escape.ts";
import { asLine, idOf, pathOf } from "./line.ts";
import { messageOf } from "./secrets.ts";
import { worstFirst } from "./tally.ts";

export function azure(run: Run): string {
  return worstFirst(run)
    .map((diagnostic) => `${line(run, diagnostic)}\n`)
    .join("");
}

/** There are issues of the types error and warning alone. */
function line(run: Run, diagnostic: Diagnostic): string {
  const { severity, file, range } = diagnostic;
  if (severity === "info") return asLine(run, diagnostic);
  const { line, column } = range.start;
  const code = idOf(diagnostic);
  const properties = { type: severity, sourcepath: pathOf(file), linenumber: line, columnnumber: column, code };
  const list = Object.entries(properties).map(([name, value]) => `${name}=${azureProperty(String(value))};`);
  // The log of the agent shows the message and no property.
  const message = `${pathOf(file)}:${line}:${column}: ${messageOf(run, diagnostic)} [${code}]`;
  return `##vso[task.logissue ${list.join("")}]${azureData(message)}`;
}
