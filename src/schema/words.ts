/** What the author of a misspelt word may have meant. */

import { distance } from "fastest-levenshtein";

const longest = 64;

/** The closest of the known words, if one is close enough: equal but for case, or a few letters off. */
export function closest(word: string, known: Iterable<string>): string | undefined {
  if (word.length > longest) return undefined;
  const bare = bareForm(word);
  let best: string | undefined;
  let least = Infinity;
  for (const candidate of known) {
    const candidateBare = bareForm(candidate);
    if (candidateBare === bare) return candidate;
    const difference = distance(bare, candidateBare);
    if (difference < least && difference <= tolerance(bare, candidateBare)) {
      best = candidate;
      least = difference;
    }
  }
  return best;
}

/** Whether two words differ in nothing but case, hyphens and underscores. */
export function isSameWord(one: string, other: string): boolean {
  return bareForm(one) === bareForm(other);
}

function bareForm(word: string): string {
  return word.toLowerCase().replaceAll(/[-_]/g, "");
}

function tolerance(one: string, other: string): number {
  const length = Math.min(one.length, other.length);
  if (length < 3) return 0;
  if (length > 5) return Math.floor(length / 3);
  return Array.from(one).sort().join("") === Array.from(other).sort().join("") ? 2 : 1;
}
