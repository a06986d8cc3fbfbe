/** Slips of the pen: names that differ by a letter. */

import { distance } from "fastest-levenshtein";
import type { Mesh } from "./mesh.ts";
import type { Labels } from "./selectors.ts";
import { workloadsSelectedBy } from "./workloads.ts";

/** A pod whose labels differ by a slip of the pen: `app=cart` for `app=crat`. */
export function meantLabel(mesh: Mesh, labels: Labels, space: string | undefined): string | undefined {
  // Comparing letter by letter is slow, and in a crowd everything resembles something.
  for (const { podLabels } of workloadsSelectedBy(mesh, {}, space).slice(0, 1000)) {
    const key = mistakenKey(labels, podLabels);
    if (key !== undefined) return `${key}=${podLabels[key] ?? ""}`;
  }
  return undefined;
}

function mistakenKey(labels: Labels, podLabels: Labels): string | undefined {
  const wrong = Object.keys(labels).filter((key) => labels[key] !== podLabels[key]);
  const [key] = wrong;
  if (key === undefined || wrong.length > 1 || !Object.hasOwn(podLabels, key)) return undefined;
  const [wanted, found]: readonly unknown[] = [labels[key], podLabels[key]];
  // Where no schema has spoken, a label may be a number.
  if (typeof wanted !== "string" || typeof found !== "string") return undefined;
  return isSlip(wanted, found) ? key : undefined;
}

/**
 * Whether a name is nearly another one: a letter of one word is wrong, missing, too much or out of order. Names that
 * differ in a short word or a number (`team-a` and `team-b`, `shop-eu` and `shop-us`, `v1` and `v2`) are names of
 * different things, and so are `east` and `west`, `internal` and `external`.
 */
export function isSlip(written: string, meant: string): boolean {
  if (withoutDigits(written) === withoutDigits(meant)) return false;
  const [one, other] = [wordsOf(written), wordsOf(meant)];
  if (one.length !== other.length) return one.join("") === other.join("") && written.length > 3;
  return one.every((word, index) => word === other[index] || isMisspelt(word, other[index] ?? ""));
}

function wordsOf(name: string): readonly string[] {
  return name.toLowerCase().split(/[-._/]/);
}

/** Words this long may hold two wrong letters. */
const long = 10;

function isMisspelt(written: string, meant: string): boolean {
  const shorter = Math.min(written.length, meant.length);
  let start = 0;
  while (start < shorter && written[start] === meant[start]) start++;
  let end = 0;
  while (end < shorter - start && written.at(-1 - end) === meant.at(-1 - end)) end++;
  const [wrong, right] = [written.slice(start, written.length - end), meant.slice(start, meant.length - end)];
  if (wrong.length === 2 && right === `${wrong.charAt(1)}${wrong.charAt(0)}`) return shorter > 2;
  if (shorter >= long && distance(written, meant) <= 2) return true;
  // Of so short words others are made by a letter before or behind: `car` and `card`, `app` and `apps`.
  if (wrong.length + right.length === 1) return shorter > 3 || (shorter === 3 && start > 0 && end > 0);
  return wrong.length === 1 && right.length === 1 && shorter > 4 && start > 0;
}

function withoutDigits(name: string): string {
  return name.replace(/\d/g, "");
}
