/** Puts keys into mappings, whatever they are called. */

import type { Cursor } from "./cursor.ts";
import type { YamlProblem } from "./document.ts";

/** Sets a key that the fast parser read; the last of two wins, and the second is a problem. `base` as in `noteKey`. */
export function setKey(
  cursor: Cursor,
  owner: Record<string, unknown>,
  base: number,
  name: string,
  value: unknown,
  start: number,
  end: number,
): void {
  if (cursor.noteKey(owner, base, name)) cursor.problems.push(duplicateKey(name, start, end));
  if (name === "__proto__") setOwn(owner, name, value);
  else owner[name] = value;
}

/** Sets a key, even one that objects treat as their own. */
export function setOwn(owner: Record<string, unknown>, name: string, value: unknown): void {
  if (name !== "__proto__") owner[name] = value;
  else Object.defineProperty(owner, name, { value, enumerable: true, configurable: true, writable: true });
}

export function duplicateKey(name: string, start: number, end: number): YamlProblem {
  const message = `the key "${name}" stands twice in this mapping`;
  return { rule: "yaml/duplicate-key", severity: "error", message, span: { start, end } };
}
