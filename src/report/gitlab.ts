/**
 * GitLab's code quality report (docs.gitlab.com/ci/testing/code_quality). GitLab stops reading at the first entry that
 * is not as it should be, and keeps one entry of each fingerprint.
 */

import type { Severity } from "../finding/finding.ts";
import type { Diagnostic, Run } from "../lint/diagnostic.ts";
import { jsonSafe, oneLine } from "./escape.ts";
import { idOf } from "./line.ts";
import { messageOf } from "./secrets.ts";
import { active } from "./tally.ts";

/** Of info, minor, major, critical and blocker. */
const severities: Readonly<Record<Severity, string>> = { error: "critical", warning: "major", info: "info" };

export function gitlab(run: Run): string {
  const entries = active(run.diagnostics).map((diagnostic) => entry(run, diagnostic));
  return `${jsonSafe(JSON.stringify(entries, null, 2))}\n`;
}

function entry(run: Run, diagnostic: Diagnostic): object {
  const { file, range, severity, fingerprint } = diagnostic;
  const id = idOf(diagnostic);
  return {
    // The merge request shows neither check_name nor a link to it.
    description: `${oneLine(messageOf(run, diagnostic))} [${id}]`,
    check_name: id,
    fingerprint,
    severity: severities[severity],
    location: { path: withoutSurrogates(file), lines: { begin: range.start.line, end: range.end.line } },
  };
}

/** A lone surrogate has no UTF-8, without which GitLab refuses the report. */
function withoutSurrogates(path: string): string {
  return path.replace(/\p{Cs}/gu, "\ufffd");
}
