/** Whether a namespace puts its pods into ambient mode. */

import { namespacesNamed } from "./injection.ts";
import type { Mesh } from "./mesh.ts";

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
