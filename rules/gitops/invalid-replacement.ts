/** Found by `src/render` when replacements are applied. */

import { defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "A replacement that kustomize refuses",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "Kustomize refuses to build a kustomization with a replacement whose source is not there or is not the only one, or whose field is not there. Fields of source and select are compared as they are; they are no patterns.",
  fix: "Correct the source or the path. With options.create a target gets the field if it is not there.",
  links: ["https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/replacements/"],
  bad: [
    yaml`
      # file: kustomization.yaml
      apiVersion: kustomize.config.k8s.io/v1beta1
      kind: Kustomization
      resources: [cart.yaml]
      configMapGenerator:
        - name: params
          literals: [host=cart.example.com]
      replacements:
        - source: # error: no Service "card" to copy from in this kustomization
            kind: Service
            name: card
          targets:
            - select: { kind: VirtualService }
              fieldPaths: [spec.hosts.0]
        - source:
            kind: ConfigMap
            name: params
            fieldPath: data.hots # error: ConfigMap "params" has no field "data.hots"
          targets:
            - select: { kind: VirtualService }
              fieldPaths:
                - spec.hosts.1 # error: VirtualService "cart" has no field "spec.hosts.1" to replace
        - source: # error: 2 objects are meant by this source, not one
            version: v1
          targets:
            - select: { kind: Gateway }
      # file: cart.yaml
      apiVersion: networking.istio.io/v1beta1
      kind: VirtualService
      metadata: { name: cart }
      spec:
        hosts: [cart]
        http: [{ route: [{ destination: { host: cart } }] }]
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart }
      spec: { ports: [{ name: http, port: 80 }] }
    `,
  ],
  good: [
    yaml`
      # file: kustomization.yaml
      apiVersion: kustomize.config.k8s.io/v1beta1
      kind: Kustomization
      namespace: shop
      resources: [cart.yaml]
      replacements:
        - source: { kind: Service, name: cart, fieldPath: metadata.namespace }
          targets:
            - select: { kind: VirtualService, name: cart }
              fieldPaths: [spec.http.0.route.0.destination.host]
              options: { delimiter: ".", index: 1 }
      # file: cart.yaml
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: cart }
      spec:
        hosts: [cart]
        http: [{ route: [{ destination: { host: cart.NAMESPACE.svc.cluster.local } }] }]
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart }
      spec: { ports: [{ name: http, port: 80 }] }
    `,
  ],
});
