/**
 * The report for programs that read line by line: an object a line, told apart by `type`. Findings come first, the
 * summary last, so that a report that was cut can be told from one that is whole.
 */

import type { Run } from "../lint/diagnostic.ts";
import { jsonSafe } from "./escape.ts";
import { entryOf, environmentsOf, summaryOf } from "./json.ts";

export function jsonl(run: Run): string {
  return run.diagnostics
    .map((diagnostic) => lineOf("diagnostic", entryOf(run, diagnostic)))
    .concat(
      environmentsOf(run).map((environment) => lineOf("environment", environment)),
      run.skipped.map(({ file, reason }) => lineOf("skipped", { file, reason })),
      run.failures.map((message) => lineOf("failure", { message })),
      lineOf("summary", { version: run.version, ...summaryOf(run) }),
    )
    .join("");
}

function lineOf(type: string, content: object): string {
  return `${jsonSafe(JSON.stringify({ type, ...content }))}\n`;
}
