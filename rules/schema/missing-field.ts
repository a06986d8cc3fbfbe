/** Fields that the schema asks for. */

import { defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "A required field is missing",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "The API server refuses the object.",
  fix: "Add the field that the message names.",
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
          - { name: http, port: 80 } # error: missing field "protocol"
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
    `,
  ],
});
