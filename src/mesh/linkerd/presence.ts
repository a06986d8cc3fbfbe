/** Whether the files of an environment show that Linkerd, or another mesh, runs it. */

import { question } from "../mesh.ts";
import { workloads } from "../workloads.ts";

/** `linkerd.io/inject`, `config.linkerd.io/…`, `policy.linkerd.io/…`. */
export function isLinkerdKey(key: string): boolean {
  const slash = key.indexOf("/");
  return slash >= 10 && key.startsWith("linkerd.io", slash - 10) && (slash === 10 || key[slash - 11] === ".");
}

function hasKey(mapping: Readonly<Record<string, string>>): boolean {
  for (const key in mapping) if (isLinkerdKey(key)) return true;
  return false;
}

export const usesLinkerd = question(
  (mesh): boolean =>
    mesh.manifests.some(({ is, annotations, labels }) => {
      return is.startsWith("linkerd/") || hasKey(annotations) || hasKey(labels);
    }) || workloads(mesh).some(({ podAnnotations }) => hasKey(podAnnotations)),
);

/** Whether Linkerd runs it and nothing speaks of Istio. */
export const usesLinkerdAlone = question(
  (mesh): boolean => usesLinkerd(mesh) && !mesh.manifests.some(({ is }) => is.startsWith("istio/")),
);

const otherMeshes = ["istio/", "consul.hashicorp.com/", "cilium.io/", "kuma.io/"];

const usesAnother = question((mesh): boolean =>
  mesh.manifests.some(({ is }) => otherMeshes.some((family) => is.startsWith(family))),
);

const osmKey = "openservicemesh.io/monitored-by";

/** Whether the files show that another mesh than Linkerd reads SMI: Linkerd reads its TrafficSplits alone. */
export const splitsElsewhere = question(
  (mesh): boolean =>
    !usesLinkerd(mesh) &&
    mesh.manifests.some(
      ({ is, labels }) =>
        is === "smi/TrafficTarget" ||
        is === "smi/HTTPRouteGroup" ||
        is.startsWith("config.openservicemesh.io/") ||
        Object.hasOwn(labels, osmKey),
    ),
);

/** Whether routes for Services are Linkerd's to apply, as far as the files tell. */
export const appliesRoutes = question((mesh): boolean => usesLinkerd(mesh) || !usesAnother(mesh));
