/** Objects that a kustomization gave a new name, under the name that is written: what refers to that does not follow. */

import { at, type Related } from "../finding/finding.ts";
import type { Manifest } from "./manifest.ts";
import { question, type Mesh } from "./mesh.ts";

const renamed = question((mesh): ReadonlyMap<string, Manifest> => {
  const found = new Map<string, Manifest>();
  for (const manifest of mesh.manifests) {
    const { is, namespace, name, metadata, overrides } = manifest;
    if (!(overrides?.namePrefix ?? overrides?.nameSuffix) || metadata.name === undefined || metadata.name === name)
      continue;
    found.set(`${is}\n${namespace}\n${metadata.name}`, manifest);
  }
  return found;
});

/** For what is missing only because its name became another: the object, and what it is called here. */
export function renamedObject(mesh: Mesh, kind: string, at: NamespacedName): readonly Related[] {
  const manifest = renamed(mesh).get(`${kind}\n${at.namespace}\n${at.name}`);
  return manifest ? [relatedTo(manifest)] : [];
}

interface NamespacedName {
  readonly namespace: string;
  readonly name: string;
}

function relatedTo(manifest: Manifest): Related {
  const { kind, name, metadata } = manifest;
  const message = `kustomize names this ${kind} "${name}" here, and does not change what refers to it`;
  return { at: at(manifest, metadata, "name"), message };
}
