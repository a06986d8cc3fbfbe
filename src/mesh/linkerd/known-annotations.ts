/** Linkerd's annotations: what reads each, whether a namespace hands it down, and what it may hold (linkerd2 pkg/k8s/labels.go, pkg/inject/inject.go). */

import { quantity } from "../values/quantity.ts";
import type { Judge } from "../values/judge.ts";
import { accessPolicies } from "./access-policies.ts";
import {
  bool,
  cidrList,
  environment,
  goDuration,
  logLevel,
  oneOf,
  opaquePortList,
  openRatio,
  portList,
  portNumber,
  retryGrpc,
  retryHttp,
  simpleDuration,
  wholeNumber,
} from "./annotation-values.ts";

export interface KnownAnnotation {
  /** Kinds that it is read on; undefined where it may stand anywhere. */
  readonly on: readonly string[] | undefined;
  readonly judge?: Judge;
  readonly deprecated?: string;
}

const inherited = ["Namespace", "Pod"];
const podOnly = ["Pod"];
const routes = ["HTTPRoute", "GRPCRoute"];
const outbound = ["Service", "EgressNetwork", ...routes];
const services = ["Service", "EgressNetwork"];

export const injectKey = "linkerd.io/inject";
export const opaquePortsKey = "config.linkerd.io/opaque-ports";
export const defaultPolicyKey = "config.linkerd.io/default-inbound-policy";
export const requireIdentityKey = "config.linkerd.io/proxy-require-identity-inbound-ports";
export const additionalEnvKey = "config.linkerd.io/proxy-additional-env";

const switches = oneOf("enabled", "disabled");
const anyText: Judge = () => undefined;

/** Read below `config.linkerd.io/` from the pod, or else from its namespace. */
const proxy: Readonly<Record<string, Judge>> = {
  "proxy-image": anyText,
  "proxy-version": anyText,
  "image-pull-policy": oneOf("Always", "IfNotPresent", "Never"),
  "enable-debug-sidecar": bool,
  "control-port": portNumber,
  "inbound-port": portNumber,
  "outbound-port": portNumber,
  "admin-port": portNumber,
  "skip-inbound-ports": portList,
  "skip-outbound-ports": portList,
  "skip-subnets": cidrList,
  "proxy-require-identity-inbound-ports": portList,
  "default-inbound-policy": oneOf(...accessPolicies),
  "proxy-cpu-request": quantity,
  "proxy-cpu-limit": quantity,
  "proxy-memory-request": quantity,
  "proxy-memory-limit": quantity,
  "proxy-ephemeral-storage-request": quantity,
  "proxy-ephemeral-storage-limit": quantity,
  "proxy-uid": wholeNumber(2 ** 31 - 1),
  "proxy-gid": wholeNumber(2 ** 31 - 1),
  "proxy-log-level": logLevel,
  "proxy-log-format": oneOf("plain", "json"),
  "proxy-log-http-headers": oneOf("off", "insecure", ""),
  "access-log": (text) => oneOf("apache", "json", "")(text.toLowerCase()),
  "enable-external-profiles": bool,
  "proxy-await": switches,
  "proxy-admin-shutdown": switches,
  "shutdown-grace-period": goDuration,
  "proxy-outbound-connect-timeout": goDuration,
  "proxy-inbound-connect-timeout": goDuration,
  "proxy-outbound-discovery-cache-unused-timeout": goDuration,
  "proxy-inbound-discovery-cache-unused-timeout": goDuration,
  "proxy-disable-outbound-protocol-detect-timeout": bool,
  "proxy-disable-inbound-protocol-detect-timeout": bool,
  "proxy-metrics-hostname-labels": bool,
  "proxy-enable-native-sidecar": bool,
  "proxy-additional-env": environment,
};

/** Read below `config.linkerd.io/` from the pod alone: they are missing from the list that the injector hands down. */
const proxyOfPod: Readonly<Record<string, Judge>> = {
  "debug-image": anyText,
  "debug-image-version": anyText,
  "debug-image-pull-policy": oneOf("Always", "IfNotPresent", "Never"),
  "proxy-cpu-ratio-limit": openRatio,
  "enable-gateway": bool,
  "close-wait-timeout": goDuration,
};

const nativeSidecar = "config.linkerd.io/proxy-enable-native-sidecar";

