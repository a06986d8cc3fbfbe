/** BackendTLSPolicies and what they stand for: which one is in effect on a port of a Service. */

import { objectsOf } from "../admission/row.ts";
import type { Manifest } from "../manifest.ts";
import { question } from "../mesh.ts";
import { gatewayGroup, referentOf, type Reference, type Referent } from "./references.ts";

export type BackendTlsPolicy = Manifest<"gateway-api/BackendTLSPolicy">;

export interface BackendTlsTarget {
  readonly policy: BackendTlsPolicy;
  readonly ref: Reference & { readonly sectionName?: string };
  readonly to: Referent;
}

export const backendTlsTargets = question((mesh): readonly BackendTlsTarget[] =>
  mesh.all("gateway-api/BackendTLSPolicy").flatMap((policy) =>
    objectsOf(policy.spec.targetRefs).flatMap((ref) => {
      // A target is of the policy's own namespace.
      const to = referentOf(ref, { group: "", kind: "Service", namespace: policy.namespace });
      return to ? [{ policy, ref, to }] : [];
    }),
  ),
);

/** Only a Service, or a kind that the controller of another group brings. */
export function mayBeTarget({ is, group }: Referent): boolean {
  return is === "kubernetes/Service" || (group !== "" && group !== gatewayGroup);
}
