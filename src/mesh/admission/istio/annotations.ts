/** Istio's annotations: on which kinds each is read, and which are deprecated (istio/api annotation/annotations.yaml). */

const onPods: Readonly<Record<string, string>> = {
  "sidecar.istio.io":
    "status rewriteAppHTTPProbers proxyImage proxyImageType proxyCPU proxyCPULimit proxyMemory proxyMemoryLimit " +
    "interceptionMode bootstrapOverride statsHistogramBuckets statsFlushInterval statsEvictionInterval statsHistogramBins " +
    "userVolume userVolumeMount logLevel componentLogLevel agentLogLevel nativeSidecar",
  "readiness.status.sidecar.istio.io": "initialDelaySeconds periodSeconds failureThreshold applicationPorts",
  "traffic.sidecar.istio.io":
    "includeOutboundIPRanges excludeOutboundIPRanges includeInboundPorts excludeInboundPorts excludeInterfaces " +
    "includeOutboundPorts excludeOutboundPorts",
  "status.sidecar.istio.io": "port",
  "prometheus.istio.io": "merge-metrics",
  "proxy.istio.io": "config overrides",
  "inject.istio.io": "templates",
  "istio.io": "rev reroute-virtual-interfaces",
  "ambient.istio.io": "redirection bypass-inbound-capture dns-capture",
};

const deprecatedOnPods: Readonly<Record<string, string>> = {
  "sidecar.istio.io":
    "inject discoveryAddress statsInclusionPrefixes statsInclusionSuffixes statsInclusionRegexps extraStatTags " +
    "statsCompression",
  "traffic.sidecar.istio.io": "kubevirtInterfaces",
};

const elsewhere: Readonly<Record<string, readonly string[]>> = {
  "networking.istio.io/exportTo": ["Service"],
  "traffic.istio.io/nodeSelector": ["Service"],
  "networking.istio.io/traffic-distribution": ["Service", "ServiceEntry"],
  "kubernetes.io/ingress.class": ["Ingress"],
  "galley.istio.io/analyze-suppress": ["Any"],
  "gateway.istio.io/controller-version": ["Any"],
  "istio.io/dry-run": ["AuthorizationPolicy"],
  "istio.io/autoRegistrationGroup": ["WorkloadEntry"],
  "istio.io/workloadController": ["WorkloadEntry"],
  "istio.io/connectedAt": ["WorkloadEntry"],
  "istio.io/disconnectedAt": ["WorkloadEntry"],
  "topology.istio.io/controlPlaneClusters": ["Namespace"],
  "ambient.istio.io/waypoint-inbound-binding": ["GatewayClass", "Gateway"],
  "gateway.istio.io/service-account": ["Gateway"],
  "gateway.istio.io/name-override": ["Gateway"],
  "networking.istio.io/service-type": ["Gateway"],
};

export interface KnownAnnotation {
  /** Kinds on which it is read; "Any" for all. */
  readonly kinds: readonly string[];
  readonly isDeprecated: boolean;
}

function named(table: Readonly<Record<string, string>>): string[] {
  return Object.entries(table).flatMap(([prefix, names]) => names.split(" ").map((name) => `${prefix}/${name}`));
}

let known: ReadonlyMap<string, KnownAnnotation> | undefined;

/** Made when it is first asked for: most files have no annotations. */
export function knownAnnotations(): ReadonlyMap<string, KnownAnnotation> {
  return (known ??= new Map<string, KnownAnnotation>([
    ...named(onPods).map((name) => [name, { kinds: ["Pod"], isDeprecated: false }] as const),
    ...named(deprecatedOnPods).map((name) => [name, { kinds: ["Pod"], isDeprecated: true }] as const),
    ["alpha.istio.io/kubernetes-serviceaccounts", { kinds: ["Service"], isDeprecated: true }],
    ["alpha.istio.io/canonical-serviceaccounts", { kinds: ["Service"], isDeprecated: true }],
    ...Object.entries(elsewhere).map(([name, kinds]) => [name, { kinds, isDeprecated: false }] as const),
  ]));
}

export function isIstioAnnotation(name: string): boolean {
  return /^(?:[^/]*\.)?istio\.io\//.test(name) || name === "kubernetes.io/ingress.class";
}
