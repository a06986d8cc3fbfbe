/** The model of one environment: who is there. What follows from it stands in the other files of this folder, as questions. */

import type { Environment, Origin } from "../render/environment.ts";
import { kindIn, namespaceIn, type ByIdentity, type KindInNamespace } from "./by-identity.ts";
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
  /** The same of a kind that need not have a schema: `helm.toolkit.fluxcd.io/HelmRelease`. */
  allOf(kind: string): readonly Manifest[];
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
  /** Stands for the file that holds a manifest: of use only to compare. */
  fileOf(manifest: Manifest): string | undefined;
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
  const index: ByIdentity = new Map();
  for (const resource of environment.resources) {
    const manifest = manifestOf(resource, environment.defaultNamespace);
    const kind = kindIn(index, manifest.is);
    const { manifests: neighbours, byName } = namespaceIn(kind, manifest.namespace);
    if (invalid?.has(resource.object)) {
      kind.invalid.push(manifest);
      if (!byName.has(manifest.name)) byName.set(manifest.name, undefined);
      continue;
    }
    manifests.push(manifest);
    kind.manifests.push(manifest);
    neighbours.push(manifest);
    if (byName.get(manifest.name) === undefined) byName.set(manifest.name, manifest);
  }

  const inNamespace = (kind: string, namespace: string): KindInNamespace | undefined =>
    index.get(kind)?.byNamespace.get(isClusterScoped(kind) ? "" : namespace);
  let files: ReadonlyMap<object, string> | undefined;
  const fileOf = ({ object }: Manifest): string | undefined => {
    files ??= new Map(environment.resources.map((resource) => [resource.object, resource.document.source.path]));
    return files.get(object);
  };

  // The index holds what `is` says, so the casts below restate the key that was asked for.
  return {
    environment: { name: environment.name, completeness: environment.completeness, origin: environment.origin },
    settings,
    manifests,
    all: <K extends KindName>(kind: K) => (index.get(kind)?.manifests ?? none) as unknown as Manifest<K>[],
    allOf: (kind) => index.get(kind)?.manifests ?? none,
    in: <K extends KindName>(kind: K, namespace: string) =>
      (index.get(kind)?.byNamespace.get(namespace)?.manifests ?? none) as unknown as Manifest<K>[],
    find: <K extends KindName>(kind: K, namespace: string, name: string) =>
      inNamespace(kind, namespace)?.byName.get(name) as unknown as Manifest<K> | undefined,
    has: (kind, namespace, name) => inNamespace(kind, namespace)?.byName.has(name) === true,
    defines: (kind, namespace) =>
      namespace === undefined ? index.has(kind) : index.get(kind)?.byNamespace.has(namespace) === true,
    fileOf,
    areNeighbours: (one, other) => fileOf(one) === fileOf(other),
    hasInvalid: (kind) => (index.get(kind)?.invalid.length ?? 0) > 0,
    invalid: (kind) => index.get(kind)?.invalid ?? none,
  };
}

const none: readonly Manifest[] = Object.freeze([]);

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

/** As `question`, of one thing in the mesh: for answers that many rules ask for. */
export function questionOf<About extends object, T>(
  answer: (mesh: Mesh, about: About) => T,
): (mesh: Mesh, about: About) => T {
  const answersOf = question(() => new Map<About, T>());
  return (mesh, about) => {
    const answers = answersOf(mesh);
    let known = answers.get(about);
    if (known === undefined) answers.set(about, (known = answer(mesh, about)));
    return known;
  };
}
