/** Found by `src/render` when a patch is applied. */

import { defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "A JSON patch does not fit the object that it changes",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "Kustomize stops at an operation on a path that is not there, so nothing of this kustomization is deployed.",
  fix: 'Correct the path, or use "add" where the value may be absent.',
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
          target:
            kind: Service
      # file: cart.yaml
      apiVersion: v1
      kind: Service
      metadata:
        name: cart
      # file: patch.yaml
      - op: remove
        path: /spec/selector # error: nothing is at "/spec/selector"
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
          target:
            kind: Service
      # file: cart.yaml
      apiVersion: v1
      kind: Service
      metadata:
        name: cart
      # file: patch.yaml
      - op: add
        path: /metadata/labels
        value:
          app: cart
    `,
  ],
});
