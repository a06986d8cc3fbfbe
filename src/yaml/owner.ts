/** Puts keys into mappings, whatever they are called. */

import type { Cursor } from "./cursor.ts";
import type { YamlProblem } from "./document.ts";

/** Sets a key that the fast parser read; the last of two wins, and the second is a problem. */
export function setKey(
  cursor: Cursor,
  owner: Record<string, unknown>,
  name: string,
  value: unknown,
  start: number,
  end: number,
): void {
  if (owner[name] === undefined) {
    owner[name] = value;
    return;
  }
  // A key is there already, or is one that every object has (`constructor`, `__proto__`).
  if (Object.hasOwn(owner, name)) cursor.problems.push(duplicateKey(name, start, end));
  setOwn(owner, name, value);
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
