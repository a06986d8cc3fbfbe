/** Routes of all kinds of Gateway API, seen alike: parents, host names, rules and backends. */

import { objectsOf } from "../admission/row.ts";
import type { HTTPCORSFilter, HTTPRequestRedirectFilter } from "../kinds/gateway-api.ts";
import type { Manifest } from "../manifest.ts";
import { question } from "../mesh.ts";
import type { Reference } from "./references.ts";

export const routeKinds = [
  "gateway-api/HTTPRoute",
  "gateway-api/GRPCRoute",
  "gateway-api/TLSRoute",
  "gateway-api/TCPRoute",
  "gateway-api/UDPRoute",
] as const;

export type RouteKind = (typeof routeKinds)[number];
export type Route = Manifest<RouteKind>;

export interface ParentRef extends Reference {
  readonly port?: number;
  readonly sectionName?: string;
}

export interface Filter {
  readonly type: string;
  readonly requestMirror?: { readonly backendRef: BackendRef };
  readonly externalAuth?: { readonly backendRef: BackendRef };
  readonly requestRedirect?: HTTPRequestRedirectFilter;
  readonly cors?: HTTPCORSFilter;
}

export interface BackendRef extends Reference {
  readonly port?: number;
  readonly weight?: number;
  readonly filters?: readonly Filter[];
}

export interface Match {
  readonly path?: { readonly type?: string; readonly value?: string };
  /** A name in HTTPRoutes, a mapping in GRPCRoutes. */
  readonly method?: string | { readonly type?: string; readonly service?: string; readonly method?: string };
  readonly headers?: readonly ValueMatch[];
  readonly queryParams?: readonly ValueMatch[];
}

export interface ValueMatch {
  readonly name: string;
  readonly type?: string;
  readonly value: string;
}

export interface Rule {
  readonly matches?: readonly Match[];
  readonly filters?: readonly Filter[];
  readonly backendRefs?: readonly BackendRef[];
}

/** What the specs of all kinds have in common. */
export interface RouteSpec {
  readonly parentRefs?: readonly ParentRef[];
  readonly hostnames?: readonly string[];
  readonly rules?: readonly Rule[];
}

export const routes = question((mesh): readonly Route[] =>
  routeKinds.flatMap((kind) => mesh.all(kind) as unknown as readonly Route[]),
);

/** Those of requests, and not of connections. */
export const requestRoutes = question((mesh): readonly Route[] => [
  ...(mesh.all("gateway-api/HTTPRoute") as unknown as readonly Route[]),
  ...(mesh.all("gateway-api/GRPCRoute") as unknown as readonly Route[]),
]);

export function specOf({ spec }: Route): RouteSpec {
  return spec;
}

export function parentRefsOf(route: Route): readonly ParentRef[] {
  return objectsOf(specOf(route).parentRefs);
}

export function rulesOf(route: Route): readonly Rule[] {
  return objectsOf(specOf(route).rules);
}

/** Those of the rule itself and of its backends. */
export function filtersOf({ filters, backendRefs }: Rule): readonly Filter[] {
  return [...objectsOf(filters), ...objectsOf(backendRefs).flatMap((backend) => objectsOf(backend.filters))];
}
