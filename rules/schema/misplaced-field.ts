/** Fields that stand at the wrong level of a manifest. */

import { defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "A field stands a level too deep or too high",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "The API server refuses it or drops it without a word, most often after a slip of the indentation.",
  fix: "Move the field to where the message says.",
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
              - destination:
                  host: cart
                  weight: 90 # error: "weight" belongs one level up, beside "destination"
    `,
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: cart }
      spec:
        hosts: [cart]
        http:
          - route:
              - destination:
                host: cart # error: "host" belongs one level deeper, within "destination"
                port:
                  number: 80
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
  ],
});
