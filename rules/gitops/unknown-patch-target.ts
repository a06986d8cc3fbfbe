/** Found by `src/render` when a patch is applied. */

import { defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "A patch names an object that its kustomization does not hold",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "Kustomize refuses to build a kustomization with a patch, or a number of replicas, for an object that is not there. It tells objects apart by version, kind, name and namespace.",
  fix: "Correct version, kind, name and namespace of the patch, or add the object to the resources.",
  links: ["https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/patches/"],
  bad: [
    yaml`
      # file: kustomization.yaml
      apiVersion: kustomize.config.k8s.io/v1beta1
      kind: Kustomization
      resources:
        - cart.yaml
      patches:
        - path: patch.yaml
      # file: cart.yaml
      apiVersion: v1
      kind: Service
      metadata:
        name: cart
      # file: patch.yaml
      apiVersion: v1
      kind: Service
      metadata:
        name: card # error: no Service "card" to patch
    `,
    yaml`
      # file: kustomization.yaml
      apiVersion: kustomize.config.k8s.io/v1beta1
      kind: Kustomization
      resources:
        - cart.yaml
      patches:
        - patch: |-
            apiVersion: networking.istio.io/v1beta1 # error: VirtualService "cart" has version "v1", not "v1beta1"
            kind: VirtualService
            metadata:
              name: cart
              namespace: shop
        - patch: |-
            apiVersion: networking.istio.io/v1
            kind: VirtualService
            metadata:
              name: cart # error: is in namespace "shop", and this patch names none
      replicas:
        - name: cart # error: no Deployment, StatefulSet, ReplicaSet or ReplicationController "cart" to scale
          count: 3
      # file: cart.yaml
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata:
        name: cart
        namespace: shop
      spec:
        hosts: [cart]
        http: [{ directResponse: { status: 200 } }]
    `,
  ],
  good: [
    yaml`
      # file: kustomization.yaml
      apiVersion: kustomize.config.k8s.io/v1beta1
      kind: Kustomization
      resources:
        - cart.yaml
      patches:
        - path: patch.yaml
      # file: cart.yaml
      apiVersion: v1
      kind: Service
      metadata:
        name: cart
      # file: patch.yaml
      apiVersion: v1
      kind: Service
      metadata:
        name: cart
        labels:
          app: cart
    `,
  ],
});
