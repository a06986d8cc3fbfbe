/** Pods that are proxies themselves: gateways and waypoints, whose ports are laid out by Gateways and not by Services. */

import { selectorOfGateway } from "./gateways.ts";
import { question, type Mesh } from "./mesh.ts";
import { LabelIndex } from "./selectors.ts";
import { workloads, type Workload } from "./workloads.ts";

const selectedByGateways = question((mesh): ReadonlySet<Workload> => {
  const index = new LabelIndex(workloads(mesh), ({ podLabels }) => podLabels);
  const selectors = mesh.all("istio/Gateway").map(selectorOfGateway);
  // An empty selector means every gateway, not every pod.
  return new Set(
    selectors.filter((labels) => Object.keys(labels).length > 0).flatMap((labels) => index.selected(labels)),
  );
});

export function isGatewayPod(mesh: Mesh, workload: Workload): boolean {
  const { podLabels, podSpec } = workload;
  const containers = podSpec.containers ?? [];
  return (
    selectedByGateways(mesh).has(workload) ||
    Object.hasOwn(podLabels, "gateway.networking.k8s.io/gateway-name") ||
    (podLabels.istio?.includes("gateway") ?? false) ||
    (containers.length > 0 && containers.every(({ name }) => name === "istio-proxy"))
  );
}
