/** A field that the schema does not know: what was meant, or where it belongs. */

import type { Node } from "./node.ts";
import { alternatives, isFull, keyFix, nameOf, quote, report, type Walk } from "./walk.ts";
import { closest, isSameWord } from "./words.ts";

type Fields = Readonly<Record<string, unknown>>;

/** Names of fields, and whether it was said that something belongs there: one slip moves all that a field holds. */
export type Emptied = Map<string, boolean>;

interface Neighbours {
  readonly fields: Fields;
  /** Those above it that hold nothing: where the indentation slipped, what belongs to them stands beside them. */
  readonly emptied: Emptied | undefined;
}

/** Reports the field that `walk.path` ends in; gives the name of the field that it most likely stands for. */
export function unknownField(walk: Walk, node: Node, { fields, emptied }: Neighbours, key: string): string | undefined {
  if (isFull(walk)) {
    report(walk, { rule: "schema/unknown-field", message: "" });
    return undefined;
  }
  const owner = emptied && emptyOwner(node, emptied, key);
  if (owner !== undefined) {
    if (emptied?.get(owner) === false) fallenOut(walk, key, owner);
    emptied?.set(owner, true);
    return owner;
  }
  const known = node.properties?.keys() ?? [];
  const meant = closest(key, known);
  const isSame = meant !== undefined && isSameWord(meant, key);
  if (isSame && key.includes("_")) snakeCase(walk, fields, [key, meant]);
  else if (isSame || !misplaced(walk, node, fields, key)) misspelt(walk, fields, key, meant);
  return meant;
}

/** Where no field of an object is its own and it lacks what it needs, something else was meant: that is one mistake. */
export function joinStrangers(walk: Walk, from: number, written: number): void {
  const found = walk.findings.slice(from);
  const depth = walk.path.length;
  const missing = found.flatMap((each) => (each.path.length === depth && each.missing) || []);
  const strangers = found.filter(({ path, fix }) => path.length === depth + 1 && !fix);
  if (strangers.length < written || missing.length === 0 || strangers.length + missing.length < found.length) return;
  const [first] = strangers;
  if (strangers.every(({ rule }) => rule === "schema/misplaced-field") && first) {
    // One slip of the indentation moves them all.
    walk.findings.splice(from, found.length, first);
  } else if (strangers.every(({ rule }) => rule === "schema/unknown-field")) {
    const names = strangers.map(({ path }) => quote(String(path.at(-1))));
    const needs = `${nameOf(walk)} needs ${alternatives(missing.map(quote), "and")}`;
    const message = `unknown ${names.length > 1 ? "fields" : "field"} ${alternatives(names, "and")}: ${needs}`;
    walk.findings.length = from;
    report(walk, { rule: "schema/unknown-field", message });
  }
}

/** The one field without a value in which this one would be known. */
function emptyOwner({ properties }: Node, emptied: Emptied, key: string): string | undefined {
  const owners = [...emptied.keys()].filter((name) => {
    const child = properties?.get(name);
    child?.fill?.();
    return child?.properties?.has(key) === true;
  });
  return owners.length === 1 ? owners[0] : undefined;
}

function fallenOut(walk: Walk, key: string, owner: string): void {
  const message = `${quote(key)} belongs one level deeper, within ${quote(owner)}`;
  report(walk, { rule: "schema/misplaced-field", message, part: "key" });
}

function snakeCase(walk: Walk, fields: Fields, [key, meant]: readonly [string, string]): void {
  const fix = Object.hasOwn(fields, meant) ? undefined : keyFix(walk, fields, [key, meant], true);
  const message = `the API server drops ${quote(key)}: write ${quote(meant)}`;
  report(walk, { rule: "schema/snake-case-field", message, part: "key", ...(fix && { fix }) });
}

function misspelt(walk: Walk, fields: Fields, key: string, meant: string | undefined): void {
  const hint = meant === undefined ? "" : `: did you mean ${quote(meant)}?`;
  const canFix = meant !== undefined && !Object.hasOwn(fields, meant);
  const fix = canFix ? keyFix(walk, fields, [key, meant], isSameWord(key, meant)) : undefined;
  const message = `unknown field ${quote(key)}${hint}`;
  report(walk, { rule: "schema/unknown-field", message, part: "key", ...(fix && { fix }) });
}

/** Reports a field that an object above, or exactly one that is set right below, has under this very name. */
function misplaced(walk: Walk, node: Node, fields: Fields, key: string): boolean {
  const where = above(walk, key) ?? below(node, fields, key);
  if (where === undefined) return false;
  report(walk, { rule: "schema/misplaced-field", message: `${quote(key)} belongs ${where}`, part: "key" });
  return true;
}

const levels = ["one level up", "two levels up"];

function above({ nodes, owners, path }: Walk, key: string): string | undefined {
  const objects = owners.filter((owner) => !Array.isArray(owner));
  for (const [index, level] of levels.entries()) {
    const node = nodes.at(-2 - index);
    // What stands there already is not what was meant to stand there.
    if (!node?.properties?.has(key) || Object.hasOwn(objects.at(-2 - index) ?? {}, key)) continue;
    const owner = path.slice(0, -1).findLast((part) => typeof part === "string");
    return index === 0 && owner !== undefined ? `${level}, beside ${quote(owner)}` : level;
  }
  return undefined;
}

function below({ properties }: Node, fields: Fields, key: string): string | undefined {
  const owners: string[] = [];
  for (const name of properties?.keys() ?? []) {
    const child = Object.hasOwn(fields, name) ? properties?.get(name) : undefined;
    child?.fill?.();
    child?.items?.fill?.();
    if (child?.properties?.has(key)) owners.push(`within ${quote(name)}`);
    else if (child?.items?.properties?.has(key)) owners.push(`within an item of ${quote(name)}`);
  }
  return owners.length === 1 ? owners[0] : undefined;
}
