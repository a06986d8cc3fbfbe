/** Findings that say the same of one object in several places: a person reads them once. */

import type { Diagnostic } from "../lint/diagnostic.ts";

export interface Folded {
  readonly diagnostic: Diagnostic;
  /** The same in other places of the file, in the order of reading. */
  readonly others: readonly Diagnostic[];
}

/** Each is there once, at the first place in its file of those that are like it. */
export function folded(diagnostics: readonly Diagnostic[]): readonly Folded[] {
  const byWords = new Map<string, { readonly diagnostic: Diagnostic; readonly others: Diagnostic[] }>();
  for (const diagnostic of diagnostics) {
    const words = wordsOf(diagnostic);
    const known = byWords.get(words);
    if (known) known.others.push(diagnostic);
    else byWords.set(words, { diagnostic, others: [] });
  }
  return [...byWords.values()];
}

/** All that is shown of a finding but its place in the file. */
function wordsOf({ fix, ...diagnostic }: Diagnostic): string {
  const { rule, code, severity, message, file, manifest, environments, related, suppressed } = diagnostic;
  const words = [rule, code, severity, message, file, manifest, environments, related, fix?.description, suppressed];
  return JSON.stringify(words);
}
