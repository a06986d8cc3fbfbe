/** Strings, numbers and booleans against their schema. */

import type { Node } from "./node.ts";
import { mismatch } from "./pattern-words.ts";
import { alternatives, nameOf, quote, report, valueFix, type Walk } from "./walk.ts";
import { closest, isSameWord } from "./words.ts";

/** A string (or a boolean, of which only the enum counts). */
export function checkString(walk: Walk, node: Node, value: string | boolean): void {
  if (node.enum && !node.enum.has(value)) unsupported(walk, node.enum, value);
  else if (typeof value === "boolean" || node.plain) return;
  else if (value.length > node.maxLength && lengthOf(value) > node.maxLength) {
    invalid(walk, `${nameOf(walk)} is ${lengthOf(value)} characters long: at most ${node.maxLength} are allowed`);
  } else if (value.length < 2 * node.minLength && lengthOf(value) < node.minLength) {
    invalid(walk, tooShort(walk, node.minLength));
  } else if (node.matches && !node.matches(value)) {
    invalid(walk, `${shown(walk, value)} ${mismatch(node.pattern)}`);
  } else if (node.format?.of === "string" && !node.format.accepts(value)) {
    invalid(walk, `${shown(walk, value)} is not ${node.format.means}`);
  }
}

export function checkNumber(walk: Walk, node: Node, value: number | bigint): void {
  if (node.plain) return;
  const name = nameOf(walk);
  const { minimum, maximum, format } = node;
  if (node.enum && !node.enum.has(value)) unsupported(walk, node.enum, value);
  else if (node.exclusiveMinimum ? value <= minimum : value < minimum) {
    invalid(walk, `${name} is ${value}: it must be ${node.exclusiveMinimum ? "greater than" : "at least"} ${minimum}`);
  } else if (node.exclusiveMaximum ? value >= maximum : value > maximum) {
    invalid(walk, `${name} is ${value}: it must be ${node.exclusiveMaximum ? "less than" : "at most"} ${maximum}`);
  } else if (node.multipleOf > 0 && typeof value === "number" && !Number.isInteger(value / node.multipleOf)) {
    invalid(walk, `${name} is ${value}: it must be a multiple of ${node.multipleOf}`);
  } else if (format?.least !== undefined && format.most !== undefined) {
    if (value < format.least || value > format.most) invalid(walk, `${name} is ${value}: it is not ${format.means}`);
  }
}

function invalid(walk: Walk, message: string): void {
  report(walk, { rule: "schema/invalid-value", message });
}

/** Code points, as Kubernetes counts. */
function lengthOf(text: string): number {
  let length = 0;
  for (const _ of text) length++;
  return length;
}

function tooShort(walk: Walk, least: number): string {
  return least === 1 ? `${nameOf(walk)} must not be empty` : `${nameOf(walk)} must have at least ${least} characters`;
}

function shown({ secret }: Walk, value: string | number | bigint | boolean): string {
  if (secret) return "this value";
  return typeof value === "string" ? quote(value) : String(value);
}

const mostListed = 12;

function unsupported(walk: Walk, allowed: ReadonlySet<unknown>, value: string | number | bigint | boolean): void {
  if (walk.trying > 0) {
    walk.mistakes++;
    return;
  }
  const words = [...allowed].map(String);
  const meant = typeof value === "string" ? closest(value, words) : undefined;
  const hint =
    words.length > mostListed && meant !== undefined
      ? `did you mean ${quote(meant)}?`
      : `use ${alternatives(words.slice(0, mostListed).map((word) => (word === "" ? '""' : word)))}`;
  const fix = meant === undefined ? undefined : valueFix(walk, meant, isSameWord(String(value), meant));
  const message = `unsupported value ${shown(walk, value)}: ${hint}`;
  report(walk, { rule: "schema/invalid-value", message, ...(fix && { fix }) });
}

const expectations: Readonly<Record<string, string>> = {
  object: "an object",
  array: "a list",
  string: "a string",
  integer: "an integer",
  number: "a number",
  boolean: "true or false",
};

export function wrongType(walk: Walk, node: Node, value: unknown): void {
  if (walk.trying > 0) {
    walk.mistakes++;
    return;
  }
  const expected = node.intOrString ? "an integer or a string" : (expectations[node.type] ?? node.type);
  const message = `${nameOf(walk)} must be ${expected}, not ${described(walk, value)}`;
  const meant = typeof value === "string" ? unquoted(node, value) : undefined;
  const fix = meant === undefined ? undefined : valueFix(walk, meant, true);
  const hint = typeof value !== "string" && node.type === "string" && isScalar(value) ? ": quote it" : "";
  report(walk, {
    rule: "schema/invalid-type",
    message: fix ? `${message}: remove the quotes` : message + hint,
    ...(fix && { fix }),
  });
}

function isScalar(value: unknown): boolean {
  return typeof value === "number" || typeof value === "boolean" || typeof value === "bigint";
}

function described(walk: Walk, value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (value === null || value === undefined) return "null";
  if (typeof value === "object") return "an object";
  if (walk.secret) return `a ${typeof value}`;
  if (typeof value === "string") return `the string ${quote(value)}`;
  return typeof value === "boolean" ? `${value}` : `the number ${value as number | bigint}`;
}

/** The number or boolean that a quoted string holds beyond doubt. */
function unquoted({ type }: Node, text: string): number | boolean | undefined {
  if (type === "boolean" && (text === "true" || text === "false")) return text === "true";
  if (type === "integer" && /^(?:0|-?[1-9]\d{0,14})$/.test(text)) return Number(text);
  return undefined;
}
