/**
 * One value against its schema, as the API server reads it: nulls are dropped and defaults set in place, top-down,
 * before a field is judged (apiextensions-apiserver pkg/apiserver/schema/defaulting, kube-openapi pkg/validation).
 */

import { isPlaceholder } from "../finding/placeholder.ts";
import { checkBranches } from "./branches.ts";
import { joinStrangers, unknownField, type Emptied } from "./fields.ts";
import { checkDuplicates } from "./lists.ts";
import type { Node } from "./node.ts";
import { checkNumber, checkString, wrongType } from "./scalars.ts";
import { alternatives, quote, report, type Walk } from "./walk.ts";

type Fields = Record<string, unknown>;

/**
 * Checks a value and all below it. On the spine of a schema unknown fields are mistakes and defaults are set; within
 * allOf, anyOf, oneOf and not neither is so.
 */
export function check(walk: Walk, node: Node, value: unknown, spine = true): void {
  node.fill?.();
  if (typeof value === "string") {
    if (node.plain && node.type === "string") return;
    if (isPlaceholder(value)) meetPlaceholder(walk, node);
    else if (node.type === "string" || node.intOrString || node.type === "") checkString(walk, node, value);
    else wrongType(walk, node, value);
  } else if (typeof value === "number" || typeof value === "bigint") {
    if (isNumeric(node, value)) checkNumber(walk, node, value);
    else wrongType(walk, node, value);
  } else if (typeof value === "boolean") {
    if (node.type !== "boolean" && (node.type !== "" || node.intOrString)) wrongType(walk, node, value);
    else if (node.enum) checkString(walk, node, value);
  } else if (Array.isArray(value)) {
    if (node.type === "array" || isFree(node)) checkList(walk, node, value, spine);
    else wrongType(walk, node, value);
  } else if (typeof value === "object" && value !== null) {
    if (node.type === "object" || isFree(node)) checkObject(walk, node, value as Fields, spine);
    else wrongType(walk, node, value);
  } else if (!node.nullable && !isFree(node)) {
    wrongType(walk, node, value);
  }
  if (!node.plain && hasBranches(node)) checkBranches({ walk, value, check }, node);
}

function meetPlaceholder(walk: Walk, { type }: Node): void {
  walk.placeholders++;
  if (type === "object" || type === "array") walk.isVague = true;
}

function isFree({ type, intOrString }: Node): boolean {
  return type === "" && !intOrString;
}

function isNumeric({ type, intOrString }: Node, value: number | bigint): boolean {
  if (type === "number" || (type === "" && !intOrString)) return true;
  return (type === "integer" || intOrString) && (typeof value === "bigint" || Number.isInteger(value));
}

function hasBranches(node: Node): boolean {
  return Boolean(node.allOf ?? node.anyOf ?? node.oneOf ?? node.not);
}

function checkList(walk: Walk, node: Node, items: unknown[], spine: boolean): void {
  const { length } = items;
  if (length < node.minItems) count(walk, `must have at least ${plural(node.minItems, "item")}`);
  else if (length > node.maxItems) count(walk, `has ${length} items: at most ${node.maxItems} are allowed`);
  if (node.items && length > 0) {
    walk.owners.push(items);
    const depth = walk.path.push(0) - 1;
    for (let i = 0; i < length; i++) {
      walk.path[depth] = i;
      if (items[i] === null && spine && !node.items.nullable && node.items.hasDefault) {
        items[i] = structuredClone(node.items.default);
      }
      check(walk, node.items, items[i], spine);
    }
    walk.path.pop();
    walk.owners.pop();
  }
  if (length > 1 && (node.listType !== "" || node.uniqueItems)) checkDuplicates(walk, node, items);
}

function checkObject(walk: Walk, node: Node, fields: Fields, spine: boolean): void {
  const before = walk.findings.length;
  // Before defaults come in, which nobody wrote.
  const written = node.required && spine ? Object.keys(fields).length : 0;
  if (spine && node.defaults) setDefaults(node.defaults, fields);
  walk.owners.push(fields);
  walk.nodes.push(node);
  const excused = checkFields(walk, node, fields, spine);
  walk.nodes.pop();
  walk.owners.pop();
  checkPresence(walk, node, fields, excused);
  if (written > 0 && walk.findings.length > before + written) joinStrangers(walk, before, written);
}

