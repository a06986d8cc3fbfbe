/** Which ports of a Service find no port that its pods declare. */

import { isUnknown } from "./unknown.ts";
import { workloadsOf, type Service, type Workload } from "./workloads.ts";
import { question } from "./mesh.ts";

type Port = NonNullable<Service["spec"]["ports"]>[number];

export interface LostPort {
  readonly service: Service;
  readonly port: Port;
  readonly target: number | string;
  /** One of the workloads that the Service selects; none of them declares the port. */
  readonly workload: Workload;
  /** What that one declares: names where a name is looked for, else numbers. */
  readonly declared: readonly (number | string)[];
}

/** A name must be declared; a number works without, so it is only odd where others are declared. */
function misses({ containerPorts }: Workload, target: number | string): boolean {
  if (containerPorts.some(({ containerPort, name }) => isUnknown(containerPort) || isUnknown(name))) return false;
  if (typeof target === "number") {
    return containerPorts.length > 0 && !containerPorts.some(({ containerPort }) => containerPort === target);
  }
  return !containerPorts.some(({ name }) => name === target);
}

export const lostPorts = question((mesh): readonly LostPort[] => {
  const found: LostPort[] = [];
  for (const service of mesh.all("kubernetes/Service")) {
    const workloads = workloadsOf(mesh, service);
    const [workload] = workloads;
    for (const port of workload ? (service.spec.ports ?? []) : []) {
      const target: unknown = port.targetPort ?? port.port;
      if ((typeof target !== "number" && typeof target !== "string") || isUnknown(target)) continue;
      if (!workload || !workloads.every((one) => misses(one, target))) continue;
      const declared = workload.containerPorts.map(({ containerPort, name }) =>
        typeof target === "number" ? containerPort : (name ?? containerPort),
      );
      found.push({ service, port, target, workload, declared });
    }
  }
  return found;
});
