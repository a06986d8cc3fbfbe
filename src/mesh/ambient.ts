/** Which namespaces and pods are in ambient mode. */

import { injectionOf, namespacesNamed } from "./injection.ts";
import type { Mesh } from "./mesh.ts";
import type { Workload } from "./workloads.ts";

/** Where both are asked for, the sidecar wins: istio/istio pkg/kube/inject/inject.go. */
export function isAmbientNamespace(mesh: Mesh, name: string): boolean {
  const namespaces = namespacesNamed(mesh, name);
  return (
    namespaces.length > 0 &&
    namespaces.every(
      ({ labels }) =>
        labels["istio.io/dataplane-mode"] === "ambient" &&
        labels["istio-injection"] !== "enabled" &&
        !labels["istio.io/rev"],
    )
  );
}

/** Whether all these pods of a namespace are in ambient mode; where none are here, whether its pods would be. */
export function areAmbient(mesh: Mesh, pods: readonly Workload[], namespace: string): boolean {
  if (pods.length === 0) return isAmbientNamespace(mesh, namespace);
  return pods.every((pod) => injectionOf(mesh, pod).is === "ambient");
}
