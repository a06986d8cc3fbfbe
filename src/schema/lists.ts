/** Items that a list may hold once: `x-kubernetes-list-type` set and map. */

import { isPlaceholder } from "../finding/placeholder.ts";
import type { Node } from "./node.ts";
import { quote, report, type Walk } from "./walk.ts";

export function checkDuplicates(walk: Walk, node: Node, items: readonly unknown[]): void {
  if (node.listType === "atomic") return;
  const seen = new Map<string, number>();
  for (const [index, item] of items.entries()) {
    const identity = node.listType === "map" ? keysOf(node.listKeys, item) : identityOf(item);
    if (identity === undefined) continue;
    const earlier = seen.get(identity);
    if (earlier === undefined) seen.set(identity, index);
    else duplicate(walk, node, { item, index, earlier });
  }
}

/** The keys of an item of a map list, after defaults; `undefined` where it is no object or not known. */
function keysOf(keys: readonly string[], item: unknown): string | undefined {
  if (typeof item !== "object" || item === null) return undefined;
  const fields = item as Readonly<Record<string, unknown>>;
  const values = keys.map((key) => (Object.hasOwn(fields, key) ? fields[key] : null));
  return values.some(isPlaceholder) ? undefined : JSON.stringify(values, bigints);
}

function identityOf(item: unknown): string | undefined {
  return isPlaceholder(item) ? undefined : JSON.stringify(item, bigints);
}

function bigints(_key: string, value: unknown): unknown {
  return typeof value === "bigint" ? String(value) : value;
}

interface Duplicate {
  readonly item: unknown;
  readonly index: number;
  readonly earlier: number;
}

function duplicate(walk: Walk, { listType, listKeys }: Node, { item, index, earlier }: Duplicate): void {
  const fields = (typeof item === "object" && item !== null ? item : {}) as Readonly<Record<string, unknown>>;
  const keys = listType === "map" ? listKeys.filter((key) => Object.hasOwn(fields, key)) : [];
  const words = keys.map((key) => `${key} ${shown(fields[key])}`).join(" and ");
  const what = listType === "map" ? words || `no ${listKeys.join(" and ")}` : shown(item);
  report(walk, {
    rule: "schema/duplicate-item",
    message: `duplicate item: ${what} stands in item ${earlier + 1} already`,
    below: [index, ...keys.slice(0, 1)],
    severity: walk.builtin ? "warning" : "error",
  });
}

function shown(value: unknown): string {
  if (typeof value === "string") return quote(value);
  return typeof value === "object" && value !== null ? "the same object" : String(value);
}
