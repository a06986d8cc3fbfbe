/** Manifests that share their identity: a folder of alternatives, of which one is applied at a time. */

import type { Manifest } from "./manifest.ts";
import { question, type Mesh } from "./mesh.ts";

const repeated = question((mesh): ReadonlySet<Manifest> => {
  const found = new Set<Manifest>();
  for (const manifest of mesh.manifests) {
    const first = mesh.find(manifest.is, manifest.namespace, manifest.name);
    if (first && first !== manifest) found.add(first).add(manifest);
  }
  return found;
});

/** Whether others of the same identity are here, so that nobody knows which one lives beside the rest. */
export function hasAlternatives(mesh: Mesh, manifest: Manifest): boolean {
  return repeated(mesh).has(manifest);
}
