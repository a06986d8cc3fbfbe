/** Plain scalars that were read before: the same text is resolved, and kept in memory, once for all files. */

import { plainKeyName, resolvePlain } from "./scalar.ts";

const slots = 4096;
/** Longer texts repeat too seldom. */
const width = 32;
const codesOfSlot = new Uint16Array(slots * width);
const lengthOfSlot = new Uint8Array(slots);
const values = new Array<string | number | boolean | null>(slots).fill(null);
/** Keys; null where nobody has asked yet. */
const names = new Array<string | undefined | null>(slots).fill(null);

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
  names[slot] = null;
}

function keyOf(text: string): string | undefined {
  const name = plainKeyName(text);
  // What an object gives back as its key is the engine's own copy, which it compares and looks up by address.
  return name === undefined ? undefined : Object.keys({ [name]: 0 })[0];
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
  if (slot === -1) return plainKeyName(text.slice(start, end));
  const name = names[slot];
  if (name !== null) return name;
  return (names[slot] = keyOf(text.slice(start, end)));
}
