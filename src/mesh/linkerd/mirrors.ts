/** Services that Linkerd's multicluster controller makes from those of other clusters: no file holds them. */

import type { Manifest } from "../manifest.ts";
import { question, type Mesh } from "../mesh.ts";
import { usesLinkerd } from "./presence.ts";

interface Links {
  /** Names of the clusters that a Link leads to. */
  readonly clusters: ReadonlySet<string>;
  /** Whether Services are offered to other clusters, whose Links are mostly made by a command and not in files. */
  readonly exports: boolean;
}

const exportLabels = ["mirror.linkerd.io/exported", "mirror.linkerd.io/federated"];

const linksOf = question((mesh): Links => {
  const clusters = mesh
    .allOf("linkerd/Link")
    .map(({ spec }) => (spec as { readonly targetClusterName?: unknown }).targetClusterName)
    .filter((name): name is string => typeof name === "string");
  const exports = mesh
    .all("kubernetes/Service")
    .some(({ labels }) => exportLabels.some((label) => Object.hasOwn(labels, label)));
  return { clusters: new Set(clusters), exports };
});

/** Whether a Service may be such a mirror: `cart-east` of the cluster `east`, or `cart-federated`. */
export function mayBeMirror(mesh: Mesh, namespace: string, name: string): boolean {
  const { clusters, exports } = linksOf(mesh);
  for (let dash = name.indexOf("-"); dash !== -1; dash = name.indexOf("-", dash + 1)) {
    const suffix = name.slice(dash + 1);
    if (clusters.has(suffix) || (suffix === "federated" && (exports || clusters.size > 0))) return true;
    const original = mesh.find("kubernetes/Service", namespace, name.slice(0, dash));
    if (original && (exports || (hasNoPods(original) && usesLinkerd(mesh)))) return true;
  }
  return false;
}

/** A Service with ports alone gives a name to what other clusters serve: routes split it among the mirrors. */
function hasNoPods({ spec }: Manifest<"kubernetes/Service">): boolean {
  const { selector, type, clusterIP } = spec;
  return Object.keys(selector ?? {}).length === 0 && type !== "ExternalName" && clusterIP !== "None";
}
