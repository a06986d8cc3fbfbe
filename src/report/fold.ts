/** Findings that say the same of one object in several places: a person reads them once. */

import type { Diagnostic } from "../lint/diagnostic.ts";

export interface Folded {
  readonly diagnostic: Diagnostic;
  /** The same in other places of the file, in the order of reading. */
  readonly others: readonly Diagnostic[];
}

/** Of findings of one file each is there once, at the first place of those that are like it. */
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

/** All that is shown of a finding but its place. */
function wordsOf({ rule, code, severity, message, manifest, environments, related, fix, suppressed }: Diagnostic) {
  return JSON.stringify([rule, code, severity, message, manifest, environments, related, fix?.description, suppressed]);
}
