/** What the API server refuses in an XBackend beyond its structure, as a table of checks. */

import { backendSpec, backendSpecCodes } from "../../src/mesh/admission/gateway-api/backend.ts";
import { backendValidationCodes } from "../../src/mesh/admission/gateway-api/policies.ts";
import { placesIn } from "../../src/mesh/admission/row.ts";
import { defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "An XBackend that the API server refuses",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "The CRD carries these demands as validation rules, so the API server refuses the object and the last good version stays in effect.",
  fix: "Change the marked field as the message says.",
  links: ["https://gateway-api.sigs.k8s.io/reference/spec/"],
  codes: { ...backendSpecCodes, ...backendValidationCodes },
  bad: [
    yaml`
      apiVersion: gateway.networking.x-k8s.io/v1alpha1
      kind: XBackend
      metadata: { name: bank }
      spec:
        type: ExternalHostname # error: needs "externalHostname"
        port: { number: 443 }
        protocol: HTTP2 # error: HTTP2 needs "tls"
        endpointSelector: { matchLabels: { app: bank } } # error: needs the type "EndpointSelector"
    `,
    yaml`
      apiVersion: gateway.networking.x-k8s.io/v1alpha1
      kind: XBackend
      metadata: { name: cart }
      spec:
        type: ExternalHostname
        externalHostname: { hostname: cart.shop.svc.cluster.local } # error: lies in the cluster
        port: { number: 443 }
        tls:
          mode: ClientAndServer # error: needs "clientCertificateRef"
          validation: { hostname: cart.example } # error: set one of
    `,
  ],
  good: [
    yaml`
      apiVersion: gateway.networking.x-k8s.io/v1alpha1
      kind: XBackend
      metadata: { name: bank }
      spec:
        type: ExternalHostname
        externalHostname: { hostname: api.bank.example }
        port: { number: 443 }
        tls: { mode: ServerOnly, validation: { hostname: api.bank.example, wellKnownCACertificates: System } }
    `,
  ],
  *check(mesh) {
    for (const manifest of mesh.all("gateway-api/XBackend")) yield* backendSpec(placesIn(manifest), manifest.spec);
  },
});
