/** The schemas that there are: the embedded pack, and CRDs of the user, which win. Read when their kind is first seen. */

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
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
    groups.set(
      group,
      new Map(Object.entries(kinds).map(([kind, entry]) => [kind, new EmbeddedKind(entry, compilation)])),
    );
  }
  pack = groups;
  return groups;
}

/** Whether a definition is of the pack, not of a user's CRD. */
export function isEmbedded(definition: KindOfGroup): boolean {
  return definition.crd === undefined;
}

/** Most runs ask for a few kinds of the hundreds that there are. */
class EmbeddedKind implements KindOfGroup {
  readonly #written: IndexedKind["versions"];
  readonly #compilation: Compilation;
  #versions: KindOfGroup["versions"] | undefined;
  readonly scope: Scope;

  constructor({ scope, versions }: IndexedKind, compilation: Compilation) {
    this.scope = scope;
    this.#written = versions;
    this.#compilation = compilation;
  }

  get versions(): KindOfGroup["versions"] {
    const compilation = this.#compilation;
    return (this.#versions ??= new Map(
      Object.entries(this.#written).map(([version, { file, served, deprecated = false }]) => {
        const node = (): Node => compile(compilation.refer(file) ?? {}, compilation);
        return [version, { served, deprecated, node }];
      }),
    ));
  }
}

function body(bodies: Map<string, Schema>, file: string): Schema {
  let schema = bodies.get(file);
  if (!schema) {
    schema = readJson(file) as Schema;
    bodies.set(file, schema);
  }
  return schema;
}

/** The pack stands two levels above this file and the bundle's chunks. */
function readJson(file: string): unknown {
  const path = join(import.meta.dirname, "..", "..", "schemas", file);
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    if (existsSync(path)) throw error;
    // To go on without them would look like a clean run.
    throw new Error("internal: the folder schemas/ is missing beside dist/: install mesh-lint anew", { cause: error });
  }
}
