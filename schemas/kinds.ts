/** Writes the TypeScript types of all kinds from the schema pack: `src/mesh/kinds/*.ts`. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { kindName } from "../src/mesh/kinds/family.ts";

interface Schema {
  readonly $ref?: string;
  readonly "x-type"?: string;
  readonly "x-kubernetes-int-or-string"?: boolean;
  readonly "x-kubernetes-preserve-unknown-fields"?: boolean;
  readonly type?: string;
  readonly nullable?: boolean;
  readonly enum?: readonly unknown[];
  readonly items?: Schema;
  readonly additionalProperties?: Schema | boolean;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly anyOf?: readonly Schema[];
}

interface IndexedKind {
  readonly scope: string;
  readonly versions: Readonly<Record<string, { readonly file: string; readonly served: boolean }>>;
}
type Index = Readonly<Record<string, Readonly<Record<string, IndexedKind>>>>;

interface Field {
  readonly type: string;
  readonly required: boolean;
}
interface Shape {
  readonly fields: Map<string, Field>;
  readonly open: boolean;
}
interface Family {
  readonly name: string;
  readonly shapes: Map<string, Shape>;
  /** Kind name → interface of its root object. */
  readonly kinds: Map<string, string>;
  readonly imports: Set<string>;
}

const pack = import.meta.dirname;
const partsFamily = "kubernetes";

function json(file: string): unknown {
  return JSON.parse(readFileSync(join(pack, file), "utf8"));
}

/** File name in `src/mesh/kinds` → text, not yet formatted. */
export function kindTypes(): ReadonlyMap<string, string> {
  const families = new Map<string, Family>();
  for (const [group, kinds] of Object.entries(json("index.json") as Index)) {
    for (const [kind, { versions }] of Object.entries(kinds)) addKind(families, group, kind, Object.entries(versions));
  }
  const files = [...families.values()].map((family): [string, string] => [`${family.name}.ts`, familyText(family)]);
  return new Map([...files, ["kinds.ts", kindsText([...families.keys()].sort())]]);
}

function addKind(
  families: Map<string, Family>,
  group: string,
  kind: string,
  versions: readonly (readonly [string, { readonly file: string }])[],
): void {
  const name = kindName(`${group}/v1`, kind);
  const family = familyOf(families, name.slice(0, name.indexOf("/")));
  const newestFirst = [...versions].sort(([a], [b]) => rank(b) - rank(a));
  const files = new Set(newestFirst.map(([, { file }]) => file));
  for (const file of files) {
    const schema = json(file) as Schema;
    const { status: _, ...properties } = schema.properties ?? {};
    addShape(families, family, kind, { ...schema, properties });
  }
  family.kinds.set(name, kind);
}

/** v1 above v1beta2 above v1beta1 above v1alpha1. */
function rank(version: string): number {
  const [, major = "0", stage, minor = "0"] = /^v(\d+)(?:(alpha|beta)(\d+))?$/.exec(version) ?? [];
  const stages: Readonly<Record<string, number>> = { alpha: 0, beta: 1 };
  return Number(major) * 10000 + (stage === undefined ? 2 : (stages[stage] ?? 0)) * 1000 + Number(minor);
}

function familyOf(families: Map<string, Family>, name: string): Family {
  let family = families.get(name);
  if (!family) {
    family = { name, shapes: new Map(), kinds: new Map(), imports: new Set() };
    families.set(name, family);
  }
  return family;
}

/** Versions of one type come newest first: what a later one lacks or adds becomes optional. */
function addShape(families: Map<string, Family>, family: Family, name: string, schema: Schema): void {
  const known = family.shapes.get(name);
  const shape = known ?? { fields: new Map<string, Field>(), open: isOpen(schema) };
  if (!known) family.shapes.set(name, shape);
  const properties = schema.properties ?? {};
  for (const [key, value] of Object.entries(properties)) {
    const type = typeOf(families, family, value, `${name}${pascal(key)}`);
    const before = shape.fields.get(key);
    const required = (schema.required?.includes(key) ?? false) && (before?.required ?? !known);
    shape.fields.set(key, { type: before ? union(before.type, type) : type, required });
  }
  if (!known) return;
  for (const [key, field] of shape.fields) {
    if (!Object.hasOwn(properties, key)) shape.fields.set(key, { ...field, required: false });
  }
}

