/** Versions that Kubernetes or a mesh served once: whether a cluster still does depends on its release, which the files do not tell. */

/**
 * Group and version → the release that stopped to serve it, for all kinds or for those named; from the deprecated API
 * migration guide of kubernetes.io.
 */
const removals: ReadonlyMap<string, readonly (readonly [release: string, kinds?: readonly string[]])[]> = new Map([
  [
    "extensions/v1beta1",
    [
      ["1.16", ["DaemonSet", "Deployment", "NetworkPolicy", "ReplicaSet"]],
      ["1.22", ["Ingress"]],
    ],
  ],
  ["apps/v1beta1", [["1.16"]]],
  ["apps/v1beta2", [["1.16"]]],
  [
    "admissionregistration.k8s.io/v1beta1",
    [["1.22", ["MutatingWebhookConfiguration", "ValidatingWebhookConfiguration"]]],
  ],
  ["apiextensions.k8s.io/v1beta1", [["1.22"]]],
  ["networking.k8s.io/v1beta1", [["1.22", ["Ingress", "IngressClass"]]]],
  ["rbac.authorization.k8s.io/v1alpha1", [["1.22"]]],
  ["rbac.authorization.k8s.io/v1beta1", [["1.22"]]],
  ["batch/v1beta1", [["1.25"]]],
  ["discovery.k8s.io/v1beta1", [["1.25"]]],
  ["policy/v1beta1", [["1.25"]]],
  ["autoscaling/v2beta1", [["1.25"]]],
  ["autoscaling/v2beta2", [["1.26"]]],
] as const);

/** What to write instead, where the group is another one. */
const successors: ReadonlyMap<string, string> = new Map([
  ["Ingress", "networking.k8s.io/v1"],
  ["NetworkPolicy", "networking.k8s.io/v1"],
]);

/** Experiments of Gateway API that go by another name now. */
const renamedKinds: ReadonlyMap<string, Removal> = new Map([
  [
    "BackendLBPolicy",
    { release: "Gateway API 1.3", successor: "XBackendTrafficPolicy of gateway.networking.x-k8s.io/v1alpha1" },
  ],
  ["ReferencePolicy", { release: "Gateway API 0.6", successor: "ReferenceGrant of gateway.networking.k8s.io/v1" }],
]);

/** Groups that are gone as a whole, with the release that dropped them and what took their place. */
const goneGroups: ReadonlyMap<string, Removal> = new Map([
  [
    "authentication.istio.io",
    { release: "Istio 1.6", successor: "PeerAuthentication and RequestAuthentication of security.istio.io/v1" },
  ],
  ["rbac.istio.io", { release: "Istio 1.6", successor: "AuthorizationPolicy of security.istio.io/v1" }],
  ["config.istio.io", { release: "Istio 1.8", successor: undefined }],
  ["networking.x-k8s.io", { release: "Gateway API 0.4", successor: "gateway.networking.k8s.io/v1" }],
]);

export interface Removal {
  /** The release that stopped to serve it: `Kubernetes 1.22`. */
  readonly release: string;
  readonly successor: string | undefined;
}

export function removalOf(group: string, version: string, kind: string): Removal | undefined {
  const gone = group === "gateway.networking.k8s.io" ? renamedKinds.get(kind) : goneGroups.get(group);
  if (gone) return gone;
  const found = removals.get(`${group}/${version}`)?.find(([, kinds]) => !kinds || kinds.includes(kind));
  if (!found) return undefined;
  return { release: `Kubernetes ${found[0]}`, successor: successorOf(group, kind) };
}

function successorOf(group: string, kind: string): string | undefined {
  if (group === "extensions") return successors.get(kind) ?? "apps/v1";
  return group === "rbac.authorization.k8s.io" ? `${group}/v1` : undefined;
}
