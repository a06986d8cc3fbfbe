/** Values that the schema does not allow. */

import { defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "A value is not one of those allowed",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "The API server refuses the object.",
  fix: "Use one of the values, or a number or text within the bounds, that the message names.",
  links: ["https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation"],
  precision: "very-high",
  bad: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: PeerAuthentication
      metadata: { name: default }
      spec:
        mtls: { mode: STRIKT } # error: use UNSET, DISABLE, PERMISSIVE or STRICT
    `,
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: cart }
      spec:
        hostnames: [Cart_1] # error: is no host name
        rules:
          - backendRefs: [{ name: cart, port: 70000 }] # error: it must be at most 65535
    `,
  ],
  good: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: PeerAuthentication
      metadata: { name: default }
      spec:
        mtls: { mode: STRICT }
    `,
  ],
});
