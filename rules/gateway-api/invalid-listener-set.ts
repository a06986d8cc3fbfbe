/** What the API server refuses in a ListenerSet beyond its structure, as a table of checks. */

import { listenerCodes, listeners } from "../../src/mesh/admission/gateway-api/listeners.ts";
import { placesIn } from "../../src/mesh/admission/row.ts";
import { defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "A ListenerSet that the API server refuses",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "The CRD carries these demands as validation rules, so the API server refuses the object and the last good version stays in effect.",
  fix: "Change the marked field as the message says.",
  links: ["https://gateway-api.sigs.k8s.io/reference/spec/"],
  codes: { ...listenerCodes },
  bad: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: ListenerSet
      metadata: { name: shop }
      spec:
        parentRef: { name: public }
        listeners:
          - { name: passthrough, port: 8443, protocol: TLS } # error: needs "tls" with a mode
    `,
  ],
  good: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: ListenerSet
      metadata: { name: shop }
      spec:
        parentRef: { name: public }
        listeners:
          - { name: http, port: 8080, protocol: HTTP }
    `,
  ],
  *check(mesh) {
    for (const manifest of mesh.all("gateway-api/ListenerSet"))
      yield* listeners(placesIn(manifest), manifest.spec.listeners);
  },
});
