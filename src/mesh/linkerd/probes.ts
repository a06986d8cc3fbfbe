/** Paths of probes that Linkerd lets in by itself (linkerd2 policy-controller/k8s/index/src/inbound/workload.rs). */

import { isPort } from "../values/address.ts";
import type { Container, Workload } from "../workloads.ts";

const probeKinds = ["livenessProbe", "readinessProbe", "startupProbe"] as const;

/** What the kubelet asks: an HTTP or TCP port, or a service of gRPC. */
export interface ProbeTarget {
  readonly host?: string;
  readonly path?: string;
  readonly port?: number | string;
  readonly scheme?: string;
}

export interface Probe {
  readonly kind: (typeof probeKinds)[number];
  readonly owner: ProbeTarget;
  /** Number of the port; undefined where the container declares no port of that name. */
  readonly port: number | undefined;
  readonly written: number | string;
  readonly path: string;
  readonly isHttp: boolean;
  /** A connection is all that a TCP probe asks for, and the proxy takes every one. */
  readonly isTcp: boolean;
}

function portOf(container: Container, written: number | string): number | undefined {
  if (typeof written === "number") return written;
  const wanted = written.toLowerCase();
  return container.ports?.find(
    ({ name, protocol = "TCP" }) => name?.toLowerCase() === wanted && protocol.toUpperCase() === "TCP",
  )?.containerPort;
}

function* probesOfContainer(container: Container): Iterable<Probe> {
  for (const kind of probeKinds) {
    const probe = container[kind] as
      { httpGet?: ProbeTarget; tcpSocket?: ProbeTarget; grpc?: ProbeTarget } | null | undefined;
    const target = probe?.httpGet ?? probe?.tcpSocket ?? probe?.grpc;
    if (target?.port === undefined) continue;
    const { port: written, path } = target;
    // The API server writes "/" for an empty path.
    const [bare = ""] = (path || "/").split("?");
    yield {
      kind,
      owner: target,
      port: portOf(container, written),
      written,
      path: bare,
      isHttp: probe?.httpGet !== undefined,
      isTcp: probe?.tcpSocket !== undefined,
    };
  }
}

/** Those of sidecars among the init containers come last. */
export function probesOf({ podSpec }: Workload): readonly Probe[] {
  const containers = [...(podSpec.containers ?? []), ...(podSpec.initContainers ?? [])];
  return containers.flatMap((container) => [...probesOfContainer(container)]);
}

/** Paths by port that need no authorization of their own; a path without a leading slash is not recognised. */
export function authorizedProbes(workload: Workload): ReadonlyMap<number, ReadonlySet<string>> {
  const found = new Map<number, Set<string>>();
  for (const { port, path, isHttp } of probesOf(workload)) {
    if (port === undefined || !isPort(port) || !isHttp || !path.startsWith("/")) continue;
    const paths = found.get(port);
    if (paths) paths.add(path);
    else found.set(port, new Set([path]));
  }
  return found;
}
