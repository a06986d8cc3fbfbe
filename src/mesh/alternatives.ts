/** Manifests that share their identity: a folder of alternatives, of which one is applied at a time. */

import { isClusterScoped, type Manifest } from "./manifest.ts";
import { question, type Mesh } from "./mesh.ts";

function identityOf({ is, namespace, name }: Manifest): string {
  return `${is}\n${namespace}\n${name}`;
}

interface Repeated {
  readonly identities: ReadonlySet<string>;
  /** Files that hold another version of something in another file: whatever else they hold comes and goes with it. */
  readonly files: ReadonlySet<string | undefined>;
}

const repeated = question((mesh): Repeated => {
  const identities = new Set<string>();
  const files = new Set<string | undefined>();
  for (const manifest of mesh.manifests) {
    const other = mesh.find(manifest.is, manifest.namespace, manifest.name);
    if (!other || other === manifest) continue;
    identities.add(identityOf(manifest));
    // Namespaces are repeated beside whatever lives in them.
    if (isClusterScoped(manifest.is) || mesh.areNeighbours(manifest, other)) continue;
    files.add(mesh.fileOf(manifest)).add(mesh.fileOf(other));
  }
  return { identities, files };
});

/** Whether others of the same identity are here, so that nobody knows which one lives beside the rest. */
export function hasAlternatives(mesh: Mesh, manifest: Manifest): boolean {
  const { identities, files } = repeated(mesh);
  if (identities.size > 0 && identities.has(identityOf(manifest))) return true;
  return mesh.environment.completeness === "open" && files.size > 0 && files.has(mesh.fileOf(manifest));
}
