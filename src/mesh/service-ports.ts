/** Which container port stands behind a port of a Service. */

import type { Service, Workload } from "./workloads.ts";

type ServicePort = NonNullable<Service["spec"]["ports"]>[number];

/** Number of the container port; undefined where a name cannot be resolved. */
export function targetPortOf({ port, targetPort }: ServicePort, { containerPorts }: Workload): number | undefined {
  if (targetPort === undefined) return port;
  if (typeof targetPort === "number") return targetPort === 0 ? port : targetPort;
  return containerPorts.find(({ name }) => name === targetPort)?.containerPort;
}

const httpProtocols = new Set(["http", "http2", "grpc", "grpc-web", "kubernetes.io/h2c", "kubernetes.io/ws"]);
const tcpProtocols = new Set(["tcp", "mongo", "mysql", "redis", "tls", "https", "kubernetes.io/wss", "udp"]);

/** How the sidecar reads the port: istio/istio pkg/config/kube/conversion.go ConvertProtocol. */
export function protocolClassOf({ name = "", appProtocol, protocol }: ServicePort): "http" | "tcp" | "unknown" {
  if (protocol === "UDP" || protocol === "SCTP") return "tcp";
  const written = appProtocol?.toLowerCase();
  const prefix = name.toLowerCase().split("-", 1)[0] ?? "";
  const said = written ?? (name.toLowerCase().startsWith("grpc-web") ? "grpc-web" : prefix);
  if (httpProtocols.has(said)) return "http";
  return tcpProtocols.has(said) ? "tcp" : "unknown";
}
