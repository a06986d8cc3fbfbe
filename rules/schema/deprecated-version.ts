/** Versions of a kind that will go away, or went with a newer release than some clusters run. */

import { defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "A kind is written in a deprecated version",
  category: "deprecation",
  severity: "warning",
  since: "0.1.0",
  why: "Clusters of today still serve the version, or did until the release that the message names; a newer one refuses it.",
  fix: "Use one of the versions that the message names.",
  links: ["https://kubernetes.io/docs/reference/using-api/deprecation-policy/"],
  precision: "very-high",
  bad: [
    yaml`
      apiVersion: policy.linkerd.io/v1beta1 # warning: Server "v1beta1" is deprecated
      kind: Server
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        port: http
      ---
      apiVersion: rbac.istio.io/v1alpha1 # warning: served no longer since Istio 1.6: use AuthorizationPolicy
      kind: ServiceRole
      metadata: { name: cart, namespace: shop }
      spec: { rules: [{ services: [cart.shop.svc.cluster.local], methods: [GET] }] }
    `,
  ],
  good: [
    yaml`
      apiVersion: policy.linkerd.io/v1beta3
      kind: Server
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        port: http
    `,
    yaml`
      apiVersion: gateway.networking.x-k8s.io/v1alpha1
      kind: XListenerSet
      metadata: { name: more, namespace: shop }
      spec:
        parentRef: { name: public }
        listeners: [{ name: http, port: 80, protocol: HTTP }]
      ---
      apiVersion: gateway.networking.k8s.io/v1alpha2
      kind: TLSRoute
      metadata: { name: bank, namespace: shop }
      spec:
        parentRefs: [{ name: public }]
        rules: [{ backendRefs: [{ name: bank, port: 443 }] }]
      # file: mesh-lint.yaml
      mesh:
        gatewayApi: "1.4"
    `,
  ],
});
