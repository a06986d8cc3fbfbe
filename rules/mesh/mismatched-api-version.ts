/** Kinds and versions that came with a newer mesh than the one that the configuration names. */

import { newerThan, type Product } from "../../src/mesh/versions.ts";
import { at, defineRule, yaml } from "../../src/rule/rule.ts";

const titles: Readonly<Record<Product, string>> = {
  istio: "Istio",
  linkerd: "Linkerd",
  gatewayApi: "Gateway API",
};

export default defineRule({
  summary: "A kind or version that the configured release of the mesh does not serve yet",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  precision: "high",
  why: "The API server refuses an object of a version that its CustomResourceDefinition does not serve, and one of a kind that nobody has installed.",
  fix: "Use an older version of the kind, upgrade the mesh, or correct `mesh` in the configuration.",
  links: [
    "https://istio.io/latest/news/releases/1.22.x/announcing-1.22/",
    "https://gateway-api.sigs.k8s.io/concepts/versioning/",
  ],
  bad: [
    yaml`
      apiVersion: networking.istio.io/v1 # error: Istio 1.20 does not serve VirtualService in this version: it came with 1.22
      kind: VirtualService
      metadata: { name: reviews, namespace: shop }
      spec:
        hosts: [reviews]
        http: [{ route: [{ destination: { host: reviews } }] }]
      # file: mesh-lint.yaml
      mesh:
        istio: "1.20"
    `,
    yaml`
      apiVersion: gateway.networking.k8s.io/v1 # error: it came with 1.1
      kind: GRPCRoute
      metadata: { name: reviews, namespace: shop }
      spec:
        rules: [{ backendRefs: [{ name: reviews, port: 80 }] }]
      # file: mesh-lint.yaml
      mesh:
        gatewayApi: "1.0"
    `,
    yaml`
      apiVersion: gateway.networking.k8s.io/v1 # error: Gateway API 1.4 does not serve TCPRoute in this version: it came with 1.6
      kind: TCPRoute
      metadata: { name: store, namespace: shop }
      spec:
        rules: [{ backendRefs: [{ name: store, port: 6379 }] }]
      # file: mesh-lint.yaml
      mesh:
        gatewayApi: "1.4"
    `,
    yaml`
      apiVersion: policy.linkerd.io/v1alpha1 # error: Linkerd 2.14
      kind: EgressNetwork
      metadata: { name: all, namespace: linkerd-egress }
      spec:
        trafficPolicy: Allow
      # file: mesh-lint.yaml
      mesh:
        linkerd: "2.14"
    `,
  ],
  good: [
    yaml`
      apiVersion: networking.istio.io/v1beta1
      kind: VirtualService
      metadata: { name: reviews, namespace: shop }
      spec:
        hosts: [reviews]
        http: [{ route: [{ destination: { host: reviews } }] }]
      # file: mesh-lint.yaml
      mesh:
        istio: "1.20"
    `,
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: reviews, namespace: shop }
      spec:
        hosts: [reviews]
        http: [{ route: [{ destination: { host: reviews } }] }]
    `,
  ],
  *check(mesh) {
    const newer = newerThan(mesh.settings);
    if (newer.size === 0) return;
    for (const manifest of mesh.manifests) {
      const found = newer.get(`${manifest.apiVersion} ${manifest.kind}`);
      if (!found) continue;
      const { product, release } = found;
      const message = `${titles[product]} ${mesh.settings[product]} does not serve ${manifest.kind} in this version: it came with ${release}`;
      yield { at: at(manifest, manifest.object, "apiVersion"), message };
    }
  },
});
