/** Fields of which only one may be set. */

import { defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "Fields that exclude each other are set together",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "The API server refuses the object; where it does not, the mesh keeps one of them and ignores the others.",
  fix: "Keep the field that is meant.",
  links: ["https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation"],
  precision: "very-high",
  bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: cart }
      spec:
        hosts: [cart]
        http:
          - match: [{ uri: { exact: /a, prefix: /b } }] # error: only one of "exact", "prefix" and "regex" may be set
            route: [{ destination: { host: cart } }]
    `,
  ],
  good: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: cart }
      spec:
        hosts: [cart]
        http:
          - match: [{ uri: { exact: /a } }, { uri: { prefix: /b } }]
            route: [{ destination: { host: cart } }]
    `,
  ],
});
