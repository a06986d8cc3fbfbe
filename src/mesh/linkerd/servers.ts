/** Servers: which pods and ports they speak of, and which one wins a port (linkerd2 policy-controller/k8s/index/src/inbound/index.rs). */

import type { Manifest } from "../manifest.ts";
import { question, type Mesh } from "../mesh.ts";
import { matchesSelector, type LabelSelector } from "../selectors.ts";
import { isUnknown } from "../unknown.ts";
import { workloadsSelectedBy, type Workload } from "../workloads.ts";
import { olderFirst } from "./age.ts";

export type Server = Manifest<"linkerd/Server">;

/** Numbers of TCP ports by the name that containers give them; one name may stand for several. */
export function tcpPortsByName({ containerPorts }: Workload): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, number[]>();
  for (const { name, containerPort, protocol = "TCP" } of containerPorts) {
    if (name === undefined || protocol !== "TCP") continue;
    const known = found.get(name);
    if (known) known.push(containerPort);
    else found.set(name, [containerPort]);
  }
  return found;
}

/** Without a selector for pods a Server speaks of external workloads. */
function selectsPods({ spec }: Server, { podLabels }: Workload): boolean {
  return spec.podSelector !== undefined && matchesSelector(spec.podSelector as LabelSelector, podLabels);
}

const selected = question(() => new WeakMap<Server, readonly Workload[]>());

/** Workloads of its namespace whose pods it selects; an empty selector takes all. */
export function workloadsOfServer(mesh: Mesh, server: Server): readonly Workload[] {
  const answers = selected(mesh);
  let found = answers.get(server);
  if (!found) {
    const { matchLabels = {} } = (server.spec.podSelector ?? {}) as LabelSelector;
    const candidates = workloadsSelectedBy(mesh, matchLabels, server.namespace);
    found = candidates.filter((workload) => selectsPods(server, workload));
    answers.set(server, found);
  }
  return found;
}

/** Numbers of the ports of a workload that a Server governs; a number need not be declared. */
export function portsOfServer({ spec }: Server, workload: Workload): readonly number[] {
  if (typeof spec.port === "number") return [spec.port];
  return tcpPortsByName(workload).get(spec.port) ?? [];
}

/** The first one wins. */
export function serversOn(mesh: Mesh, workload: Workload, port: number): readonly Server[] {
  return mesh
    .in("linkerd/Server", workload.namespace)
    .filter((server) => selectsPods(server, workload) && portsOfServer(server, workload).includes(port))
    .sort(olderFirst);
}

/** Whether a placeholder hides what the Server selects. */
export function isVagueServer({ spec }: Server): boolean {
  const { matchLabels = {}, matchExpressions = [] } = (spec.podSelector ?? {}) as LabelSelector;
  return (
    isUnknown(spec.port) ||
    Object.entries(matchLabels).some(([key, value]) => isUnknown(key) || isUnknown(value)) ||
    matchExpressions.some(({ values = [] }) => values.some(isUnknown))
  );
}
