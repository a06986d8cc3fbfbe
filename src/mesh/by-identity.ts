/** The manifests of one environment by kind, namespace and name. */

import type { Manifest } from "./manifest.ts";

/** One kind in one namespace. */
export interface KindInNamespace {
  /** Those that passed their schema. */
  readonly manifests: Manifest[];
  /** The first of each name; undefined where none of that name passed its schema. */
  readonly byName: Map<string, Manifest | undefined>;
}

export interface OneKind {
  readonly manifests: Manifest[];
  readonly invalid: Manifest[];
  readonly byNamespace: Map<string, KindInNamespace>;
}

/** Maps within maps: a key joined of three names would have to be built and hashed anew for every question. */
export type ByIdentity = Map<string, OneKind>;

export function kindIn(index: ByIdentity, is: string): OneKind {
  let kind = index.get(is);
  if (!kind) index.set(is, (kind = { manifests: [], invalid: [], byNamespace: new Map() }));
  return kind;
}

export function namespaceIn({ byNamespace }: OneKind, name: string): KindInNamespace {
  let namespace = byNamespace.get(name);
  if (!namespace) byNamespace.set(name, (namespace = { manifests: [], byName: new Map() }));
  return namespace;
}
