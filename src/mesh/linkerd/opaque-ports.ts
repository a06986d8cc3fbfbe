/** Ports whose protocol Linkerd does not look at, and where a Service and its pods disagree about them. */

import type { Mesh } from "../mesh.ts";
import { targetPortOf } from "../service-ports.ts";
import type { Service, Workload } from "../workloads.ts";
import { parsePortRange, portEntries } from "./annotation-values.ts";
import { opaquePortsKey } from "./known-annotations.ts";
import { namespaceAnnotation, settingOf } from "./proxy-settings.ts";

/** Shipped as the default of the chart: protocols whose server speaks first. */
export const defaultOpaquePorts: readonly number[] = [25, 587, 3306, 4444, 5432, 6379, 9300, 11211];

function isDefaultOpaque(port: number): boolean {
  return defaultOpaquePorts.includes(port);
}

type ServicePort = NonNullable<Service["spec"]["ports"]>[number];

/** Ports of a pod that a list names by number or by name of a container port. */
function named(text: string, { containerPorts }: Workload): (port: number) => boolean {
  const entries = portEntries(text);
  const numbers = new Set(
    containerPorts.filter(({ name }) => name !== undefined && entries.includes(name)).map((port) => port.containerPort),
  );
  const ranges = entries.map(parsePortRange).filter((range) => range !== undefined);
  return (port) => numbers.has(port) || ranges.some(({ from, to }) => from <= port && port <= to);
}

/** Whether clients take a port of a Service as opaque, by annotation or default, whatever its appProtocol. */
function isOpaqueOnService(mesh: Mesh, { annotations, namespace }: Service, port: ServicePort): boolean {
  const text = annotations[opaquePortsKey] ?? namespaceAnnotation(mesh, namespace, opaquePortsKey);
  if (text === undefined) return isDefaultOpaque(port.port);
  return portEntries(text).some((entry) => {
    const range = parsePortRange(entry);
    return range ? range.from <= port.port && port.port <= range.to : entry === port.name;
  });
}

/** What clients make of a port (linkerd2 policy-controller/k8s/index/src/outbound/index.rs parse_app_protocol). */
export function protocolOf(mesh: Mesh, service: Service, port: ServicePort): "http1" | "http2" | "opaque" | "detect" {
  const written = port.appProtocol?.toLowerCase();
  if (written === "http") return "http1";
  if (written === "kubernetes.io/h2c") return "http2";
  if (written !== undefined) return "opaque";
  return isOpaqueOnService(mesh, service, port) ? "opaque" : "detect";
}

export interface OpaqueMismatch {
  readonly port: ServicePort;
  readonly targetPort: number;
  /** Who takes it as opaque. */
  readonly opaqueOn: "service" | "pod";
}

/**
 * Declared ports of pods of which only one side is opaque, where anything was annotated. Unlike `linkerd check`
 * (linkerd2 pkg/healthcheck/healthcheck.go checkMisconfiguredOpaquePortAnnotations), which compares annotations alone,
 * this counts the defaults of the side that has none: both proxies go by them.
 */
export function opaqueMismatches(mesh: Mesh, service: Service, workload: Workload): readonly OpaqueMismatch[] {
  const ofService = service.annotations[opaquePortsKey] ?? namespaceAnnotation(mesh, service.namespace, opaquePortsKey);
  const ofPods = settingOf(mesh, workload, opaquePortsKey);
  if (ofService === undefined && ofPods === undefined) return [];
  const onPods = ofPods === undefined ? isDefaultOpaque : named(ofPods, workload);
  return (service.spec.ports ?? []).flatMap((port): readonly OpaqueMismatch[] => {
    const targetPort = targetPortOf(port, workload);
    if (targetPort === undefined || !workload.containerPorts.some((each) => each.containerPort === targetPort))
      return [];
    const onService = isOpaqueOnService(mesh, service, port);
    if (onService === onPods(targetPort)) return [];
    return [{ port, targetPort, opaqueOn: onService ? "service" : "pod" }];
  });
}
