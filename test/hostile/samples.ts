/** An object of every kind in the schema pack, with as many fields as a choice of numbers lets in. */

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("../../schemas/", import.meta.url));

type Schema = Readonly<Record<string, unknown>>;
type Index = Readonly<
  Record<string, Readonly<Record<string, { versions: Readonly<Record<string, { file: string }>> }>>>
>;

export interface KnownKind {
  readonly apiVersion: string;
  readonly kind: string;
  readonly schema: Schema;
}

export function knownKinds(): KnownKind[] {
  const index = read("index.json") as Index;
  return Object.entries(index).flatMap(([group, kinds]) =>
    Object.entries(kinds).flatMap(([kind, { versions }]) =>
      Object.entries(versions).map(([version, { file }]) => ({
        apiVersion: group ? `${group}/${version}` : version,
        kind,
        schema: read(file) as Schema,
      })),
    ),
  );
}

function read(file: string): unknown {
  return JSON.parse(readFileSync(folder + file, "utf8"));
}

/** `chance` gives numbers from 0 up to (not including) 1. */
export function sampleOf({ apiVersion, kind, schema }: KnownKind, chance: () => number): Record<string, unknown> {
  const body = sample(schema, chance, 0) as Record<string, unknown>;
  return { ...body, apiVersion, kind, metadata: { name: kind.toLowerCase(), namespace: "default" } };
}

const names = ["a", "b", "a.default.svc.cluster.local", "*", "default", "http", "80", "5s", "/", "10.0.0.1", "app"];

function sample(written: unknown, chance: () => number, depth: number): unknown {
  const schema = resolved(written);
  const { type, properties, items, additionalProperties } = schema;
  if (Array.isArray(schema.enum)) return pick(schema.enum, chance);
  if (type === "array") return depth > 9 ? [] : several(chance).map(() => sample(items, chance, depth + 1));
  if (type === "object" || properties) {
    if (depth > 9) return {};
    if (properties) return fields(schema, chance, depth);
    return Object.fromEntries(
      several(chance).map(() => [pick(names, chance), sample(additionalProperties, chance, depth + 1)]),
    );
  }
  if (type === "integer" || type === "number") return Math.floor(chance() * 100);
  if (type === "boolean") return chance() < 0.5;
  if (schema["x-kubernetes-int-or-string"] === true) return chance() < 0.5 ? 80 : "http";
  return pick(names, chance);
}

function resolved(written: unknown): Schema {
  if (typeof written !== "object" || written === null) return {};
  const schema = written as Schema;
  return typeof schema.$ref === "string" ? (read(schema.$ref) as Schema) : schema;
}

function fields(schema: Schema, chance: () => number, depth: number): Record<string, unknown> {
  const required = new Set((schema.required as readonly string[] | undefined) ?? []);
  const groups = (schema["x-one-of"] as readonly { fields: readonly string[] }[] | undefined) ?? [];
  const left = new Set(groups.flatMap((group) => group.fields.filter((field) => field !== pick(group.fields, chance))));
  const wanted = depth === 0 ? 1 : 0.5;
  const kept = Object.entries(schema.properties as Schema).filter(
    ([key]) => required.has(key) || (!left.has(key) && chance() < wanted),
  );
  return Object.fromEntries(kept.map(([key, value]) => [key, sample(value, chance, depth + 1)]));
}

function several(chance: () => number): readonly number[] {
  return [0, 1, 2].slice(0, Math.floor(chance() * 3.5));
}

function pick<T>(from: readonly T[], chance: () => number): T | undefined {
  return from[Math.floor(chance() * from.length)];
}
