/** The report in the form of Checkstyle's (checkstyle.org/result_reports.html), which Jenkins and reviewdog read. */

import type { Diagnostic, Run } from "../lint/diagnostic.ts";
import { idOf } from "./line.ts";
import { messageOf } from "./secrets.ts";
import { active, byFile } from "./tally.ts";
import { element, textElement, xmlDocument } from "./xml.ts";

export function checkstyle(run: Run): string {
  const files = [...byFile(active(run.diagnostics))].map(([name, diagnostics]) =>
    element(
      "file",
      { name },
      diagnostics.map((diagnostic) => error(run, diagnostic)),
    ),
  );
  const exceptions = run.failures.map((failure) => textElement("exception", {}, failure));
  // Readers look for a version of Checkstyle's format, not of ours.
  return xmlDocument(element("checkstyle", { version: "4.3" }, [...files, ...exceptions]));
}

function error(run: Run, diagnostic: Diagnostic): string {
  const { range, severity } = diagnostic;
  return element("error", {
    line: range.start.line,
    column: range.start.column,
    severity,
    message: messageOf(run, diagnostic),
    // Jenkins shows what stands behind the last dot.
    source: `mesh-lint.${idOf(diagnostic)}`,
  });
}
