/** What a match of a route asks for, in a form in which equal matches are equal texts. */

import { objectsOf } from "../admission/row.ts";
import { isUnknown } from "../unknown.ts";
import type { Match, Rule, ValueMatch } from "./routes.ts";

/** Names of headers know no case; of several entries under one name the first counts (Gateway API, apis/v1/httproute_types.go). */
function conditions(list: readonly ValueMatch[] | undefined, fold: (name: string) => string): readonly string[] {
  const byName = new Map<string, string>();
  for (const { name, type = "Exact", value } of objectsOf(list)) {
    const key = fold(name);
    if (!byName.has(key)) byName.set(key, JSON.stringify([key, type, value]));
  }
  return [...byName.values()].sort();
}

function pathKey({ path }: Match): readonly string[] {
  const { type = "PathPrefix", value = "/" } = path ?? {};
  // A prefix stands for whole elements, so that its last slash says nothing.
  return [type, type === "PathPrefix" && value.length > 1 && value.endsWith("/") ? value.slice(0, -1) : value];
}

function methodKey({ method }: Match): unknown {
  if (typeof method !== "object") return method ?? "";
  return [method.type ?? "Exact", method.service ?? "", method.method ?? ""];
}

function hasUnknown(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return isUnknown(value);
  return Object.values(value).some(hasUnknown);
}

/** Undefined where a placeholder stands in it. */
export function matchKey(match: Match): string | undefined {
  if (hasUnknown(match)) return undefined;
  const headers = conditions(match.headers, (name) => name.toLowerCase());
  const queryParams = conditions(match.queryParams, (name) => name);
  return JSON.stringify([pathKey(match), methodKey(match), headers, queryParams]);
}

const everything: Match = Object.freeze({});

/** A rule without matches takes everything. */
export function matchesOf({ matches }: Rule): readonly Match[] {
  const known = objectsOf(matches);
  return known.length > 0 || isUnknown(matches) ? known : [everything];
}
