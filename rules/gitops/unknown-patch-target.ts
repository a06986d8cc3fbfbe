/** Found by `src/render` when a patch is applied. */

import { defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "A patch names an object that its kustomization does not hold",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "Kustomize refuses to build a kustomization with a patch for an object that is not there.",
  fix: "Correct kind and name of the patch, or add the object to the resources.",
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
