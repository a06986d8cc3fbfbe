/** Releases of meshes, as the configuration names them, and what came with each. */

import { defaultSettings, type MeshSettings } from "./mesh.ts";

export type Product = "istio" | "linkerd" | "gatewayApi";

/** Whether a version is before a release; `1` alone may be any of its releases. */
export function isOlder(version: string, release: string): boolean {
  const [major = 0, minor] = version.split(".").map(Number);
  const [otherMajor = 0, otherMinor = 0] = release.split(".").map(Number);
  return minor !== undefined && (major < otherMajor || (major === otherMajor && minor < otherMinor));
}

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
    "1.1": ["gateway.networking.k8s.io/v1 GRPCRoute", "gateway.networking.k8s.io/v1alpha3 BackendTLSPolicy"],
    "1.3": ["XListenerSet", "XBackendTrafficPolicy"].map((kind) => `gateway.networking.x-k8s.io/v1alpha1 ${kind}`),
    "1.4": [
      "gateway.networking.k8s.io/v1 BackendTLSPolicy",
      "gateway.networking.k8s.io/v1alpha3 TLSRoute",
      "gateway.networking.x-k8s.io/v1alpha1 XMesh",
    ],
    "1.5": ["ListenerSet", "TLSRoute", "ReferenceGrant"].map((kind) => `gateway.networking.k8s.io/v1 ${kind}`),
    "1.6": ["TCPRoute", "UDPRoute"].map((kind) => `gateway.networking.k8s.io/v1 ${kind}`),
  },
};

export interface Newer {
  readonly product: Product;
  readonly release: string;
}

/** What the configured releases do not serve yet, by `apiVersion kind`; of a default nobody has said that it runs. */
export function newerThan(settings: MeshSettings): ReadonlyMap<string, Newer> {
  const found = new Map<string, Newer>();
  for (const product of ["istio", "linkerd", "gatewayApi"] as const) {
    if (settings[product] === defaultSettings[product]) continue;
    for (const [release, kinds] of Object.entries(since[product])) {
      if (!isOlder(settings[product], release)) continue;
      for (const kind of kinds) found.set(kind, { product, release });
    }
  }
  return found;
}
