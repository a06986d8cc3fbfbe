/** Found by `src/render` once all environments are known. */

import { defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "Flux or Argo CD is told to apply a folder that is not there",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why:
    "The controller reports an error and applies nothing. That the source is this repository shows in the other folders " +
    "that objects take from it: where most of them are not here either, nothing is reported.",
  fix: "Correct the path, which counts from the root of the repository, or commit the folder.",
  links: [
    "https://fluxcd.io/flux/components/kustomize/kustomizations/#path",
    "https://argo-cd.readthedocs.io/en/stable/operator-manual/application.yaml",
  ],
  bad: [
    yaml`
      # file: clusters/prod/apps.yaml
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata: { name: apps, namespace: flux-system }
      spec:
        interval: 10m
        path: ./apps/prodution # error: no folder "apps/prodution" in this repository: did you mean "apps/production"?
        prune: true
        sourceRef: { kind: GitRepository, name: flux-system }
      # file: clusters/prod/flux-system/gotk-sync.yaml
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata: { name: flux-system, namespace: flux-system }
      spec:
        interval: 10m
        path: ./clusters/prod
        prune: true
        sourceRef: { kind: GitRepository, name: flux-system }
      # file: apps/production/cart.yaml
      apiVersion: v1
      kind: ConfigMap
      metadata: { name: cart }
    `,
    yaml`
      # file: argocd/shop.yaml
      apiVersion: argoproj.io/v1alpha1
      kind: Application
      metadata: { name: shop, namespace: argocd }
      spec:
        project: default
        sources:
          - { repoURL: https://git.example.com/shop.git, path: apps/cart }
          - { repoURL: https://git.example.com/shop, path: apps/orders, targetRevision: main }
          - { repoURL: https://git.example.com/shop, path: apps/checkout } # error: there is no folder "apps/checkout"
      # file: apps/cart/cart.yaml
      apiVersion: v1
      kind: ConfigMap
      metadata: { name: cart }
      # file: apps/orders/orders.yaml
      apiVersion: v1
      kind: ConfigMap
      metadata: { name: orders }
    `,
  ],
  good: [
    yaml`
      # file: clusters/prod/apps.yaml
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: GitRepository
      metadata: { name: shop, namespace: flux-system }
      spec: { interval: 10m, url: https://git.example.com/shop, ref: { tag: v1 } } # had another folder then
      ---
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata: { name: shop, namespace: flux-system }
      spec:
        interval: 10m
        path: ./clusters/shop
        sourceRef: { kind: GitRepository, name: shop }
      ---
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata: { name: prod, namespace: flux-system }
      spec:
        interval: 10m
        path: ./clusters/prod
        sourceRef: { kind: GitRepository, name: shop }
      ---
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata: { name: bank, namespace: flux-system }
      spec:
        interval: 10m
        path: ./deploy/prod
        sourceRef: { kind: GitRepository, name: bank } # another repository
    `,
  ],
});
