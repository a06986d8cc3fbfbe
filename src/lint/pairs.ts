/** Pairs findings with those that were known before. */

import type { Diagnostic } from "./diagnostic.ts";

export interface Pairing<T> {
  readonly pairs: ReadonlyMap<Diagnostic, T>;
  /** Known ones that no finding has met. */
  readonly rest: ReadonlySet<T>;
  /** Pairs what is left over and has equal keys, one with one, the first with the first. Ask for the surest sign first. */
  readonly by: (keyOf: (each: Diagnostic | T) => string, may?: (known: T) => boolean) => void;
}

export function pairing<T>(diagnostics: readonly Diagnostic[], known: Iterable<T>): Pairing<T> {
  const pairs = new Map<Diagnostic, T>();
  const rest = new Set(known);
  return {
    pairs,
    rest,
    by(keyOf, may = () => true) {
      const byKey = grouped([...rest].filter(may), keyOf);
      for (const diagnostic of diagnostics) {
        const met = pairs.has(diagnostic) ? undefined : byKey.get(keyOf(diagnostic))?.pop();
        if (met === undefined) continue;
        pairs.set(diagnostic, met);
        rest.delete(met);
      }
    },
  };
}

/** The first of each group stands last, to be popped first. */
function grouped<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of [...items].reverse()) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
