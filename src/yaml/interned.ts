/** Plain scalars that were read before: the same text is resolved, and kept in memory, once for all files. */

import { plainKeyName, resolvePlain } from "./scalar.ts";

const slots = 4096;
/** Longer texts repeat too seldom. */
const width = 32;
const codesOfSlot = new Uint16Array(slots * width);
const lengthOfSlot = new Uint8Array(slots);
const values = new Array<string | number | boolean | null>(slots).fill(null);
const names = new Array<string | undefined>(slots).fill(undefined);

/** The slot that holds the text from `start` to `end`; -1 where it is too long to be kept. */
function slotOf(text: string, codes: Uint16Array, start: number, end: number, hash: number): number {
  const length = end - start;
  if (length > width) return -1;
  const slot = (hash ^ (hash >>> 15)) & (slots - 1);
  const base = slot * width;
  let at = lengthOfSlot[slot] === length ? 0 : -1;
  while (at >= 0 && at < length) at = codesOfSlot[base + at] === codes[start + at] ? at + 1 : -1;
  if (at < 0) fill(slot, text.slice(start, end));
  return slot;
}

function fill(slot: number, text: string): void {
  for (let at = 0; at < text.length; at++) codesOfSlot[slot * width + at] = text.charCodeAt(at);
  lengthOfSlot[slot] = text.length;
  values[slot] = resolvePlain(text);
  names[slot] = plainKeyName(text);
}

/** The value of a plain scalar that stands on one line. */
export function plainValue(
  text: string,
  codes: Uint16Array,
  start: number,
  end: number,
  hash: number,
): string | number | boolean | null {
  const slot = slotOf(text, codes, start, end, hash);
  return slot === -1 ? resolvePlain(text.slice(start, end)) : (values[slot] ?? null);
}

/** The key that a plain scalar spells; undefined where it can be none. */
export function plainKey(
  text: string,
  codes: Uint16Array,
  start: number,
  end: number,
  hash: number,
): string | undefined {
  const slot = slotOf(text, codes, start, end, hash);
  return slot === -1 ? plainKeyName(text.slice(start, end)) : names[slot];
}
