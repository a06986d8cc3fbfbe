/** Every reference from a route to a backend: of rules, of mirrors and of external authorization. */

import { objectsOf } from "../admission/row.ts";
import { linkerdRoutes } from "../linkerd/route-parents.ts";
import type { Manifest } from "../manifest.ts";
import { question, type Mesh } from "../mesh.ts";
import { gatewaysOf, parentOf } from "./attachment.ts";
import { isIstios } from "./classes.ts";
import { referentOf, type Referent } from "./references.ts";
import { filtersOf, parentRefsOf, routes, rulesOf, type BackendRef, type Route } from "./routes.ts";

export interface Backend {
  readonly route: Route;
  readonly ref: BackendRef;
  readonly to: Referent;
}

function* refsOf(route: Route): Iterable<BackendRef> {
  for (const rule of rulesOf(route)) {
    yield* objectsOf(rule.backendRefs);
    for (const { requestMirror, externalAuth } of filtersOf(rule)) {
      if (requestMirror?.backendRef) yield requestMirror.backendRef;
      if (externalAuth?.backendRef) yield externalAuth.backendRef;
    }
  }
}

export const backends = question((mesh): readonly Backend[] => {
  const found: Backend[] = [];
  for (const route of routes(mesh)) {
    for (const ref of refsOf(route)) {
      const to = referentOf(ref, { group: "", kind: "Service", namespace: route.namespace });
      if (to) found.push({ route, ref, to });
    }
  }
  return found;
});

/**
 * Whether a parent of a route is known to take none of the kinds that other controllers bring with them.
 * AWS's looks at the kind `ServiceImport` alone, whatever its group (its docs/api-types/service-import.md).
 */
export function isStrict(mesh: Mesh, route: Route): boolean {
  const isOfService = parentRefsOf(route).some((ref) => parentOf(route, ref)?.is === "kubernetes/Service");
  return isOfService || gatewaysOf(mesh, route).some((gateway) => isIstios(mesh, gateway));
}

/** Whether a route is for clients in the mesh alone: all of its parents are Services. */
function isMeshRoute(route: Route): boolean {
  const parents = parentRefsOf(route).map((ref) => parentOf(route, ref));
  return parents.length > 0 && parents.every((parent) => parent?.is === "kubernetes/Service");
}

const routesOfLinkerd = question((mesh): ReadonlySet<unknown> => new Set(linkerdRoutes(mesh)));

/** Whether Linkerd's own rules look at the Services that a route names. */
export function isLinkerds(mesh: Mesh, route: Manifest): boolean {
  return routesOfLinkerd(mesh).has(route);
}

/**
 * For clients in the mesh both take backends of any namespace without asking for a grant: linkerd2 policy-controller,
 * outbound index; istio/istio pilot/pkg/config/kube/gateway/route_collections.go computeRoute.
 */
export function needsGrant({ route, to }: Backend): boolean {
  return to.namespace !== route.namespace && !isMeshRoute(route);
}
