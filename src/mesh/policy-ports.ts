/** The ports behind the Services of the workloads that an AuthorizationPolicy speaks of, and whether they speak HTTP. */

import { workloadsUnder, type AuthorizationPolicy } from "./authorization.ts";
import { hasHiddenListeners, listenersOf } from "./gateway-api/listeners.ts";
import { gatewayGroup } from "./gateway-api/references.ts";
import { injectionOf } from "./injection.ts";
import type { Mesh } from "./mesh.ts";
import { isGatewayPod } from "./proxies.ts";
import { protocolClassOf, targetPortOf } from "./service-ports.ts";
import { servicesOf, type Service, type Workload } from "./workloads.ts";

export interface PolicyPort {
  readonly number: number;
  readonly speaks: "http" | "tcp" | "unknown";
  readonly service: Service;
  readonly owner: object;
}

/** Container ports behind the Services of the workloads that the policy speaks of, as far as they have a sidecar. */
export function portsUnder(mesh: Mesh, policy: AuthorizationPolicy): readonly PolicyPort[] {
  return workloadsUnder(mesh, policy).flatMap((workload) => {
    const { is } = injectionOf(mesh, workload);
    return is === "none" || is === "ambient" || isGatewayPod(mesh, workload) ? [] : portsOf(mesh, workload);
  });
}

/** Whether the policy is attached to Gateways alone, all of whose listeners speak HTTP. */
export function guardsHttpGateways(mesh: Mesh, { spec, namespace }: AuthorizationPolicy): boolean {
  const targets = [...(spec.targetRef ? [spec.targetRef] : []), ...(spec.targetRefs ?? [])];
  return (
    targets.length > 0 &&
    targets.every(({ group, kind, name }) => {
      const isGateway = kind === "Gateway" && group === gatewayGroup;
      const gateway = isGateway ? mesh.find("gateway-api/Gateway", namespace, name) : undefined;
      if (!gateway || gateway.spec.allowedListeners || hasHiddenListeners(gateway)) return false;
      return listenersOf(gateway).every(
        ({ protocol, tls }) => protocol === "HTTP" || (protocol === "HTTPS" && tls?.mode !== "Passthrough"),
      );
    })
  );
}

function portsOf(mesh: Mesh, workload: Workload): readonly PolicyPort[] {
  return servicesOf(mesh, workload).flatMap((service) =>
    (service.spec.ports ?? []).flatMap((port) => {
      const number = targetPortOf(port, workload);
      // Sidecars do not capture UDP.
      if (number === undefined || port.protocol === "UDP") return [];
      return [{ number, speaks: protocolClassOf(port), service, owner: port }];
    }),
  );
}
