/** The schemas that there are: the embedded pack, and CRDs of the user, which win. Read when their kind is first seen. */

import { existsSync, readFileSync } from "node:fs";
import { readCrd, type CrdReading } from "./crd.ts";
import type { KindOfGroup, Scope } from "./definition.ts";
import { compile, type Compilation, type Node, type Schema } from "./node.ts";
import type { SchemaFinding } from "./walk.ts";

export interface Schemas {
  readonly groups: ReadonlyMap<string, ReadonlyMap<string, KindOfGroup>>;
  /** What is wrong with the CRDs that were given. */
  readonly crdFindings: ReadonlyMap<object, readonly SchemaFinding[]>;
}

type Index = Readonly<Record<string, Readonly<Record<string, IndexedKind>>>>;

interface IndexedKind {
  readonly scope: Scope;
  readonly versions: Readonly<
    Record<string, { readonly file: string; readonly served: boolean; readonly deprecated?: boolean }>
  >;
}

export function loadSchemas({ crds = [] }: { readonly crds?: readonly object[] } = {}): Schemas {
  const groups = new Map(embedded());
  const crdFindings = new Map<object, readonly SchemaFinding[]>();
  for (const crd of crds) {
    const { group, kind, definition, findings } = readingOf(crd);
    if (findings.length > 0) crdFindings.set(crd, findings);
    if (definition) groups.set(group, new Map(groups.get(group)).set(kind, definition));
  }
  return { groups, crdFindings };
}

const readings = new WeakMap<object, CrdReading>();

/** Environments that share a definition share what was made of it. */
function readingOf(crd: object): CrdReading {
  const known = readings.get(crd) ?? readCrd(crd);
  readings.set(crd, known);
  return known;
}

let pack: ReadonlyMap<string, ReadonlyMap<string, KindOfGroup>> | undefined;

function embedded(): ReadonlyMap<string, ReadonlyMap<string, KindOfGroup>> {
  if (pack) return pack;
  const groups = new Map<string, Map<string, KindOfGroup>>();
  const bodies = new Map<string, Schema>();
  const compilation: Compilation = { nodes: new Map(), refer: (file) => body(bodies, file) };
  for (const [group, kinds] of Object.entries(readJson("index.json") as Index)) {
    groups.set(group, new Map(Object.entries(kinds).map(([kind, entry]) => [kind, kindOf(entry, compilation)])));
  }
  pack = groups;
  return groups;
}

/** Whether a definition is of the pack, not of a user's CRD. */
export function isEmbedded(definition: KindOfGroup): boolean {
  return ours.has(definition);
}

const ours = new WeakSet<KindOfGroup>();

function kindOf({ scope, versions }: IndexedKind, compilation: Compilation): KindOfGroup {
  const entries = Object.entries(versions).map(([version, { file, served, deprecated = false }]) => {
    const node = (): Node => compile(compilation.refer(file) ?? {}, compilation);
    return [version, { served, deprecated, node }] as const;
  });
  const definition = { scope, versions: new Map(entries) };
  ours.add(definition);
  return definition;
}

function body(bodies: Map<string, Schema>, file: string): Schema {
  let schema = bodies.get(file);
  if (!schema) {
    schema = readJson(file) as Schema;
    bodies.set(file, schema);
  }
  return schema;
}

let folder: URL | undefined;

/** The pack stands beside `dist/`, or two levels above this file and the bundle's chunks. */
function readJson(file: string): unknown {
  folder ??= ["../schemas/", "../../schemas/"]
    .map((path) => new URL(path, import.meta.url))
    .find((url) => existsSync(new URL("index.json", url)));
  // To go on without them would look like a clean run.
  if (!folder) throw new Error("internal: the folder schemas/ is missing beside dist/: install mesh-lint anew");
  return JSON.parse(readFileSync(new URL(file, folder), "utf8"));
}
