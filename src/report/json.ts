/** The report for programs: the contract of `--format json`, version 1. Additions are allowed, changes are not. */

import type { Diagnostic, Run } from "../lint/diagnostic.ts";
import { jsonSafe } from "./escape.ts";
import { messageOf } from "./secrets.ts";
import { tally } from "./tally.ts";

export function json(run: Run): string {
  const report = {
    version: 1,
    tool: { name: "mesh-lint", version: run.version },
    environments: environmentsOf(run),
    summary: summaryOf(run),
    skipped: run.skipped.map(({ file, reason }) => ({ file, reason })),
    failures: run.failures,
    ...(run.baseline && { baseline: run.baseline }),
    ...(run.stats && { stats: run.stats }),
    diagnostics: run.diagnostics.map((diagnostic) => entryOf(run, diagnostic)),
  };
  return `${jsonSafe(JSON.stringify(report, null, 2))}\n`;
}

export function environmentsOf({ environments }: Run): object[] {
  return environments.map(({ name, roots, completeness, reasons, manifests }) => ({
    name,
    roots,
    completeness,
    reasons,
    manifests,
  }));
}

export function summaryOf(run: Run): object {
  return {
    ...tally(run.diagnostics),
    files: run.files,
    manifests: run.manifests,
    skipped: run.skipped.length,
    ...(run.since && { since: run.since }),
    ...(run.elsewhere !== undefined && { elsewhere: run.elsewhere }),
    durationMs: Math.round(run.durationMs),
  };
}

/** Named one by one, because what a diagnostic holds besides is nobody's contract. */
export function entryOf(run: Run, diagnostic: Diagnostic): object {
  const { rule, code, severity, file, range, manifest, upstream, environments, related, fix } = diagnostic;
  const { suppressed, fingerprint } = diagnostic;
  return {
    rule,
    code,
    severity,
    message: messageOf(run, diagnostic),
    file,
    range,
    manifest,
    upstream,
    environments,
    related: related.map((each) => ({ message: each.message, file: each.file, range: each.range })),
    fix,
    suppressed,
    fingerprint,
  };
}
