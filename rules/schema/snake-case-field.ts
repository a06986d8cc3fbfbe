/** Names of the wire format where the API server wants those of JSON. */

import { defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "A field is written in snake case, which the API server drops",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "The mesh itself reads both spellings, the API server only camel case: it drops the field without a word, and so the setting never arrives.",
  fix: "Write the field in camel case.",
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
          - route: [{ destination: { host: cart } }]
            retries: { attempts: 3, per_try_timeout: 2s } # error: write "perTryTimeout"
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
          - route: [{ destination: { host: cart } }]
            retries: { attempts: 3, perTryTimeout: 2s }
    `,
  ],
});
