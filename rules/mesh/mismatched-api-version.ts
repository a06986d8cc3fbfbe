/** Kinds and versions that came with a newer mesh than the one that the configuration names. */

import { isOlder } from "../../src/mesh/versions.ts";
import { at, defineRule, yaml, type Mesh } from "../../src/rule/rule.ts";

type Product = "istio" | "linkerd" | "gatewayApi";

const titles: Readonly<Record<Product, string>> = {
  istio: "Istio",
  linkerd: "Linkerd",
  gatewayApi: "Gateway API",
};

/** Since which release each is served: release notes of the three projects. What is older than all that run is left out. */
const since: Readonly<Record<Product, Readonly<Record<string, readonly string[]>>>> = {
  istio: {
    "1.22": [
      ...[
        "DestinationRule",
        "Gateway",
        "ServiceEntry",
        "Sidecar",
        "VirtualService",
        "WorkloadEntry",
        "WorkloadGroup",
      ].map((kind) => `networking.istio.io/v1 ${kind}`),
      "security.istio.io/v1 PeerAuthentication",
      "telemetry.istio.io/v1 Telemetry",
    ],
  },
  linkerd: {
    "2.16": ["policy.linkerd.io/v1beta3 Server"],
    "2.17": ["policy.linkerd.io/v1alpha1 HTTPLocalRateLimitPolicy", "policy.linkerd.io/v1alpha1 EgressNetwork"],
  },
  gatewayApi: {
    "1.0": ["GatewayClass", "Gateway", "HTTPRoute"].map((kind) => `gateway.networking.k8s.io/v1 ${kind}`),
    "1.1": ["gateway.networking.k8s.io/v1 GRPCRoute"],
    "1.4": ["gateway.networking.k8s.io/v1 BackendTLSPolicy"],
    "1.5": ["ListenerSet", "TLSRoute", "ReferenceGrant"].map((kind) => `gateway.networking.k8s.io/v1 ${kind}`),
  },
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

interface Newer {
  readonly product: Product;
  readonly release: string;
}

function newerThan(settings: Mesh["settings"]): ReadonlyMap<string, Newer> {
  const found = new Map<string, Newer>();
  for (const product of ["istio", "linkerd", "gatewayApi"] as const) {
    for (const [release, kinds] of Object.entries(since[product])) {
      if (!isOlder(settings[product], release)) continue;
      for (const kind of kinds) found.set(kind, { product, release });
    }
  }
  return found;
}
