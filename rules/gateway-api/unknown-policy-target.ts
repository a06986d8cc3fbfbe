/** Policies of Gateway API and of gateways for objects that do not exist. */

import { objectsOf } from "../../src/mesh/admission/row.ts";
import { backendTlsTargets, mayBeTarget } from "../../src/mesh/gateway-api/backend-tls.ts";
import { isMissing, referentOf, type Reference, type Referent } from "../../src/mesh/gateway-api/references.ts";
import { isMissingTarget, vendorTargets } from "../../src/mesh/gateway-api/vendor-policies.ts";
import { at, defineRule, yaml, type Finding, type Manifest, type Mesh } from "../../src/rule/rule.ts";

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

function missing({ policy, ref, to }: Target): Finding {
  return {
    at: at(policy, ref, "name"),
    message: `unknown ${to.kind} "${to.name}" in namespace "${to.namespace}"`,
    absent: { kind: to.is, namespace: to.namespace, name: to.name },
  };
}

export default defineRule({
  summary: "A policy is for a Service, route or Gateway that does not exist",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "The policy has no effect (TargetNotFound): what was meant goes without TLS, limits, timeouts or authentication. A target is of the policy's own namespace.",
  fix: "Correct the name, or move the policy to the namespace of its target.",
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
    yaml`
      apiVersion: gateway.envoyproxy.io/v1alpha1
      kind: SecurityPolicy
      metadata: { name: cart, namespace: shop }
      spec:
        targetRefs: [{ group: gateway.networking.k8s.io, kind: HTTPRoute, name: crat }] # error: unknown HTTPRoute "crat"
        cors: { allowOrigins: ["https://shop.example"] }
      ---
      apiVersion: networking.gke.io/v1
      kind: HealthCheckPolicy
      metadata: { name: cart, namespace: shop }
      spec:
        default: { config: { type: HTTP, httpHealthCheck: { requestPath: /health } } }
        targetRef: { group: "", kind: Service, name: crat } # error: unknown Service "crat"
    `,
  ],
  good: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: BackendTLSPolicy
      metadata: { name: cart, namespace: shop }
      spec:
        targetRefs:
          - { group: "", kind: Service, name: cart }
          - { group: gateway.networking.k8s.io, kind: HTTPRoute, name: of-a-wrong-kind }
        validation: { hostname: cart.example, wellKnownCACertificates: System }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec: { ports: [{ port: 443 }] }
    `,
    yaml`
      apiVersion: gateway.envoyproxy.io/v1alpha1
      kind: ClientTrafficPolicy
      metadata: { name: all, namespace: edge }
      spec:
        targetRefs: [{ group: gateway.networking.k8s.io, kind: Gateway, name: public, sectionName: http }]
        targetSelectors: [{ group: gateway.networking.k8s.io, kind: Gateway }]
      ---
      apiVersion: gateway.envoyproxy.io/v1alpha1
      kind: EnvoyExtensionPolicy
      metadata: { name: all, namespace: edge }
      spec: { targetRef: { group: gateway.envoyproxy.io, kind: Backend, name: elsewhere } }
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: public, namespace: edge }
      spec: { gatewayClassName: eg, listeners: [{ name: http, port: 80, protocol: HTTP }] }
    `,
  ],
  *check(mesh) {
    const targets: readonly Target[] = [...backendTlsTargets(mesh), ...trafficTargets(mesh)];
    for (const target of targets) if (mayBeTarget(target.to) && isMissing(mesh, target.to)) yield missing(target);
    for (const target of vendorTargets(mesh)) if (isMissingTarget(mesh, target.to)) yield missing(target);
  },
});
