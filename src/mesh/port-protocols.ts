/** Which protocol Istio takes a Service port for. */

import type { Service } from "./workloads.ts";

export type ServicePort = NonNullable<Service["spec"]["ports"]>[number];

/** Names and prefixes of port names (istio/istio pkg/config/protocol/instance.go). */
export const protocols = [
  "grpc",
  "grpc-web",
  "http",
  "http2",
  "https",
  "mongo",
  "mysql",
  "redis",
  "tcp",
  "tls",
  "udp",
] as const;

const known: ReadonlySet<string> = new Set([...protocols, "hbone", "http_proxy"]);
const appProtocols = new Set(["kubernetes.io/h2c", "kubernetes.io/ws", "kubernetes.io/wss"]);

/** Ports whose server speaks first or whose protocol is fixed: nothing is guessed there. */
const fixedPorts = new Set([25, 53, 3306, 27017]);

function isKnown(name: string): boolean {
  const lower = name.toLowerCase();
  return known.has(lower) || known.has(lower.split("-")[0] ?? "");
}

/** What is wrong with how a port says its protocol; undefined where Istio knows it. */
export function protocolProblem({
  port,
  name,
  protocol,
  appProtocol,
}: ServicePort): "name" | "appProtocol" | undefined {
  if (protocol === "UDP" || protocol === "SCTP") return undefined;
  if (appProtocol !== undefined) {
    return isKnown(appProtocol) || appProtocols.has(appProtocol.toLowerCase()) ? undefined : "appProtocol";
  }
  return fixedPorts.has(port) || isKnown(name ?? "") ? undefined : "name";
}
