/** What in ambient mode no waypoint stands before: Services, and ServiceEntries of hosts outside of the cluster. */

import { isAmbientNamespace } from "./ambient.ts";
import { backends } from "./gateway-api/backends.ts";
import { parentRefsOf } from "./gateway-api/routes.ts";
import { fullHost, serviceHost } from "./hosts.ts";
import { namespacesNamed } from "./injection.ts";
import { question, type Mesh } from "./mesh.ts";
import { gatewayNames, targetsOf } from "./routes.ts";
import { entriesFor, type ServiceEntry } from "./services.ts";
import { isVisibleIn, type Visibility } from "./visibility.ts";
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

/** Namespaces whose pods have sidecars: they heed what ztunnel does not. */
const namespacesWithSidecars = question((mesh): readonly string[] =>
  mesh
    .all("kubernetes/Namespace")
    .filter(({ labels }) => labels["istio-injection"] === "enabled" || labels["istio.io/rev"] !== undefined)
    .map(({ name }) => name),
);

/** Whether pods with sidecars are among those who see an object. */
export function isSeenBySidecars(mesh: Mesh, visibility: Visibility): boolean {
  return namespacesWithSidecars(mesh).some((client) => isVisibleIn(mesh, visibility, client));
}

function* hostsOfGateways(mesh: Mesh): Iterable<string> {
  for (const each of mesh.all("istio/VirtualService")) {
    if (gatewayNames(each).every((name) => name === "mesh")) continue;
    for (const { destination } of targetsOf(each)) yield fullHost(mesh, destination.host, each.namespace);
  }
  for (const { route, to } of backends(mesh)) {
    if (to.is !== "kubernetes/Service" || !parentRefsOf(route).some(({ kind = "Gateway" }) => kind === "Gateway"))
      continue;
    yield serviceHost(mesh, to.name, to.namespace);
  }
}

const hostsBehindGateways = question((mesh): ReadonlySet<string> => new Set(hostsOfGateways(mesh)));

/** Whether a gateway sends to a host: its proxy heeds what a DestinationRule says of it. */
export function isBehindGateway(mesh: Mesh, host: string): boolean {
  return hostsBehindGateways(mesh).has(host);
}

/** The ServiceEntry of a host that clients of this namespace reach in ambient mode and through no waypoint or gateway. */
export function entryWithoutWaypoint(mesh: Mesh, host: string, namespace: string): ServiceEntry | undefined {
  const [entry, ...others] = entriesFor(mesh, host);
  if (!entry || others.length > 0 || namespacesWithSidecars(mesh).length > 0 || !isAmbientNamespace(mesh, namespace))
    return undefined;
  if (namespacesNamed(mesh, entry.namespace).length === 0 || isBehindGateway(mesh, host)) return undefined;
  return isEnrolled(mesh, { labels: entry.labels, namespace: entry.namespace }) ? undefined : entry;
}
