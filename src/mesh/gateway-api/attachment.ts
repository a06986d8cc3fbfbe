/** Which listeners take a route: the order of the tests is that of the conditions that a controller writes. */

import { question, type Mesh } from "../mesh.ts";
import { isUnknown } from "../unknown.ts";
import {
  hasHiddenListeners,
  holdersNamed,
  isHolderKind,
  listenersOf,
  mayTakeHostnames,
  mayTakeKind,
  mayTakeNamespace,
  type Gateway,
  type Holder,
  type Listener,
} from "./listeners.ts";
import { gatewayGroup, referentOf, type Referent } from "./references.ts";
import { parentRefsOf, routes, type ParentRef, type Route } from "./routes.ts";

export interface HeldListener {
  readonly holder: Holder;
  readonly listener: Listener;
}

/** NoMatchingParent, NotAllowedByListeners (twice) and NoMatchingListenerHostname. */
export type Refusal = "section" | "kind" | "namespace" | "hostname";

export interface Attachment {
  readonly route: Route;
  readonly ref: ParentRef;
  readonly parent: Referent;
  /** Listeners that take the route, or may do so. */
  readonly taken: readonly HeldListener[];
  readonly refused?: { readonly why: Refusal; readonly by: readonly HeldListener[] };
}

export function parentOf(route: Route, ref: ParentRef): Referent | undefined {
  return referentOf(ref, { group: gatewayGroup, kind: "Gateway", namespace: route.namespace });
}

/** The Gateways among the parents of a route, as far as they are here. */
export function gatewaysOf(mesh: Mesh, route: Route): readonly Gateway[] {
  return parentRefsOf(route).flatMap((ref) => {
    const parent = parentOf(route, ref);
    return parent?.is === "gateway-api/Gateway" ? (holdersNamed(mesh, parent) as readonly Gateway[]) : [];
  });
}

function isNamed({ sectionName, port }: ParentRef, { listener }: HeldListener): boolean {
  if (sectionName && !isUnknown(sectionName) && !isUnknown(listener.name) && listener.name !== sectionName)
    return false;
  return port === undefined || isUnknown(port) || isUnknown(listener.port) || listener.port === port;
}

function judge(mesh: Mesh, route: Route, ref: ParentRef, all: readonly HeldListener[]): Partial<Attachment> {
  const tests: readonly (readonly [Refusal, (held: HeldListener) => boolean])[] = [
    ["section", (held) => isNamed(ref, held)],
    ["kind", ({ listener }) => mayTakeKind(listener, route)],
    ["namespace", ({ holder, listener }) => mayTakeNamespace(mesh, holder, listener, route)],
    ["hostname", ({ listener }) => mayTakeHostnames(listener, route)],
  ];
  let left = all;
  for (const [why, test] of tests) {
    const passed = left.filter(test);
    if (passed.length === 0) return { refused: { why, by: left } };
    left = passed;
  }
  return { taken: left };
}

function attachmentOf(mesh: Mesh, route: Route, ref: ParentRef): Attachment | undefined {
  const parent = parentOf(route, ref);
  if (!parent || !isHolderKind(parent)) return undefined;
  const found = holdersNamed(mesh, parent);
  if (found.length === 0 || found.some(hasHiddenListeners)) return undefined;
  const all = found.flatMap((holder) => listenersOf(holder).map((listener) => ({ holder, listener })));
  return { route, ref, parent, taken: [], ...judge(mesh, route, ref, all) };
}

/** One for every reference of a route to a Gateway or ListenerSet that is here. */
export const attachments = question((mesh): readonly Attachment[] =>
  routes(mesh).flatMap((route) => parentRefsOf(route).flatMap((ref) => attachmentOf(mesh, route, ref) ?? [])),
);
