/** Values of another type than the schema asks for. */

import { defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "A value has the wrong type",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "The API server refuses the object.",
  fix: "Write the value as the message says; quote numbers and booleans that are meant as text.",
  links: ["https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation"],
  precision: "very-high",
  bad: [
    yaml`
      apiVersion: v1
      kind: Service
      metadata: { name: cart, labels: { version: 1 } } # error: must be a string
      spec:
        selector: { version: 2 } # error: must be a string, not the number 2: quote it
        ports:
          - port: "80" # error: must be an integer, not the string "80": remove the quotes
    `,
  ],
  good: [
    yaml`
      apiVersion: v1
      kind: Service
      metadata: { name: cart, labels: { version: "1" } }
      spec:
        selector: { version: "2" }
        ports:
          - { port: 80, targetPort: http }
          - { name: admin, port: "${"$"}{PORT}", targetPort: 8081 }
    `,
  ],
});
