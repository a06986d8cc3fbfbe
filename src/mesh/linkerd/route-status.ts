/** The conditions that Linkerd writes into a route's status (linkerd2 policy-controller/k8s/status/src/index.rs). */

import { question, type Mesh } from "../mesh.ts";
import { isAcceptedEgress } from "./egress.ts";
import { policyGroup, refersTo } from "./references.ts";
import {
  linkerdRoutes,
  parentsOf,
  routeKinds,
  specOf,
  type BackendRef,
  type Parent,
  type Route,
} from "./route-parents.ts";

export type Acceptance = "Accepted" | "NoMatchingParent" | "RouteReasonConflicted";
export type Resolution = "ResolvedRefs" | "BackendNotFound" | "InvalidKind";

const kindOfParent = {
  Server: "linkerd/Server",
  EgressNetwork: "linkerd/EgressNetwork",
  Service: "kubernetes/Service",
} as const;

export function parentKind({ sort }: Parent): string {
  return kindOfParent[sort];
}

export function parentExists(mesh: Mesh, parent: Parent): boolean {
  return mesh.has(kindOfParent[parent.sort], parent.namespace, parent.name);
}

/** A Service that has no cluster IP takes no routes. */
export function isHeadlessParent(mesh: Mesh, { sort, namespace, name }: Parent): boolean {
  const service = sort === "Service" ? mesh.find("kubernetes/Service", namespace, name) : undefined;
  return service !== undefined && (service.spec.clusterIP === "None" || service.spec.type === "ExternalName");
}

/** Both groups of HTTPRoute count as one kind. */
function rankOf({ is }: Route): number {
  const index = routeKinds.indexOf(is);
  return index > 1 ? index - 1 : index;
}

function keyOf({ sort, namespace, name, ref }: Parent): string {
  return `${sort}\n${namespace}\n${name}\n${ref.port ?? ""}`;
}

/** Routes by parent and port as written. */
const byParent = question((mesh): ReadonlyMap<string, readonly Route[]> => {
  const found = new Map<string, Route[]>();
  for (const route of linkerdRoutes(mesh)) {
    for (const parent of parentsOf(route)) {
      const key = keyOf(parent);
      const known = found.get(key);
      if (known) known.push(route);
      else found.set(key, [route]);
    }
  }
  return found;
});

/** A route of a more specific kind for the same parent and port, which takes the place of this one. */
export function conflictOf(mesh: Mesh, route: Route, parent: Parent): Route | undefined {
  const others = byParent(mesh).get(keyOf(parent)) ?? [];
  return others.find((other) => rankOf(other) < rankOf(route));
}

/** One that shadows it without a word: a parent without a port speaks of all ports. */
export function silentConflictOf(mesh: Mesh, route: Route, parent: Parent): Route | undefined {
  if (parent.sort !== "Service" || parent.ref.port === undefined) return undefined;
  const { port: _port, ...ref } = parent.ref;
  const others = byParent(mesh).get(keyOf({ ...parent, ref })) ?? [];
  return others.find((other) => rankOf(other) < rankOf(route));
}

/** An EgressNetwork that Linkerd does not accept takes no routes either. */
function isRefusedEgress(mesh: Mesh, { sort, namespace, name }: Parent): boolean {
  const egress = sort === "EgressNetwork" ? mesh.find("linkerd/EgressNetwork", namespace, name) : undefined;
  return egress !== undefined && !isAcceptedEgress(egress);
}

function acceptanceOf(mesh: Mesh, route: Route, parent: Parent): Acceptance {
  if (!parentExists(mesh, parent) || isHeadlessParent(mesh, parent) || isRefusedEgress(mesh, parent)) {
    return "NoMatchingParent";
  }
  return conflictOf(mesh, route, parent) ? "RouteReasonConflicted" : "Accepted";
}

/** Backends of all rules. */
export function backendsOf(route: Route): readonly BackendRef[] {
  return (specOf(route).rules ?? []).flatMap(({ backendRefs }) => backendRefs ?? []);
}

/** A backend without a kind is a Service; an EgressNetwork may stand there only if it is the parent. */
export function resolutionOf(
  mesh: Mesh,
  route: Route,
  backend: BackendRef,
  parents: readonly Parent[] = parentsOf(route),
): Resolution {
  const reference = { ...backend, kind: backend.kind ?? "Service" };
  const namespace = backend.namespace ?? route.namespace;
  const name = backend.name ?? "";
  if (refersTo(reference, "", "Service")) {
    return mesh.has("kubernetes/Service", namespace, name) ? "ResolvedRefs" : "BackendNotFound";
  }
  if (!refersTo(reference, policyGroup, "EgressNetwork")) return "InvalidKind";
  if (!mesh.has("linkerd/EgressNetwork", namespace, name)) return "BackendNotFound";
  return isForeignEgress(route, backend, parents) ? "InvalidKind" : "ResolvedRefs";
}

/** An EgressNetwork as backend of a route that has another parent. */
export function isForeignEgress(
  route: Route,
  { name = "", namespace = route.namespace, ...reference }: BackendRef,
  parents: readonly Parent[] = parentsOf(route),
): boolean {
  const isOwn = (parent: Parent): boolean =>
    parent.sort === "EgressNetwork" && parent.name === name && parent.namespace === namespace;
  return refersTo(reference, policyGroup, "EgressNetwork") && !parents.every(isOwn);
}

export interface Conditions {
  readonly accepted: Acceptance;
  readonly resolved: Resolution;
}

/** Per parent, in their order; the first backend that does not resolve says why. */
export function conditionsOf(mesh: Mesh, route: Route): readonly Conditions[] {
  return parentsOf(route).map((parent) => {
    const all = backendsOf(route).map((backend) => resolutionOf(mesh, route, backend, [parent]));
    const resolved = all.find((each) => each !== "ResolvedRefs") ?? "ResolvedRefs";
    return { accepted: acceptanceOf(mesh, route, parent), resolved };
  });
}
