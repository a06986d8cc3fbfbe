/** Listeners of Gateways and ListenerSets, and what each of them takes. */

import { listOf, objectsOf } from "../admission/row.ts";
import type { ListenerEntry } from "../kinds/gateway-api.ts";
import type { Manifest } from "../manifest.ts";
import { question, type Mesh } from "../mesh.ts";
import { isUnknown } from "../unknown.ts";
import { hostnamesMeet } from "./hostnames.ts";
import { mayAttachFrom } from "./namespaces.ts";
import { gatewayGroup, referentOf, type Referent } from "./references.ts";
import { specOf, type Route } from "./routes.ts";

export type Gateway = Manifest<"gateway-api/Gateway">;
export type ListenerSet = Manifest<"gateway-api/ListenerSet" | "gateway-api/XListenerSet">;
/** What holds listeners. */
export type Holder = Gateway | ListenerSet;
export type Listener = ListenerEntry;

export const listenerSets = question((mesh): readonly ListenerSet[] => [
  ...(mesh.all("gateway-api/ListenerSet") as unknown as readonly ListenerSet[]),
  ...(mesh.all("gateway-api/XListenerSet") as unknown as readonly ListenerSet[]),
]);

export const holders = question((mesh): readonly Holder[] => [
  ...mesh.all("gateway-api/Gateway"),
  ...listenerSets(mesh),
]);

const holdersByName = question((mesh): ReadonlyMap<string, readonly Holder[]> => {
  const found = new Map<string, Holder[]>();
  for (const holder of holders(mesh)) {
    const key = `${holder.is}\n${holder.namespace}\n${holder.name}`;
    const known = found.get(key);
    if (known) known.push(holder);
    else found.set(key, [holder]);
  }
  return found;
});

/** All of that identity; several where a folder holds alternatives. */
export function holdersNamed(mesh: Mesh, { is, namespace, name }: Referent): readonly Holder[] {
  return holdersByName(mesh).get(`${is}\n${namespace}\n${name}`) ?? [];
}

export function isHolderKind({ is }: Referent): boolean {
  return is === "gateway-api/Gateway" || is === "gateway-api/ListenerSet" || is === "gateway-api/XListenerSet";
}

export function listenersOf({ spec }: Holder): readonly Listener[] {
  return objectsOf<Listener>(spec.listeners);
}

/** Whether some listeners stand behind placeholders. */
export function hasHiddenListeners({ spec }: Holder): boolean {
  return listenersOf({ spec } as Holder).length < listOf(spec.listeners).length || !Array.isArray(spec.listeners);
}

/** The Gateway that a ListenerSet adds to. */
export function gatewayOf({ spec, namespace }: ListenerSet): Referent | undefined {
  if (isUnknown(spec.parentRef)) return undefined;
  return referentOf(spec.parentRef, { group: gatewayGroup, kind: "Gateway", namespace });
}

/** The Gateway that opens the listeners of a holder; undefined where it is not here, or one of several alternatives. */
export function gatewayFor(mesh: Mesh, holder: Holder): Gateway | undefined {
  if (holder.is === "gateway-api/Gateway") return holder;
  const to = gatewayOf(holder);
  const [gateway, another] = to ? holdersNamed(mesh, to) : [];
  return another ? undefined : (gateway as Gateway | undefined);
}

/** Whether a Gateway takes listeners of a set; by default it takes none. */
export function mayHold(mesh: Mesh, gateway: Gateway, set: ListenerSet): boolean {
  const { namespaces = {} } = gateway.spec.allowedListeners ?? {};
  if (isUnknown(namespaces)) return true;
  const pair = { home: gateway.namespace, guest: set.namespace };
  return mayAttachFrom(mesh, { ...namespaces, from: namespaces.from ?? "None" }, pair);
}

/** Kinds of routes that fit a protocol (Gateway API, apis/v1/gateway_types.go ProtocolType); others are an implementation's own. */
const routesOfProtocol: ReadonlyMap<string, readonly string[]> = new Map([
  ["HTTP", ["HTTPRoute", "GRPCRoute"]],
  ["HTTPS", ["HTTPRoute", "GRPCRoute"]],
  ["TLS", ["TLSRoute", "TCPRoute"]],
  ["TCP", ["TCPRoute"]],
  ["UDP", ["UDPRoute"]],
]);

/** Undefined for protocols that Gateway API does not define. */
export function routeKindsOf({ protocol }: Listener): readonly string[] | undefined {
  return routesOfProtocol.get(protocol);
}

/** Of a kind under a wrong group its listener is told, and not every route. */
export function mayTakeKind(listener: Listener, { kind }: Route): boolean {
  const fitting = routeKindsOf(listener);
  if (fitting && !fitting.includes(kind)) return false;
  const allowed = objectsOf(listener.allowedRoutes?.kinds);
  return allowed.length === 0 || allowed.some((one) => isUnknown(one.kind) || one.kind === kind);
}

export function mayTakeNamespace(mesh: Mesh, holder: Holder, listener: Listener, route: Route): boolean {
  const { namespaces = {} } = listener.allowedRoutes ?? {};
  return isUnknown(namespaces) || mayAttachFrom(mesh, namespaces, { home: holder.namespace, guest: route.namespace });
}

/** TCP and UDP know no host names. */
export function mayTakeHostnames({ hostname }: Listener, route: Route): boolean {
  return hostnamesMeet(hostname, specOf(route).hostnames);
}
