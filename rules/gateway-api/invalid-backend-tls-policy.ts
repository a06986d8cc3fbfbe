/** What the API server refuses in a BackendTLSPolicy beyond its structure, as a table of checks. */

import { backendTlsCodes, backendTlsPolicy } from "../../src/mesh/admission/gateway-api/policies.ts";
import { placesIn } from "../../src/mesh/admission/row.ts";
import { defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "A BackendTLSPolicy that the API server refuses",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "The CRD carries these demands as validation rules, so the API server refuses the object and the last good version stays in effect.",
  fix: "Change the marked field as the message says.",
  links: ["https://gateway-api.sigs.k8s.io/api-types/backendtlspolicy/"],
  codes: { ...backendTlsCodes },
  bad: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: BackendTLSPolicy
      metadata: { name: cart }
      spec:
        targetRefs:
          - { group: "", kind: Service, name: cart }
          - { group: "", kind: Service, name: cart, sectionName: https } # error: each needs a sectionName
        validation:
          hostname: cart.example
          caCertificateRefs: [{ group: "", kind: ConfigMap, name: ca }]
          wellKnownCACertificates: System # error: only one of
          subjectAltNames:
            - { type: URI, hostname: cart.example } # error: needs "uri" # error: needs the type "Hostname"
    `,
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: BackendTLSPolicy
      metadata: { name: cart }
      spec:
        targetRefs: [{ group: "", kind: Service, name: cart }]
        validation: { hostname: cart.example } # error: set one of
    `,
  ],
  good: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: BackendTLSPolicy
      metadata: { name: cart }
      spec:
        targetRefs: [{ group: "", kind: Service, name: cart }]
        validation:
          hostname: cart.example
          wellKnownCACertificates: System
          subjectAltNames: [{ type: URI, uri: "spiffe://cluster.local/ns/shop/sa/cart" }]
    `,
  ],
  *check(mesh) {
    for (const manifest of mesh.all("gateway-api/BackendTLSPolicy"))
      yield* backendTlsPolicy(placesIn(manifest), manifest.spec);
  },
});