/** Sets what is absent or null; a copy each, because rules tell places by the identity of objects. */
function setDefaults(defaults: readonly (readonly [string, unknown])[], fields: Fields): void {
  for (const [key, value] of defaults) {
    if (!Object.hasOwn(fields, key)) fields[key] = typeof value === "object" ? structuredClone(value) : value;
  }
}

/** Fields that a misspelt one stands for, so that they are not reported as missing too; true if any might be there. */
type Excused = Set<string> | true | undefined;

function checkFields(walk: Walk, node: Node, fields: Fields, spine: boolean): Excused {
  const { properties, additional } = node;
  let excused: Excused;
  let emptied: Emptied | undefined;
  const depth = walk.path.push("") - 1;
  for (const key in fields) {
    if (spine && isImplied(walk, node, key)) continue;
    let value = fields[key];
    const child = properties?.get(key) ?? additional;
    walk.path[depth] = key;
    if (child) {
      if (value === null && spine && !child.nullable) {
        value = replaceNull(child, fields, key);
        if (value === undefined) {
          (emptied ??= new Map()).set(key, false);
          continue;
        }
      }
      check(walk, child, value, spine);
    } else if (spine && !node.preserve) {
      if (isDirective(key)) walk.isPatch = true;
      const meant = isPlaceholder(key) ? true : unknownField(walk, node, { fields, emptied }, key);
      if (meant === true) walk.isVague = excused = true;
      else if (meant !== undefined && excused !== true) excused = (excused ?? new Set()).add(meant);
    }
  }
  walk.path.pop();
  return excused;
}

/** `$patch`, `$retainKeys`, `$setElementOrder/containers`: what kubectl's strategic merge patches are made of. */
function isDirective(key: string): boolean {
  return key.startsWith("$") && /^\$(?:patch|retainKeys|setElementOrder\/|deleteFromPrimitiveList\/)/.test(key);
}

/**
 * Every object has these at its root, and they are judged elsewhere, whatever its schema says; a status never is. What
 * SOPS adds to a file that it encrypts goes with the decryption.
 */
function isImplied(walk: Walk, node: Node, key: string): boolean {
  if (walk.path.length > 1) return node.embedded && implied.has(key);
  return implied.has(key) || key === "sops";
}

const implied: ReadonlySet<string> = new Set(["apiVersion", "kind", "metadata", "status"]);

/** A null where none is allowed counts as absent: the default takes its place, or it goes. */
function replaceNull(child: Node, fields: Fields, key: string): unknown {
  if (child.hasDefault && key !== "__proto__") fields[key] = structuredClone(child.default);
  // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- the API server drops it; so must what rules see
  else delete fields[key];
  return child.hasDefault ? fields[key] : undefined;
}

function checkPresence(walk: Walk, node: Node, fields: Fields, excused: Excused): void {
  if (node.required) {
    for (const key of node.required) {
      if (Object.hasOwn(fields, key) || excused === true || excused?.has(key)) continue;
      report(walk, { rule: "schema/missing-field", message: `missing field ${quote(key)}`, missing: key });
    }
  }
  if (node.oneOfGroups && excused === undefined) {
    for (const group of node.oneOfGroups) checkGroup(walk, group, fields);
  }
  if (node.minProperties === 0 && node.maxProperties === Infinity) return;
  const { length } = Object.keys(fields);
  if (length < node.minProperties) count(walk, `must have at least ${plural(node.minProperties, "field")}`);
  else if (length > node.maxProperties) count(walk, `has ${length} fields: at most ${node.maxProperties} are allowed`);
}

function checkGroup(walk: Walk, group: { fields: readonly string[]; required: boolean }, fields: Fields): void {
  let set = 0;
  for (const key of group.fields) if (Object.hasOwn(fields, key)) set++;
  if (set === 1 || (set === 0 && !group.required)) return;
  const names = group.fields.map(quote);
  if (set === 0) {
    report(walk, { rule: "schema/missing-field", message: `missing field: set one of ${alternatives(names)}` });
    return;
  }
  const present = group.fields.filter((key) => Object.hasOwn(fields, key));
  const message = `only one of ${alternatives(names, "and")} may be set`;
  report(walk, { rule: "schema/conflicting-fields", message, below: present.slice(1, 2), part: "key" });
}

function count(walk: Walk, what: string): void {
  const key = walk.path.findLast((part) => typeof part === "string") ?? "the manifest";
  report(walk, { rule: "schema/invalid-value", message: `${quote(key)} ${what}` });
}

function plural(number: number, noun: string): string {
  return number === 1 ? `one ${noun}` : `${number} ${noun}s`;
}
