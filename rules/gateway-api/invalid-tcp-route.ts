/** What the API server refuses in a TCPRoute beyond its structure, as a table of checks. */

import { l4Route } from "../../src/mesh/admission/gateway-api/l4-route.ts";
import { backendCodes, parentCodes } from "../../src/mesh/admission/gateway-api/references.ts";
import { ruleNameCodes } from "../../src/mesh/admission/gateway-api/rules.ts";
import { placesIn } from "../../src/mesh/admission/row.ts";
import { defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "A TCPRoute that the API server refuses",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "The CRD carries these demands as validation rules, so the API server refuses the object and the last good version stays in effect.",
  fix: "Change the marked field as the message says.",
  links: ["https://gateway-api.sigs.k8s.io/reference/spec/"],
  codes: { ...parentCodes, ...backendCodes, ...ruleNameCodes },
  bad: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: TCPRoute
      metadata: { name: store }
      spec:
        parentRefs: [{ name: public }, { name: public }] # error: named twice
        rules:
          - backendRefs: [{ name: store }] # error: name one of its ports
    `,
  ],
  good: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: TCPRoute
      metadata: { name: store }
      spec:
        parentRefs: [{ name: public, sectionName: store }, { name: internal }]
        rules:
          - backendRefs: [{ name: store, port: 6379 }]
    `,
  ],
  *check(mesh) {
    for (const manifest of mesh.all("gateway-api/TCPRoute")) yield* l4Route(placesIn(manifest), manifest.spec);
  },
});
