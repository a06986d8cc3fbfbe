/** Routes of all kinds that Linkerd may apply, and the parents that make them Linkerd's. */

import type { Manifest } from "../manifest.ts";
import { question } from "../mesh.ts";
import { appliesRoutes } from "./presence.ts";
import { isVagueReference, policyGroup, refersTo, type Reference } from "./references.ts";

/** From most to least specific: the first kind on a port wins (linkerd2 policy-controller/k8s/status/src/routes.rs). */
export const routeKinds = [
  "gateway-api/GRPCRoute",
  "gateway-api/HTTPRoute",
  "linkerd/HTTPRoute",
  "gateway-api/TLSRoute",
  "gateway-api/TCPRoute",
] as const;

export type RouteKind = (typeof routeKinds)[number];

export interface ParentRef extends Reference {
  readonly name: string;
  readonly port?: number;
  readonly sectionName?: string;
}

export interface BackendRef extends Reference {
  readonly port?: number;
  readonly weight?: number;
  readonly filters?: readonly { readonly type: string }[];
}

export interface RouteMatch {
  readonly path?: { readonly type?: string; readonly value?: string };
  readonly headers?: readonly NamedMatch[];
  readonly queryParams?: readonly NamedMatch[];
  /** A name in HTTP routes, a mapping in those for gRPC. */
  readonly method?: unknown;
}

interface NamedMatch {
  readonly name: string;
  readonly value: string;
  readonly type?: string;
}

export interface RouteRule {
  readonly matches?: readonly RouteMatch[];
  readonly filters?: readonly { readonly type: string }[];
  readonly backendRefs?: readonly BackendRef[];
  readonly timeouts?: { readonly request?: string; readonly backendRequest?: string };
}

/** What routes of all kinds have in common. */
export interface RouteSpec {
  readonly parentRefs?: readonly ParentRef[];
  readonly hostnames?: readonly string[];
  readonly rules?: readonly RouteRule[];
}

export type Route = Manifest<RouteKind>;
export type ParentSort = "Server" | "EgressNetwork" | "Service";

export interface Parent {
  readonly sort: ParentSort;
  readonly ref: ParentRef;
  readonly namespace: string;
  readonly name: string;
}

export function specOf({ spec }: Route): RouteSpec {
  return spec;
}

/** A reference without a group or kind means a Gateway. */
function sortOf({ group = "gateway.networking.k8s.io", ...rest }: ParentRef): ParentSort | undefined {
  const reference = { group, ...rest };
  if (refersTo(reference, policyGroup, "Server")) return "Server";
  if (refersTo(reference, policyGroup, "EgressNetwork")) return "EgressNetwork";
  return refersTo(reference, "", "Service") ? "Service" : undefined;
}

/** Parents that Linkerd knows, placeholders left out. */
export function parentsOf(route: Route): readonly Parent[] {
  const found: Parent[] = [];
  for (const ref of specOf(route).parentRefs ?? []) {
    const sort = isVagueReference(ref) ? undefined : sortOf(ref);
    if (sort) found.push({ sort, ref, namespace: ref.namespace ?? route.namespace, name: ref.name });
  }
  return found;
}

/** Routes with a parent that Linkerd knows; those of Services only where no other mesh may mean them. */
export const linkerdRoutes = question((mesh): readonly Route[] =>
  routeKinds.flatMap((kind) =>
    (mesh.all(kind) as readonly Route[]).filter((route) =>
      parentsOf(route).some(({ sort }) => sort !== "Service" || appliesRoutes(mesh)),
    ),
  ),
);
