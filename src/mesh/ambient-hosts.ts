/** What in ambient mode no waypoint stands before: Services, and ServiceEntries of hosts outside of the cluster. */

import { isAmbientNamespace } from "./ambient.ts";
import { fullHost } from "./hosts.ts";
import { namespacesNamed } from "./injection.ts";
import { question, type Mesh } from "./mesh.ts";
import { gatewayNames, targetsOf } from "./routes.ts";
import { entriesFor, type ServiceEntry } from "./services.ts";
import { isEnrolled } from "./waypoints.ts";

export interface ServiceName {
  readonly namespace: string;
  readonly name: string;
}

/** Whether a Service is in ambient mode and no waypoint stands before it. */
export function lacksWaypoint(mesh: Mesh, { namespace, name }: ServiceName): boolean {
  const service = mesh.find("kubernetes/Service", namespace, name);
  if (!service || !isAmbientNamespace(mesh, namespace)) return false;
  return !isEnrolled(mesh, { labels: service.labels, namespace });
}

/** Whether pods with sidecars are among the clients: they heed what ztunnel does not. */
const hasSidecars = question((mesh) =>
  mesh
    .all("kubernetes/Namespace")
    .some(({ labels }) => labels["istio-injection"] === "enabled" || labels["istio.io/rev"] !== undefined),
);

/** Hosts that a gateway sends to: its proxy heeds what is said of them. */
const hostsBehindGateways = question(
  (mesh) =>
    new Set(
      mesh
        .all("istio/VirtualService")
        .filter((each) => gatewayNames(each).some((name) => name !== "mesh"))
        .flatMap((each) => targetsOf(each).map(({ destination }) => fullHost(mesh, destination.host, each.namespace))),
    ),
);

/** The ServiceEntry of a host that clients of this namespace reach in ambient mode and through no waypoint or gateway. */
export function entryWithoutWaypoint(mesh: Mesh, host: string, namespace: string): ServiceEntry | undefined {
  const [entry, ...others] = entriesFor(mesh, host);
  if (!entry || others.length > 0 || hasSidecars(mesh) || !isAmbientNamespace(mesh, namespace)) return undefined;
  if (namespacesNamed(mesh, entry.namespace).length === 0 || hostsBehindGateways(mesh).has(host)) return undefined;
  return isEnrolled(mesh, { labels: entry.labels, namespace: entry.namespace }) ? undefined : entry;
}
