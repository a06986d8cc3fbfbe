/** How a call can be wrong. The message is all that the user sees, on one line. */

import { distance } from "fastest-levenshtein";

export class UsageError extends Error {}

/** `: did you mean "x"?` for the candidate that is nearest, "" where none is near. */
export function didYouMean(word: string, candidates: readonly string[]): string {
  const found = nearest(word, candidates);
  return found === undefined ? "" : `: did you mean "${found}"?`;
}

export function nearest(word: string, candidates: readonly string[]): string | undefined {
  let best: string | undefined;
  let least = Math.max(2, Math.floor(word.length / 3)) + 1;
  for (const candidate of candidates) {
    const steps = distance(word.toLowerCase(), candidate.toLowerCase());
    if (steps < least) [best, least] = [candidate, steps];
  }
  return best;
}
