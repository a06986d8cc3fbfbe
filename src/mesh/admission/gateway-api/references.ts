/** What the API server demands of references to parents, targets and backends (Gateway API's CEL rules). */

import { isUnknown } from "../../unknown.ts";
import { quote } from "../../values/quote.ts";
import { error, listOf, type Findings, type On } from "../row.ts";

export const parentCodes = {
  "parent-section-missing": "Several references to one parent, of which some name a section or port and some do not",
  "parent-duplicate": "Two references to the same section and port of one parent",
};
export const backendCodes = { "backend-port-missing": "A reference to a Service without a port" };

interface Reference {
  readonly group?: string;
  readonly kind?: string;
  readonly name?: string;
  readonly namespace?: string;
  readonly sectionName?: string;
  readonly port?: number;
}

/**
 * Parents must differ in section or port. The standard channel looks at sections only, and has no parent ports of its
 * own in use; what it accepts is accepted here too.
 */
export function* parents(on: On, references: readonly Reference[] | undefined): Findings {
  yield* distinct(on, references, { what: "parent", missing: "parent-section-missing", same: "parent-duplicate" });
}

export interface Distinction {
  readonly what: string;
  readonly missing: string;
  readonly same: string;
}

export function* distinct(on: On, references: readonly Reference[] | undefined, words: Distinction): Findings {
  const list = listOf(references);
  if (list.length < 2) return;
  const first = new Map<string, Reference>();
  const seen = new Set<string>();
  for (const [index, reference] of list.entries()) {
    if (Object.values(reference).some(isUnknown)) continue;
    const { name = "", sectionName = "", port = 0 } = reference;
    const target = JSON.stringify([reference.group, reference.kind, name, reference.namespace ?? ""]);
    const place = JSON.stringify([target, sectionName, port]);
    const earlier = first.get(target);
    if (seen.has(place)) {
      yield error(
        on(list, index),
        words.same,
        `${quote(name)} is named twice as ${words.what} with the same section and port`,
      );
    } else if (earlier && !isAsPrecise(earlier, reference)) {
      const message = `${quote(name)} is named several times as ${words.what}: each needs a sectionName or port of its own`;
      yield error(on(list, index), words.missing, message);
    }
    seen.add(place);
    if (!earlier) first.set(target, reference);
  }
}

function isAsPrecise(one: Reference, other: Reference): boolean {
  return Boolean(one.sectionName) === Boolean(other.sectionName) && Boolean(one.port) === Boolean(other.port);
}

/** Defaults have filled in group "" and kind Service. */
export function* backend(on: On, reference: Reference | undefined): Findings {
  if (!reference || (reference.group ?? "") !== "" || (reference.kind ?? "Service") !== "Service") return;
  if (reference.port !== undefined) return;
  const message = `${quote(reference.name ?? "")} is a Service: name one of its ports`;
  yield error(on(reference, "name"), "backend-port-missing", message);
}
