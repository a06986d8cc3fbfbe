/** What rows of admission tables are made of: findings with a sub-code on one entry of a manifest. */

import { at, type Finding, type Place } from "../../finding/finding.ts";
import { isUnknown } from "../unknown.ts";
import type { Judge } from "../values/judge.ts";

export type Findings = Iterable<Finding>;

/** The places of one manifest: `on(spec, "host")`. */
export type On = <T extends object>(owner: T, key?: keyof T & (string | number), part?: "key" | "value") => Place;

export function placesIn(manifest: object): On {
  return (owner, key, part) => at(manifest, owner, key, part);
}

export function error(place: Place, code: string, message: string): Finding {
  return { at: place, code, message };
}

/** What admission lets pass with a warning: `istioctl analyze` knows those under another code. */
export function warning(place: Place, code: string, message: string): Finding {
  return { at: place, code, message, severity: "warning", upstream: ["IST0133"] };
}

/** A list as it may be iterated: nothing where it is absent or a placeholder stands for it. */
export function listOf<T>(value: readonly T[] | null | undefined): readonly T[] {
  return Array.isArray(value) ? (value as readonly T[]) : [];
}

/** The items of a list of mappings; those that a placeholder stands for are left out. */
export function objectsOf<T extends object>(value: readonly T[] | null | undefined): readonly T[] {
  const list = listOf(value);
  return list.some((item) => isUnknown(item)) ? list.filter((item) => !isUnknown(item)) : list;
}

/** Entries of a mapping; none where it is absent or a placeholder stands for it. */
export function entriesOf<T>(value: Readonly<Record<string, T>> | null | undefined): readonly [string, T][] {
  return typeof value === "object" && value !== null ? Object.entries(value) : [];
}

/** Whether a field is set to something other than its zero value, as proto3 decides presence. */
export function isSet(value: unknown): boolean {
  if (value === undefined || value === null || value === "" || value === 0 || value === false) return false;
  return !Array.isArray(value) || value.length > 0;
}

/** Whether a field stands there at all, be it empty: what the rules of the API server ask with `has()`. */
export function isThere(value: unknown): boolean {
  return value !== undefined && value !== null;
}

export const none: readonly Finding[] = Object.freeze([]);

// Arrays, not generators: nearly every call finds nothing, and there are a hundred of them for a manifest.

/** Judges one entry if it is there and known. */
export function entry<T extends object, K extends keyof T & (string | number)>(
  on: On,
  owner: T | null | undefined,
  key: K,
  code: string,
  judge: Judge<NonNullable<T[K]>>,
): Findings {
  const value = owner?.[key];
  if (!owner || value === undefined || value === null || isUnknown(value)) return none;
  const problem = judge(value);
  return problem === undefined ? none : [error(on(owner, key), code, problem)];
}

/** Judges each item of a list. */
export function items<T>(on: On, list: readonly T[] | null | undefined, code: string, judge: Judge<T>): Findings {
  if (!list) return none;
  let found: Finding[] | undefined;
  const known = listOf(list);
  let index = 0;
  for (const item of known) {
    const problem = isUnknown(item) ? undefined : judge(item);
    if (problem !== undefined) (found ??= []).push(error(on(known, index), code, problem));
    index++;
  }
  return found ?? none;
}

type Mapping<T> = Readonly<Record<string, T>>;

/** Judges the keys of a mapping, and shows them. */
export function keys(on: On, map: Mapping<unknown> | null | undefined, code: string, judge: Judge): Findings {
  if (typeof map !== "object" || map === null) return none;
  let found: Finding[] | undefined;
  for (const key of Object.keys(map)) {
    const problem = isUnknown(key) ? undefined : judge(key);
    if (problem !== undefined) (found ??= []).push(error(on(map, key, "key"), code, problem));
  }
  return found ?? none;
}

/** Judges the values of a mapping. */
export function values<T>(on: On, map: Mapping<T> | null | undefined, code: string, judge: Judge<T>): Findings {
  if (typeof map !== "object" || map === null) return none;
  let found: Finding[] | undefined;
  for (const key of Object.keys(map)) {
    const value = map[key] as T;
    const problem = isUnknown(value) ? undefined : judge(value);
    if (problem !== undefined) (found ??= []).push(error(on(map, key), code, problem));
  }
  return found ?? none;
}

/** The later items of a list that repeat an earlier one by their key. */
export function* repeated<T>(list: readonly T[], keyOf: (item: T) => unknown): Iterable<readonly [number, T]> {
  // Most lists hold one item.
  if (list.length < 2) return;
  const seen = new Set<unknown>();
  for (const [index, item] of list.entries()) {
    const key = keyOf(item);
    if (key === undefined || key === null || key === "" || isUnknown(key)) continue;
    if (seen.has(key)) yield [index, item];
    seen.add(key);
  }
}
