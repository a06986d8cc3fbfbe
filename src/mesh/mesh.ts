/** The model of one environment: who is there. What follows from it stands in the other files of this folder, as questions. */

import type { Environment, Origin } from "../render/environment.ts";
import { isClusterScoped, manifestOf, type Completeness, type KindName, type Manifest } from "./manifest.ts";

/** What the configuration says of the mesh; defaults are those of the named versions. */
export interface MeshSettings {
  readonly istio: string;
  readonly linkerd: string;
  readonly gatewayApi: string;
  readonly clusterDomain: string;
  readonly trustDomain: string;
  /** Namespace of mesh-wide Istio policies. */
  readonly rootNamespace: string;
  /** Istio's MeshConfig as far as it is known. */
  readonly meshConfig: Readonly<Record<string, unknown>>;
  /** Istio's MeshNetworks, where they are known. */
  readonly meshNetworks?: Readonly<Record<string, unknown>>;
  readonly external: External;
}

/** What lives outside of the files: patterns over names (`*.amazonaws.com`, `monitoring/*`). */
export interface External {
  readonly hosts: readonly string[];
  readonly services: readonly string[];
  readonly gateways: readonly string[];
  readonly namespaces: readonly string[];
  readonly secrets: readonly string[];
}

export const defaultSettings: MeshSettings = {
  istio: "1.29",
  linkerd: "2.20",
  gatewayApi: "1.5",
  clusterDomain: "cluster.local",
  trustDomain: "cluster.local",
  rootNamespace: "istio-system",
  meshConfig: {},
  external: { hosts: [], services: [], gateways: [], namespaces: [], secrets: [] },
};

export interface Mesh {
  readonly environment: { readonly name: string; readonly completeness: Completeness; readonly origin: Origin };
  readonly settings: MeshSettings;
  /** All manifests that passed their schema, in the order of the files. */
  readonly manifests: readonly Manifest[];
  /** Those of one kind, in the order of the files. */
  all<K extends KindName>(kind: K): readonly Manifest<K>[];
  /** Those of one kind in one namespace. */
  in<K extends KindName>(kind: K, namespace: string): readonly Manifest<K>[];
  /** The first of that identity; several stand under one identity where a folder holds alternatives. */
  find<K extends KindName>(kind: K, namespace: string, name: string): Manifest<K> | undefined;
  /** Whether an object of that identity is there, be it one that failed its schema. */
  has(kind: string, namespace: string, name: string): boolean;
  /** Whether any object of that kind (in that namespace) is there. */
  defines(kind: string, namespace?: string): boolean;
  /** Whether an object of that kind failed its schema, so that what it says is not known. */
  hasInvalid(kind: string): boolean;
  /** Those of a kind that failed their schema: nothing below their names may be trusted to have its type. */
  invalid(kind: string): readonly Manifest[];
  /** Whether two manifests stand in one file. */
  areNeighbours(one: Manifest, other: Manifest): boolean;
}

export interface MeshInput {
  readonly environment: Environment;
  readonly settings?: MeshSettings;
  /** Root objects that failed their schema: they count as names only. */
  readonly invalid?: ReadonlySet<object>;
}

/** Builds the model; O(number of resources). */
export function createMesh({ environment, settings = defaultSettings, invalid }: MeshInput): Mesh {
  const manifests: Manifest[] = [];
  const byKind = new Map<string, Manifest[]>();
  const byNamespace = new Map<string, Manifest[]>();
  const byIdentity = new Map<string, Manifest>();
  const names = new Set<string>();
  const kinds = new Set<string>();
  const invalidOnes = new Map<string, Manifest[]>();
  const fileOf = new Map<Manifest, string>();

  for (const resource of environment.resources) {
    const manifest = manifestOf(resource, environment.defaultNamespace);
    const identity = `${manifest.is}\n${manifest.namespace}\n${manifest.name}`;
    names.add(identity);
    kinds.add(manifest.is);
    kinds.add(`${manifest.is}\n${manifest.namespace}`);
    if (invalid?.has(resource.object)) {
      append(invalidOnes, manifest.is, manifest);
      continue;
    }
    manifests.push(manifest);
    fileOf.set(manifest, resource.document.source.path);
    append(byKind, manifest.is, manifest);
    append(byNamespace, `${manifest.is}\n${manifest.namespace}`, manifest);
    if (!byIdentity.has(identity)) byIdentity.set(identity, manifest);
  }

  // The maps hold what `is` says, so the casts below restate the key that was asked for.
  return {
    environment: { name: environment.name, completeness: environment.completeness, origin: environment.origin },
    settings,
    manifests,
    all: <K extends KindName>(kind: K) => (byKind.get(kind) ?? []) as unknown as Manifest<K>[],
    in: <K extends KindName>(kind: K, namespace: string) =>
      (byNamespace.get(`${kind}\n${namespace}`) ?? []) as unknown as Manifest<K>[],
    find: <K extends KindName>(kind: K, namespace: string, name: string) =>
      byIdentity.get(`${kind}\n${isClusterScoped(kind) ? "" : namespace}\n${name}`) as unknown as
        Manifest<K> | undefined,
    has: (kind, namespace, name) => names.has(`${kind}\n${isClusterScoped(kind) ? "" : namespace}\n${name}`),
    defines: (kind, namespace) => kinds.has(namespace === undefined ? kind : `${kind}\n${namespace}`),
    areNeighbours: (one, other) => fileOf.get(one) === fileOf.get(other),
    hasInvalid: (kind) => invalidOnes.has(kind),
    invalid: (kind) => invalidOnes.get(kind) ?? [],
  };
}

function append<T>(lists: Map<string, T[]>, key: string, value: T): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

/**
 * Makes a question of the mesh whose answer is computed once per mesh and kept:
 * `export const servicesByHost = question((mesh) => …)`.
 */
export function question<T>(answer: (mesh: Mesh) => T): (mesh: Mesh) => T {
  const answers = new WeakMap<Mesh, { readonly value: T }>();
  return (mesh) => {
    let known = answers.get(mesh);
    if (!known) {
      known = { value: answer(mesh) };
      answers.set(mesh, known);
    }
    return known.value;
  };
}
