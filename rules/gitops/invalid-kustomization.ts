/** Found by `src/render` while it reads kustomizations. */

import { defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "A kustomization file says what kustomize does not know",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "Kustomize refuses the whole file for one field that it does not know, so nothing of this kustomization is deployed.",
  fix: "Correct the name, or take the field away.",
  links: ["https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/"],
  bad: [
    yaml`
      # file: prod/kustomization.yaml
      apiVersion: kustomize.config.k8s.io/v1beta1
      kind: Kustomization
      resources:
        - cart.yaml
      commonLabel: # error: unknown field "commonLabel": did you mean "commonLabels"?
        app: cart
      images:
        - name: cart
          newTags: "2" # error: unknown field "newTags": did you mean "newTag"?
      # file: prod/cart.yaml
      apiVersion: v1
      kind: Service
      metadata:
        name: cart
      # file: dev/kustomization.yaml
      apiVersion: kustomize.config.k8s.io/v1beta1
      kind: Kustomisation # error: unknown kind "Kustomisation": use Kustomization or Component
      resources:
        - ../prod
      # file: test/kustomization.yaml
      apiVersion: kustomize.config.k8s.io/v1 # error: use kustomize.config.k8s.io/v1beta1
      kind: Kustomization
      resources:
        - ../prod
    `,
  ],
  good: [
    yaml`
      # file: kustomization.yaml
      apiVersion: kustomize.config.k8s.io/v1beta1
      kind: Kustomization
      NamePrefix: blue-
      resources:
        - cart.yaml
      images:
        - name: cart
          newTag: "2"
      # file: cart.yaml
      apiVersion: v1
      kind: Service
      metadata:
        name: cart
    `,
  ],
});
