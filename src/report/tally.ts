/** How much a run found: what summaries say and exit codes follow. */

import type { Severity } from "../finding/finding.ts";
import type { Diagnostic, Run } from "../lint/diagnostic.ts";

export interface Tally {
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  readonly suppressed: number;
}

const ranks: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

export function tally(diagnostics: readonly Diagnostic[]): Tally {
  const counts = [0, 0, 0];
  let suppressed = 0;
  for (const diagnostic of diagnostics) {
    if (diagnostic.suppressed) suppressed++;
    else counts[ranks[diagnostic.severity]] = (counts[ranks[diagnostic.severity]] ?? 0) + 1;
  }
  const [errors = 0, warnings = 0, infos = 0] = counts;
  return { errors, warnings, infos, suppressed };
}

/** Those that count, worst first, else in the order of the run. */
export function worstFirst({ diagnostics }: Run): Diagnostic[] {
  return active(diagnostics).sort((a, b) => ranks[a.severity] - ranks[b.severity]);
}

export function active(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return diagnostics.filter(({ suppressed }) => suppressed === null);
}

/** In the order of the run. */
export function byFile(diagnostics: readonly Diagnostic[]): Map<string, Diagnostic[]> {
  const files = new Map<string, Diagnostic[]>();
  for (const diagnostic of diagnostics) {
    const list = files.get(diagnostic.file);
    if (list) list.push(diagnostic);
    else files.set(diagnostic.file, [diagnostic]);
  }
  return files;
}

/** "1 error", "2 errors", "1,234 files". */
export function count(amount: number, noun: string): string {
  return `${grouped(amount)} ${noun}${amount === 1 ? "" : "s"}`;
}

/** "1,234". Not toLocaleString, whose first call costs twenty milliseconds. */
export function grouped(amount: number): string {
  return String(amount).replace(/\B(?=(?:\d{3})+$)/g, ",");
}

/** "a, b, c and 2 more". */
export function few(names: readonly string[], most = 3): string {
  const rest = names.length - most;
  return names.slice(0, most).join(", ") + (rest > 0 ? ` and ${rest} more` : "");
}

/** "2 errors, 1 warning and 1 info", "" for none. */
export function inWords({ errors, warnings, infos }: Tally): string {
  const parts = [
    errors && count(errors, "error"),
    warnings && count(warnings, "warning"),
    infos && count(infos, "info"),
  ].filter((part) => typeof part === "string");
  return parts.join(", ").replace(/, ([^,]*)$/, " and $1");
}
