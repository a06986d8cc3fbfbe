/** Manifests that share their identity: a folder of alternatives, of which one is applied at a time. */

import type { Manifest } from "./manifest.ts";
import { question, type Mesh } from "./mesh.ts";

function identityOf({ is, namespace, name }: Manifest): string {
  return `${is}\n${namespace}\n${name}`;
}

const repeated = question((mesh): ReadonlySet<string> => {
  const seen = new Set<string>();
  const found = new Set<string>();
  for (const manifest of mesh.manifests) {
    const identity = identityOf(manifest);
    if (seen.has(identity)) found.add(identity);
    else seen.add(identity);
  }
  return found;
});

/** Whether others of the same identity are here, so that nobody knows which one lives beside the rest. */
export function hasAlternatives(mesh: Mesh, manifest: Manifest): boolean {
  return repeated(mesh).has(identityOf(manifest));
}