function isOpen(schema: Schema): boolean {
  return schema["x-kubernetes-preserve-unknown-fields"] ?? false;
}

/** Scalars of several versions are all possible; for anything else the newest version speaks. */
function union(newer: string, older: string): string {
  const scalar = /^(?:string|number|boolean|unknown|"[^"]*")(?: \| (?:string|number|"[^"]*"))*$/;
  if (newer === older || !scalar.test(newer) || !scalar.test(older)) return newer;
  const members = new Set([...newer.split(" | "), ...older.split(" | ")]);
  return [...members].filter((member) => !member.startsWith('"') || !members.has("string")).join(" | ");
}

function typeOf(families: Map<string, Family>, family: Family, schema: Schema, path: string): string {
  if (schema.$ref !== undefined) return partOf(families, family, schema.$ref);
  if (schema["x-kubernetes-int-or-string"]) return "number | string";
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  if (schema.type === "array") return listOf(schema.items ? typeOf(families, family, schema.items, path) : "unknown");
  if (schema.type === "integer") return "number";
  if (schema.type === "object") return objectOf(families, family, schema, path);
  if (schema.type === undefined && schema.anyOf) {
    return schema.anyOf.map((branch) => typeOf(families, family, branch, path)).join(" | ");
  }
  return schema.type ?? "unknown";
}

function listOf(item: string): string {
  return item.includes(" | ") ? `readonly (${item})[]` : `readonly ${item}[]`;
}

function objectOf(families: Map<string, Family>, family: Family, schema: Schema, path: string): string {
  if (schema.properties) {
    const name = schema["x-type"] ?? path;
    addShape(families, family, name, schema);
    return name;
  }
  const { additionalProperties } = schema;
  const value =
    typeof additionalProperties === "object" ? typeOf(families, family, additionalProperties, path) : "unknown";
  return `Readonly<Record<string, ${value}>>`;
}

/** Shared files hold parts of pods: their types live with Kubernetes' own. */
function partOf(families: Map<string, Family>, family: Family, file: string): string {
  const schema = json(file) as Schema;
  const name = schema["x-type"] ?? "unknown";
  const home = familyOf(families, partsFamily);
  if (!home.shapes.has(name)) addShape(families, home, name, schema);
  if (home !== family) family.imports.add(name);
  return name;
}

function pascal(key: string): string {
  return key.replace(/(?:^|[^A-Za-z0-9])([A-Za-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

function familyText(family: Family): string {
  const names = [...family.imports].sort().join(", ");
  const kinds = [...family.kinds].sort(([a], [b]) => (a < b ? -1 : 1));
  const shapes = [...family.shapes].sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    `/** Types of the kinds of ${family.name}, written from \`schemas/\` by \`npm run generate\`. */\n`,
    names && `import type { ${names} } from "./${partsFamily}.ts";\n`,
    `export interface ${pascal(family.name)}Kinds {`,
    ...kinds.map(([name, root]) => `  readonly "${name}": ${root};`),
    "}\n",
    ...shapes.map(([name, shape]) => shapeText(name, shape)),
  ].join("\n");
}

function shapeText(name: string, { fields, open }: Shape): string {
  if (fields.size === 0) return `export type ${name} = Readonly<Record<string, unknown>>;\n`;
  const lines = [...fields]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, { type, required }]) => `  readonly ${JSON.stringify(key)}${required ? "" : "?"}: ${type};`);
  return [`export interface ${name} {`, ...lines, ...(open ? ["  readonly [key: string]: unknown;"] : []), "}\n"].join(
    "\n",
  );
}

function kindsText(families: readonly string[]): string {
  const joined = families.map((family) => `${pascal(family)}Kinds`);
  return [
    "/** Types of the kinds that rules read, written from `schemas/` by `npm run generate`. */\n",
    ...families.map((family, i) => `import type { ${joined[i] ?? ""} } from "./${family}.ts";`),
    "\n/** Kind name → the object's own fields besides apiVersion, kind, metadata and status. */",
    `export interface Kinds extends ${joined.join(", ")} {}`,
    "",
  ].join("\n");
}
