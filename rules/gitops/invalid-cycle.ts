/** Found by `src/render` while it follows kustomizations. */

import { defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "Kustomizations build on each other in a circle",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "Kustomize refuses to build a kustomization that leads back to itself, so nothing of it is deployed.",
  fix: "Move what both need into a base of its own that names neither.",
  links: ["https://kubectl.docs.kubernetes.io/references/kustomize/glossary/#base"],
  bad: [
    yaml`
      # file: a/kustomization.yaml
      kind: Kustomization
      apiVersion: kustomize.config.k8s.io/v1beta1
      resources:
        - ../b
      # file: b/kustomization.yaml
      kind: Kustomization
      apiVersion: kustomize.config.k8s.io/v1beta1
      resources:
        - ../a # error: "../a" leads back to this kustomization
    `,
  ],
  good: [
    yaml`
      # file: a/kustomization.yaml
      kind: Kustomization
      apiVersion: kustomize.config.k8s.io/v1beta1
      resources:
        - ../b
      # file: b/kustomization.yaml
      kind: Kustomization
      apiVersion: kustomize.config.k8s.io/v1beta1
      resources: []
    `,
  ],
});