const others: Readonly<Record<string, KnownAnnotation>> = {
  [injectKey]: { on: inherited, judge: oneOf("enabled", "disabled", "ingress", "") },
  [opaquePortsKey]: { on: [...inherited, "Service", "ExternalWorkload", "EgressNetwork"], judge: opaquePortList },
  "config.linkerd.io/pod-inbound-ports": { on: [] },
  "config.beta.linkerd.io/proxy-enable-native-sidecar": { on: podOnly, judge: bool, deprecated: nativeSidecar },
  "config.alpha.linkerd.io/proxy-enable-native-sidecar": { on: inherited, judge: bool, deprecated: nativeSidecar },
  "config.alpha.linkerd.io/proxy-wait-before-exit-seconds": { on: inherited, judge: wholeNumber(2 ** 31 - 1) },
  "retry.linkerd.io/http": { on: outbound, judge: retryHttp },
  "retry.linkerd.io/grpc": { on: outbound, judge: retryGrpc },
  "retry.linkerd.io/limit": { on: outbound, judge: wholeNumber(65535) },
  "retry.linkerd.io/timeout": { on: outbound, judge: simpleDuration },
  "timeout.linkerd.io/request": { on: outbound, judge: simpleDuration },
  "timeout.linkerd.io/response": { on: outbound, judge: simpleDuration },
  "timeout.linkerd.io/idle": { on: outbound, judge: simpleDuration },
  "viz.linkerd.io/disable-tap": { on: inherited, judge: bool },
  "smi.linkerd.io/skip": { on: ["ServiceProfile"] },
};

/** Judged as a group, in failure-accrual.ts. */
const balancer: Readonly<Record<string, readonly string[]>> = {
  "balancer.linkerd.io/failure-accrual": services,
  "balancer.linkerd.io/failure-accrual-consecutive-max-failures": services,
  "balancer.linkerd.io/failure-accrual-consecutive-min-penalty": services,
  "balancer.linkerd.io/failure-accrual-consecutive-max-penalty": services,
  "balancer.linkerd.io/failure-accrual-consecutive-jitter-ratio": services,
  "balancer.alpha.linkerd.io/failure-accrual-success-rate-threshold": services,
  "balancer.alpha.linkerd.io/failure-accrual-success-rate-window": services,
  "balancer.alpha.linkerd.io/failure-accrual-success-rate-min-requests": services,
  "balancer.alpha.linkerd.io/failure-accrual-honor-retry-after": ["Service"],
  "balancer.alpha.linkerd.io/penalize-failures": ["Service"],
  "balancer.alpha.linkerd.io/load-biaser-penalty": ["Service"],
  "balancer.alpha.linkerd.io/load-biaser-max-retry-after": ["Service"],
};

/** Written by controllers and tools, or read by earlier releases: known, and not judged. */
const unjudged = [
  "linkerd.io/created-by linkerd.io/proxy-version linkerd.io/trust-root-sha256 linkerd.io/identity-mode",
  "linkerd.io/helm-release-version linkerd.io/proxy-injector-checksum viz.linkerd.io/tap-enabled",
  "viz.linkerd.io/external-prometheus jaeger.linkerd.io/tracing-enabled",
  "config.linkerd.io/init-image config.linkerd.io/init-image-version config.linkerd.io/disable-identity",
  "config.linkerd.io/disable-tap config.linkerd.io/enable-tap config.linkerd.io/trace-collector",
  "config.linkerd.io/trace-collector-name config.linkerd.io/trace-collector-service-name",
  "config.linkerd.io/trace-collector-service-account config.alpha.linkerd.io/trace-collector",
  "config.alpha.linkerd.io/trace-collector-service-account config.linkerd.io/proxy-disable-tap",
  "mirror.linkerd.io/remote-svc-fq-name mirror.linkerd.io/remote-resource-version",
  "mirror.linkerd.io/remote-gateway-identity mirror.linkerd.io/gateway-identity mirror.linkerd.io/probe-period",
  "mirror.linkerd.io/probe-path mirror.linkerd.io/probe-timeout mirror.linkerd.io/probe-failure-threshold",
  "mirror.linkerd.io/multicluster-gateway multicluster.linkerd.io/remote-discovery",
  "multicluster.linkerd.io/remote-service multicluster.linkerd.io/local-discovery",
  "multicluster.linkerd.io/trust-domain multicluster.linkerd.io/cluster-domain",
].flatMap((line) => line.split(" "));

/** Read as labels only: as annotations they say nothing. */
export const labelKeys: ReadonlySet<string> = new Set([
  "mirror.linkerd.io/exported",
  "mirror.linkerd.io/federated",
  "config.linkerd.io/admission-webhooks",
  "linkerd.io/extension",
  "linkerd.io/control-plane-component",
  "linkerd.io/cni-resource",
]);

function table(names: Readonly<Record<string, Judge>>, on: readonly string[]): [string, KnownAnnotation][] {
  return Object.entries(names).map(([name, judge]) => [`config.linkerd.io/${name}`, { on, judge }]);
}

let known: ReadonlyMap<string, KnownAnnotation> | undefined;

/** Made when it is first asked for: most files have no annotations. */
export function knownAnnotations(): ReadonlyMap<string, KnownAnnotation> {
  return (known ??= new Map<string, KnownAnnotation>([
    ...table(proxy, inherited),
    ...table(proxyOfPod, podOnly),
    ...Object.entries(others),
    ...Object.entries(balancer).map(([name, on]): [string, KnownAnnotation] => [name, { on }]),
    ...unjudged.map((name): [string, KnownAnnotation] => [name, { on: undefined }]),
  ]));
}
