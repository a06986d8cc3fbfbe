/** Names, labels and annotations that Kubernetes refuses. */

import { defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "A name, label or annotation that Kubernetes refuses",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "The API server refuses the object.",
  fix: "Use the characters and lengths that the message names.",
  links: ["https://kubernetes.io/docs/concepts/overview/working-with-objects/names/"],
  precision: "very-high",
  bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: Sidecar
      metadata:
        name: Default_1 # error: invalid name "Default_1"
        namespace: shop.prod # error: invalid namespace "shop.prod"
        labels:
          "a b": x # error: invalid label key "a b"
          team: the shop # error: label value "the shop"
    `,
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: GatewayClass
      metadata:
        name: istio
        namespace: shop # warning: has no effect
      spec: { controllerName: istio.io/gateway-controller }
    `,
  ],
  good: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: Sidecar
      metadata:
        name: default.v1
        namespace: shop
        labels: { app.kubernetes.io/name: cart, empty: "" }
    `,
  ],
});
