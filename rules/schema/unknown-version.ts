/** Versions of a kind that no API server offers. */

import { defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "A kind is not served in this version",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "The API server knows no such resource, so the object is never created.",
  fix: "Use one of the versions that the message names.",
  links: ["https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation"],
  precision: "very-high",
  bad: [
    yaml`
      apiVersion: networking.istio.io/v2 # error: VirtualService has no version "v2"
      kind: VirtualService
      metadata: { name: cart }
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
