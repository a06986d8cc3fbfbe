/** Found by `src/render` while it follows kustomizations. */

import { defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "A kustomization names a file or folder that is not there",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "The build of this kustomization stops here, so nothing of it is deployed and the cluster keeps its old state.",
  fix: "Correct the path, commit the file, or take the entry away.",
  links: ["https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/resource/"],
  bad: [
    yaml`
      # file: overlays/prod/kustomization.yaml
      apiVersion: kustomize.config.k8s.io/v1beta1
      kind: Kustomization
      resources:
        - cart.yaml
        - ../../bsae # error: there is no file or folder "../../bsae"
      patches:
        - path: replicas.yaml # error: there is no file "replicas.yaml"
      # file: overlays/prod/cart.yaml
      apiVersion: v1
      kind: Service
      metadata:
        name: cart
      spec:
        ports:
          - port: 80
    `,
  ],
  good: [
    yaml`
      # file: overlays/prod/kustomization.yaml
      apiVersion: kustomize.config.k8s.io/v1beta1
      kind: Kustomization
      resources:
        - cart.yaml
        - https://github.com/example/base?ref=v1
      # file: overlays/prod/cart.yaml
      apiVersion: v1
      kind: Service
      metadata:
        name: cart
      spec:
        ports:
          - port: 80
    `,
  ],
});
