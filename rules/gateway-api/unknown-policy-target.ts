/** Policies of Gateway API for Services that do not exist. */

import { backendTlsTargets } from "../../src/mesh/gateway-api/backend-tls.ts";
import { isMissing } from "../../src/mesh/gateway-api/references.ts";
import { at, defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "A BackendTLSPolicy is for a Service that does not exist",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "The policy has no effect (TargetNotFound): traffic to the Service that was meant goes out without TLS. A target is always of the policy's own namespace.",
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
    for (const { policy, ref, to } of backendTlsTargets(mesh)) {
      if (!isMissing(mesh, to)) continue;
      yield {
        at: at(policy, ref, "name"),
        message: `unknown ${to.kind} "${to.name}" in namespace "${to.namespace}"`,
        absent: { kind: to.is, namespace: to.namespace, name: to.name },
      };
    }
  },
});
