/** A structural schema made ready for walking: maps instead of objects, patterns compiled, one-of groups recognised. */

import { formatCheck, type FormatCheck } from "./formats.ts";
import { matcherOf, type Matcher } from "./pattern.ts";

/** A schema as a CRD or the pack writes it. */
export type Schema = Readonly<Record<string, unknown>>;

export interface Node {
  /** To be called before anything but type, flags and default is read. */
  fill: (() => void) | undefined;
  type: string;
  nullable: boolean;
  intOrString: boolean;
  preserve: boolean;
  embedded: boolean;
  hasDefault: boolean;
  default: unknown;
  properties: Properties | undefined;
  /** Keys with a default, in the order of the schema. */
  defaults: [key: string, value: unknown][] | undefined;
  additional: Node | undefined;
  required: string[] | undefined;
  items: Node | undefined;
  listType: string;
  listKeys: readonly string[];
  uniqueItems: boolean;
  enum: Set<unknown> | undefined;
  pattern: string;
  matches: Matcher | undefined;
  format: FormatCheck | undefined;
  minLength: number;
  maxLength: number;
  minimum: number;
  maximum: number;
  exclusiveMinimum: boolean;
  exclusiveMaximum: boolean;
  multipleOf: number;
  minItems: number;
  maxItems: number;
  minProperties: number;
  maxProperties: number;
  oneOfGroups: OneOfGroup[] | undefined;
  allOf: Node[] | undefined;
  anyOf: Node[] | undefined;
  oneOf: Node[] | undefined;
  not: Node | undefined;
  /** Whether strings, numbers, lists or objects have anything besides their type to be looked at. */
  plain: boolean;
}

/** The schemas of an object's fields, each made when its field is first met. */
export class Properties {
  readonly #written: Schema;
  readonly #context: Compilation;
  readonly #made = new Map<string, Node>();

  constructor(written: Schema, context: Compilation) {
    this.#written = written;
    this.#context = context;
  }

