/** Routes that are attached to a Server, by the paths that they match (linkerd2 policy-controller/k8s/index/src/inbound/routes.rs). */

import { question, type Mesh } from "../mesh.ts";
import { matcherOf } from "../../schema/pattern.ts";
import { linkerdRoutes, parentsOf, specOf, type Parent, type Route } from "./route-parents.ts";
import { conflictOf } from "./route-status.ts";
import type { Server } from "./servers.ts";

export interface AttachedRoute {
  readonly manifest: Route;
  readonly matches: (path: string) => boolean;
}

/** A Server of another namespace, or a port or section of it, makes the whole binding fail. */
export function bindsToServer({ sort, ref, namespace }: Parent, route: Route): boolean {
  return sort === "Server" && namespace === route.namespace && ref.port === undefined && ref.sectionName === undefined;
}

const byServer = question((mesh): ReadonlyMap<string, readonly Route[]> => {
  const found = new Map<string, Route[]>();
  for (const route of linkerdRoutes(mesh)) {
    const servers = parentsOf(route).filter(({ sort }) => sort === "Server");
    if (!servers.every((parent) => bindsToServer(parent, route))) continue;
    for (const { namespace, name } of servers) {
      const key = `${namespace}\n${name}`;
      const known = found.get(key);
      if (known) known.push(route);
      else found.set(key, [route]);
    }
  }
  return found;
});

/** Whatever their kind and the Server's protocol. */
export function routesFor(mesh: Mesh, { namespace, name }: Server): readonly Route[] {
  return byServer(mesh).get(`${namespace}\n${name}`) ?? [];
}

/** A GRPCRoute for a Server takes the place of every HTTPRoute for it, whatever the Server speaks. */
function isConflicted(mesh: Mesh, route: Route, { name }: Server): boolean {
  return parentsOf(route).some(
    (parent) => parent.sort === "Server" && parent.name === name && conflictOf(mesh, route, parent) !== undefined,
  );
}

/** HTTP routes count on a Server that may speak HTTP, those for gRPC on one that speaks gRPC alone. */
export function routesOnServer(mesh: Mesh, server: Server): readonly AttachedRoute[] {
  const protocol = server.spec.proxyProtocol ?? "unknown";
  const kinds =
    protocol === "gRPC" ? ["GRPCRoute"] : ["unknown", "HTTP/1", "HTTP/2"].includes(protocol) ? ["HTTPRoute"] : [];
  return routesFor(mesh, server)
    .filter((route) => kinds.includes(route.kind) && !isConflicted(mesh, route, server))
    .map((manifest) => ({ manifest, matches: (path) => matchesPath(manifest, path) }));
}

function matchesPath(route: Route, path: string): boolean {
  const rules = specOf(route).rules ?? [{}];
  return rules.some(({ matches = [] }) => matches.length === 0 || matches.some((match) => isOnPath(match.path, path)));
}

function isOnPath(match: { readonly type?: string; readonly value?: string } | undefined, path: string): boolean {
  const { type = "PathPrefix", value = "/" } = match ?? {};
  if (type === "Exact") return path === value;
  if (type === "RegularExpression") return matcherOf(`^(?:${value})$`)?.(path) ?? false;
  const prefix = value.endsWith("/") ? value.slice(0, -1) : value;
  return path === prefix || path.startsWith(`${prefix}/`);
}
