/** Fields that the schema of a kind does not know. */

import { defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "A field that its kind does not have",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "The API server refuses the object under strict validation, which kubectl and Flux ask for, or drops the field without a word: what it should do is not done.",
  fix: "Write the field as the message says, or remove it.",
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
          - route:
              - destination: { host: cart, subest: v1 } # error: did you mean "subset"?
        httpRoutes: [] # error: unknown field "httpRoutes"
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
          - route:
              - destination: { host: cart, subset: v1 }
                weight: 100
    `,
    yaml`
      apiVersion: networking.istio.io/v1alpha3
      kind: EnvoyFilter
      metadata: { name: any }
      spec:
        configPatches:
          - applyTo: CLUSTER
            patch: { operation: MERGE, value: { anything: goes } }
    `,
  ],
});