  get(key: string): Node | undefined {
    let node = this.#made.get(key);
    if (node === undefined && this.has(key)) {
      node = compileNode(this.#written[key], this.#context);
      this.#made.set(key, node);
    }
    return node;
  }

  has(key: string): boolean {
    return Object.hasOwn(this.#written, key);
  }

  /** In the order of the schema. */
  keys(): string[] {
    return Object.keys(this.#written);
  }
}

/** Fields of which at most one may be set; exactly one where it is required. */
export interface OneOfGroup {
  readonly fields: readonly string[];
  readonly required: boolean;
}

/** Nodes that were made, by the schema that they stand for, and what a `$ref` names. */
export interface Compilation {
  readonly nodes: Map<unknown, Node>;
  readonly refer: (reference: string) => Schema | undefined;
}

/** Compiles a schema; never throws: what is malformed demands nothing. */
export function compile(schema: Schema, compilation: Compilation = { nodes: new Map(), refer: () => undefined }): Node {
  return compileNode(schema, compilation);
}

/** What a parent must know of it is there at once, the rest when a value first comes: most of a schema is never met. */
function compileNode(written: unknown, context: Compilation): Node {
  const schema = resolve(record(written), context);
  const known = context.nodes.get(schema);
  if (known) return known;
  const node = emptyNode();
  context.nodes.set(schema, node);
  fillFlags(node, schema);
  node.fill = () => {
    node.fill = undefined;
    fillBounds(node, schema);
    fillObject(node, schema, context);
    fillList(node, schema, context);
    fillJunctors(node, schema, context);
    node.plain = isPlain(node);
  };
  return node;
}

function isPlain(node: Node): boolean {
  if (node.matches ?? node.format ?? node.enum) return false;
  return node.maxLength === Infinity && node.minLength === 0 && noBounds(node);
}

function noBounds(node: Node): boolean {
  const unbounded = node.minimum === -Infinity && node.maximum === Infinity && node.multipleOf === 0;
  return unbounded && !node.allOf && !node.anyOf && !node.oneOf && !node.not;
}

function resolve(schema: Schema, { refer }: Compilation): Schema {
  const reference = schema.$ref;
  return typeof reference === "string" ? (refer(reference) ?? {}) : schema;
}

const noKeys: readonly string[] = Object.freeze([]);

function emptyNode(): Node {
  return {
    fill: undefined,
    type: "",
    nullable: false,
    intOrString: false,
    preserve: false,
    embedded: false,
    hasDefault: false,
    default: undefined,
    properties: undefined,
    defaults: undefined,
    additional: undefined,
    required: undefined,
    items: undefined,
    listType: "",
    listKeys: noKeys,
    uniqueItems: false,
    enum: undefined,
    pattern: "",
    matches: undefined,
    format: undefined,
    minLength: 0,
    maxLength: Infinity,
    minimum: -Infinity,
    maximum: Infinity,
    exclusiveMinimum: false,
    exclusiveMaximum: false,
    multipleOf: 0,
    minItems: 0,
    maxItems: Infinity,
    minProperties: 0,
    maxProperties: Infinity,
    oneOfGroups: undefined,
    allOf: undefined,
    anyOf: undefined,
    oneOf: undefined,
    not: undefined,
    plain: true,
  };
}

function fillFlags(node: Node, schema: Schema): void {
  node.type = typeof schema.type === "string" ? schema.type : "";
  node.nullable = schema.nullable === true;
  node.intOrString = schema["x-kubernetes-int-or-string"] === true || schema.format === "int-or-string";
  node.preserve = schema["x-kubernetes-preserve-unknown-fields"] === true;
  node.embedded = schema["x-kubernetes-embedded-resource"] === true;
  node.hasDefault = Object.hasOwn(schema, "default");
  node.default = schema.default;
}

function fillBounds(node: Node, schema: Schema): void {
  if (Array.isArray(schema.enum)) node.enum = new Set(schema.enum);
  if (typeof schema.pattern === "string") {
    node.pattern = schema.pattern;
    node.matches = matcherOf(node.pattern);
  }
  if (typeof schema.format === "string") node.format = formatCheck(schema.format);
  node.minLength = number(schema.minLength, 0);
  node.maxLength = number(schema.maxLength, Infinity);
  node.minimum = number(schema.minimum, -Infinity);
  node.maximum = number(schema.maximum, Infinity);
  node.exclusiveMinimum = schema.exclusiveMinimum === true;
  node.exclusiveMaximum = schema.exclusiveMaximum === true;
  node.multipleOf = number(schema.multipleOf, 0);
  node.minItems = number(schema.minItems, 0);
  node.maxItems = number(schema.maxItems, Infinity);
  node.minProperties = number(schema.minProperties, 0);
  node.maxProperties = number(schema.maxProperties, Infinity);
}

function fillObject(node: Node, schema: Schema, context: Compilation): void {
  if (Object.hasOwn(schema, "properties")) {
    const written = record(schema.properties);
    node.properties = new Properties(written, context);
    for (const key of node.properties.keys()) {
      const child = record(written[key]);
      // What the pack refers to has none, and a user's schema may not refer to anything.
      if (!Object.hasOwn(child, "default") || key === "__proto__" || typeof child.$ref === "string") continue;
      (node.defaults ??= []).push([key, child.default]);
    }
  }
  const additional = schema.additionalProperties;
  if (typeof additional === "object" && additional !== null) node.additional = compileNode(additional, context);
  else if (additional === true) node.preserve = true;
  const required = strings(schema.required);
  if (required.length > 0) node.required = required;
}

function fillList(node: Node, schema: Schema, context: Compilation): void {
  if (typeof schema.items === "object" && schema.items !== null) {
    node.items = compileNode(schema.items, context);
  }
  node.listType = typeof schema["x-kubernetes-list-type"] === "string" ? schema["x-kubernetes-list-type"] : "";
  node.listKeys = strings(schema["x-kubernetes-list-map-keys"]);
  node.uniqueItems = schema.uniqueItems === true;
}

function fillJunctors(node: Node, schema: Schema, context: Compilation): void {
  const groups = list(schema["x-one-of"]).map(groupOf);
  const encoded = oneOfGroup(list(schema.oneOf));
  if (encoded) groups.push(encoded);
  else if (Array.isArray(schema.oneOf)) node.oneOf = schema.oneOf.map((branch) => compileNode(branch, context));
  const rest: unknown[] = [];
  for (const branch of list(schema.allOf)) {
    const group = isOnly(record(branch), "oneOf") ? oneOfGroup(list(record(branch).oneOf)) : undefined;
    if (group) groups.push(group);
    else rest.push(branch);
  }
  if (groups.length > 0) node.oneOfGroups = groups;
  if (rest.length > 0) node.allOf = rest.map((branch) => compileNode(branch, context));
  if (Array.isArray(schema.anyOf)) node.anyOf = schema.anyOf.map((branch) => compileNode(branch, context));
  if (typeof schema.not === "object" && schema.not !== null) node.not = compileNode(schema.not, context);
}

function groupOf(written: unknown): OneOfGroup {
  const { fields, required } = record(written);
  return { fields: strings(fields), required: required === true };
}

/**
 * The group that a `oneOf` of `required` branches means. Protobuf's optional one-of adds a branch
 * `not: {anyOf: [required…]}` (istio/tools protoc-gen-crd).
 */
function oneOfGroup(branches: readonly unknown[]): OneOfGroup | undefined {
  const fields: string[] = [];
  let optional = false;
  for (const branch of branches.map(record)) {
    if (isOnly(branch, "not")) optional = true;
    else if (isOnly(branch, "required") && strings(branch.required).length === 1) {
      fields.push(...strings(branch.required));
    } else return undefined;
  }
  if (fields.length < 2 || (optional && !namesSame(branches, fields))) return undefined;
  return { fields, required: !optional };
}

function namesSame(branches: readonly unknown[], fields: readonly string[]): boolean {
  const negative = branches.map(record).find((branch) => isOnly(branch, "not"));
  const named = list(record(negative?.not).anyOf).flatMap((branch) => strings(record(branch).required));
  return named.length === fields.length && named.every((field) => fields.includes(field));
}

function isOnly(schema: Schema, keyword: string): boolean {
  const keys = Object.keys(schema);
  return keys.length === 1 && keys[0] === keyword;
}

function record(value: unknown): Schema {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Schema) : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function strings(value: unknown): string[] {
  return list(value).filter((item) => typeof item === "string");
}

function number(value: unknown, otherwise: number): number {
  return typeof value === "number" ? value : otherwise;
}
