/** On which ports pods listen, and which port of a policy is the Service's where it should be the pods'. */

import { probesOf } from "./linkerd/probes.ts";
import type { Mesh } from "./mesh.ts";
import { targetPortOf } from "./service-ports.ts";
import { isUnknown } from "./unknown.ts";
import { servicesOf, type Service, type Workload } from "./workloads.ts";

type ServicePort = NonNullable<Service["spec"]["ports"]>[number];

export interface MistakenPort {
  readonly service: Service;
  readonly owner: ServicePort;
  /** Where the pods get what is sent to the port. */
  readonly targets: readonly number[];
}

/** A port that belongs to Services of these pods alone; undefined as well where the pods may listen on it. */
export function mistakenPort(mesh: Mesh, pods: readonly Workload[], port: number): MistakenPort | undefined {
  if (pods.some((workload) => mayListenOn(mesh, workload, port) || isSilent(mesh, workload))) return undefined;
  const targets = new Set<number>();
  let first: Omit<MistakenPort, "targets"> | undefined;
  for (const workload of pods) {
    for (const service of servicesOf(mesh, workload)) {
      const owner = (service.spec.ports ?? []).find((entry) => entry.port === port && entry.protocol !== "UDP");
      const target = owner && targetPortOf(owner, workload);
      if (!owner || target === undefined) continue;
      targets.add(target);
      first ??= { service, owner };
    }
  }
  return first && { ...first, targets: [...targets] };
}

/** Says nothing of its ports, so that it may listen on any. */
function isSilent(mesh: Mesh, workload: Workload): boolean {
  return workload.containerPorts.length === 0 && servicesOf(mesh, workload).length === 0;
}

/** Containers need not declare their ports: what a Service, a probe or a Sidecar sends to counts as well. */
export function mayListenOn(mesh: Mesh, workload: Workload, port: number): boolean {
  return (
    workload.containerPorts.some(({ containerPort }) => containerPort === port || isUnknown(containerPort)) ||
    probesOf(workload).some((probe) => probe.port === port || isUnknown(probe.written)) ||
    servicesOf(mesh, workload).some((service) => maySendTo(service, workload, port)) ||
    [workload.namespace, mesh.settings.rootNamespace].some((namespace) => hasIngressListener(mesh, namespace, port))
  );
}

const keepsGatewayPorts = "experimental.istio.io/disable-gateway-port-translation";

/** Clients of a headless Service call the pods themselves, on its port; some gateways listen on that port, too. */
function maySendTo({ spec, labels }: Service, workload: Workload, port: number): boolean {
  const isDirect = spec.clusterIP === "None" || labels[keepsGatewayPorts] === "true";
  return (spec.ports ?? []).some((entry) => {
    const target = targetPortOf(entry, workload);
    return target === undefined || target === port || isUnknown(entry.port) || (isDirect && entry.port === port);
  });
}

function hasIngressListener(mesh: Mesh, namespace: string, port: number): boolean {
  return mesh
    .in("istio/Sidecar", namespace)
    .some(({ spec }) => (spec.ingress ?? []).some((listener) => listener.port.number === port));
}
