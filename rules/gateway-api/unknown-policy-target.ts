/** Policies of Gateway API for Services that do not exist. */

import { objectsOf } from "../../src/mesh/admission/row.ts";
import { backendTlsTargets } from "../../src/mesh/gateway-api/backend-tls.ts";
import { isMissing, referentOf, type Reference, type Referent } from "../../src/mesh/gateway-api/references.ts";
import { at, defineRule, yaml, type Manifest, type Mesh } from "../../src/rule/rule.ts";

interface Target {
  readonly policy: Manifest;
  readonly ref: Reference;
  readonly to: Referent;
}

/** A target is of the policy's own namespace. */
function trafficTargets(mesh: Mesh): readonly Target[] {
  return mesh.all("gateway-api/XBackendTrafficPolicy").flatMap((policy) =>
    objectsOf(policy.spec.targetRefs).flatMap((ref) => {
      const to = referentOf(ref, { group: "", kind: "Service", namespace: policy.namespace });
      return to ? [{ policy, ref, to }] : [];
    }),
  );
}

export default defineRule({
  summary: "A policy for backends is for a Service that does not exist",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "The policy has no effect (TargetNotFound): the Service that was meant gets traffic without TLS, or without the limits of retries. A target is always of the policy's own namespace.",
  fix: "Correct the name, or move the policy to the namespace of the Service.",
  links: ["https://gateway-api.sigs.k8s.io/api-types/backendtlspolicy/#targeting-backends"],
  claims: "absence",
  bad: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: BackendTLSPolicy
      metadata: { name: cart, namespace: shop }
      spec:
        targetRefs: [{ group: "", kind: Service, name: crat }] # error: unknown Service "crat" in namespace "shop"
        validation: { hostname: cart.example, wellKnownCACertificates: System }
      ---
      apiVersion: gateway.networking.x-k8s.io/v1alpha1
      kind: XBackendTrafficPolicy
      metadata: { name: cart, namespace: shop }
      spec:
        targetRefs: [{ group: "", kind: Service, name: crat }] # error: unknown Service "crat" in namespace "shop"
        retryConstraint: { budget: { percent: 20, interval: 10s }, minRetryRate: { count: 10, interval: 1s } }
    `,
  ],
  good: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: BackendTLSPolicy
      metadata: { name: cart, namespace: shop }
      spec:
        targetRefs: [{ group: "", kind: Service, name: cart }]
        validation: { hostname: cart.example, wellKnownCACertificates: System }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec: { ports: [{ port: 443 }] }
    `,
  ],
  *check(mesh) {
    const targets: readonly Target[] = [...backendTlsTargets(mesh), ...trafficTargets(mesh)];
    for (const { policy, ref, to } of targets) {
      if (!isMissing(mesh, to)) continue;
      yield {
        at: at(policy, ref, "name"),
        message: `unknown ${to.kind} "${to.name}" in namespace "${to.namespace}"`,
        absent: { kind: to.is, namespace: to.namespace, name: to.name },
      };
    }
  },
});
