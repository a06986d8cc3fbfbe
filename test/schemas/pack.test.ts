/** The schema pack is whole: the index and the files fit, and each file says only what readers of schemas understand. */

import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { expect, test } from "vitest";
import { isClusterScoped } from "../../src/mesh/manifest.ts";
import { kindName } from "../../src/mesh/kinds/family.ts";

interface Version {
  readonly file: string;
  readonly served: boolean;
  readonly storage?: boolean;
}
interface Kind {
  readonly scope: "Namespaced" | "Cluster";
  readonly versions: Readonly<Record<string, Version>>;
}
type Schema = Readonly<Record<string, unknown>>;

const pack = join(import.meta.dirname, "../../schemas");
const json = (file: string): unknown => JSON.parse(readFileSync(join(pack, file), "utf8"));

const index = json("index.json") as Readonly<Record<string, Readonly<Record<string, Kind>>>>;
const kinds = Object.entries(index).flatMap(([group, named]) =>
  Object.entries(named).map(([kind, entry]) => ({ group, kind, ...entry })),
);

const bodies = new Map(
  readdirSync(pack, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".json") && entry.parentPath !== pack)
    .map((entry) => relative(pack, join(entry.parentPath, entry.name)))
    .map((file) => [file, json(file) as Schema] as const),
);

const schemas = new Set(["items", "additionalProperties", "not"]);
const lists = new Set(["anyOf", "oneOf", "allOf"]);
const keywords = new Set([
  ...["$ref", "x-type", "x-channel", "x-since", "x-one-of", "type", "nullable", "format", "enum", "pattern", "default"],
  ...["minLength", "maxLength", "minimum", "maximum", "minItems", "maxItems", "minProperties", "maxProperties"],
  ...["x-kubernetes-int-or-string", "x-kubernetes-preserve-unknown-fields", "x-kubernetes-list-type"],
  ...["x-kubernetes-list-map-keys", "required", "properties", ...schemas, ...lists],
]);

/** A schema and all below it, each with its path. */
function* nodesOf(schema: Schema, path: string): Generator<readonly [string, Schema]> {
  yield [path, schema];
  for (const [key, value] of Object.entries((schema.properties ?? {}) as Record<string, Schema>)) {
    yield* nodesOf(value, `${path}.${key}`);
  }
  for (const key of schemas) if (schema[key]) yield* nodesOf(schema[key] as Schema, `${path}/${key}`);
  for (const key of lists) {
    for (const branch of (schema[key] ?? []) as Schema[]) yield* nodesOf(branch, `${path}/${key}`);
  }
}

const nodes = [...bodies].flatMap(([file, schema]) => [...nodesOf(schema, file)]);

test("every file is named, and every name has a file", () => {
  const named = kinds.flatMap(({ versions }) => Object.values(versions).map(({ file }) => file));
  const referred = nodes.flatMap(([, { $ref }]) => (typeof $ref === "string" ? [$ref] : []));
  expect(new Set([...named, ...referred])).toEqual(new Set(bodies.keys()));
  expect(new Set(Object.keys(json("sources.json") as object))).toEqual(new Set(bodies.keys()));
});

test("every keyword is known", () => {
  const unknown = nodes.flatMap(([path, node]) =>
    Object.keys(node)
      .filter((key) => !keywords.has(key))
      .map((key) => `${path}: ${key}`),
  );
  expect(unknown).toEqual([]);
});

test("a reference stands alone", () => {
  expect(nodes.filter(([, node]) => node.$ref && Object.keys(node).length > 1)).toEqual([]);
});

test("required fields, list keys and one-of groups name properties", () => {
  const strays = nodes.flatMap(([path, node]) => {
    // A branch of oneOf and the like may demand fields that its parent describes.
    if (!node.properties || path.includes("/oneOf") || path.includes("/anyOf")) return [];
    const items = (node.items ?? {}) as Schema;
    const groups = (node["x-one-of"] ?? []) as { readonly fields: readonly string[] }[];
    const names = [...((node.required ?? []) as string[]), ...groups.flatMap(({ fields }) => fields)];
    const keys = (node["x-kubernetes-list-map-keys"] ?? []) as string[];
    return [
      ...names.filter((name) => !Object.hasOwn(node.properties as object, name)),
      ...keys.filter((name) => !Object.hasOwn(items.properties ?? {}, name)),
    ].map((name) => `${path}: ${name}`);
  });
  expect(strays).toEqual([]);
});

test("no schema carries text of its project", () => {
  expect(nodes.filter(([, node]) => "description" in node && typeof node.description === "string")).toEqual([]);
});

test.each(kinds)("$group $kind has one storage version", ({ versions }) => {
  expect(Object.values(versions).filter(({ storage }) => storage)).toHaveLength(1);
});

test("the scopes are those that the mesh knows", () => {
  const differing = kinds.filter(({ group, kind, scope }) => {
    return isClusterScoped(kindName(`${group}/v1`, kind)) !== (scope === "Cluster");
  });
  expect(differing.map(({ group, kind }) => `${group}/${kind}`)).toEqual([]);
});
