/** Items that a list may hold once. */

import { defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "A list holds the same item twice",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "The API server refuses the object, or keeps the last one only.",
  fix: "Remove one of the items, or give it a key of its own.",
  links: ["https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation"],
  precision: "very-high",
  bad: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: public }
      spec:
        gatewayClassName: istio
        listeners:
          - { name: http, port: 80, protocol: HTTP }
          - { name: http, port: 8080, protocol: HTTP } # error: name "http" stands in item 1 already
    `,
  ],
  good: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: public }
      spec:
        gatewayClassName: istio
        listeners:
          - { name: http, port: 80, protocol: HTTP }
          - { name: other, port: 8080, protocol: HTTP }
    `,
  ],
});
