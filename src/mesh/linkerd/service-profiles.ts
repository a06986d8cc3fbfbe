/** ServiceProfiles: which Service each is for, and whether it has any effect (linkerd2-proxy linkerd/service-profiles/src/proto.rs). */

import type { ServiceProfileRoute } from "../kinds/linkerd.ts";
import { serviceOfHost } from "../hosts.ts";
import type { Manifest } from "../manifest.ts";
import { question, type Mesh } from "../mesh.ts";
import { isActive, splitsOf, weightOf } from "./splits.ts";

export type ServiceProfile = Manifest<"linkerd/ServiceProfile">;

const byName = question((mesh): ReadonlyMap<string, readonly ServiceProfile[]> => {
  const found = new Map<string, ServiceProfile[]>();
  for (const profile of mesh.all("linkerd/ServiceProfile")) {
    const known = found.get(profile.name);
    if (known) known.push(profile);
    else found.set(profile.name, [profile]);
  }
  return found;
});

/** Its routes, without the empty items that the webhook refuses. */
export function routesOf({ spec }: ServiceProfile): readonly ServiceProfileRoute[] {
  const routes = (spec.routes ?? []) as readonly (ServiceProfileRoute | null)[];
  return routes.filter((route) => route !== null);
}

/** With a route or a share above zero it takes the place of all routes and annotations of its Service. */
export function overridesRoutes(profile: ServiceProfile): boolean {
  const { dstOverrides = [] } = profile.spec;
  return routesOf(profile).length > 0 || dstOverrides.some(({ weight }) => (weightOf(weight) ?? 0) > 0);
}

/** What takes the place of all routes of a Service: a profile that is looked up for its clients, or a split. */
export function overriderOf(mesh: Mesh, namespace: string, service: string): Manifest | undefined {
  const host = `${service}.${namespace}.svc.${mesh.settings.clusterDomain}`;
  const profile = byName(mesh)
    .get(host)
    ?.find((each) => each.namespace === namespace && overridesRoutes(each));
  return profile ?? splitsOf(mesh, namespace, service).find(isActive);
}

export interface Meaning {
  /** A Service of the cluster, by its full name; outside: a name that no Service can have; wrong: neither. */
  readonly is: "service" | "outside" | "wrong";
  readonly name?: string;
  readonly namespace?: string;
  /** The full name that was probably meant. */
  readonly meant?: string;
}

/** What the name of a profile stands for. */
export function meaningOf(mesh: Mesh, { name, namespace }: ServiceProfile): Meaning {
  const service = serviceOfHost(mesh, name);
  if (service) return { is: "service", ...service };
  const [first = "", second, third] = name.split(".");
  const full = `${first}.${second ?? namespace}.svc.${mesh.settings.clusterDomain}`;
  const isOfCluster =
    second === undefined || third === "svc" || second === namespace || mesh.has("kubernetes/Service", second, first);
  return isOfCluster ? { is: "wrong", meant: full } : { is: "outside" };
}
