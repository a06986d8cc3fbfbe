/** Kinds that a group of a mesh does not have. */

import { defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "An API group of a mesh has no such kind",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "The API server knows no such resource, so the object is never created.",
  fix: "Write kind and apiVersion as the message says.",
  links: ["https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation"],
  precision: "very-high",
  bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualServcie # error: did you mean "VirtualService"?
      metadata: { name: cart }
    `,
    yaml`
      apiVersion: networking.istio.io/v1 # error: it belongs to "security.istio.io"
      kind: PeerAuthentication
      metadata: { name: default }
    `,
    yaml`
      apiVersion: networking.istio.com/v1 # error: did you mean "networking.istio.io"?
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
    yaml`
      apiVersion: example.com/v1
      kind: VirtualServer
      metadata: { name: cart }
      ---
      apiVersion: extensions.bistro.io/v1
      kind: WasmPlugin
      metadata: { name: cart }
    `,
  ],
});
