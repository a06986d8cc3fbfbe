/** Which listeners of a Gateway and its ListenerSets exclude each other (Gateway API, apis/v1/gateway_types.go, distinct listeners). */

import { hasAlternatives } from "../alternatives.ts";
import { question, type Mesh } from "../mesh.ts";
import { isUnknown } from "../unknown.ts";
import type { HeldListener } from "./attachment.ts";
import { gatewayFor, listenerSets, listenersOf, mayHold, type Gateway, type Holder } from "./listeners.ts";

export interface Conflict {
  readonly one: HeldListener;
  /** The later one: of the same object, or of a set that ranks behind. */
  readonly other: HeldListener;
  readonly why: "protocol" | "hostname";
}

/** HTTPS and TLS share a port by SNI; UDP has ports of its own. */
const layers: ReadonlyMap<string, string> = new Map([
  ["HTTP", "plain"],
  ["HTTPS", "tls"],
  ["TLS", "tls"],
  ["TCP", "tcp"],
]);

function nameOf({ listener }: HeldListener): string {
  return (listener.hostname ?? "").toLowerCase();
}

/** What the API server refuses itself: the same port, protocol and host name in one object. */
function isRefusedAtOnce(one: HeldListener, other: HeldListener): boolean {
  return one.holder === other.holder && one.listener.protocol === other.listener.protocol;
}

function ofPort(listeners: readonly HeldListener[]): readonly Conflict[] {
  const [first, ...rest] = listeners;
  if (!first) return [];
  const byName = new Map([[nameOf(first), first]]);
  const found: Conflict[] = [];
  for (const other of rest) {
    const same = byName.get(nameOf(other));
    if (layers.get(other.listener.protocol) !== layers.get(first.listener.protocol)) {
      found.push({ one: first, other, why: "protocol" });
    } else if (same) {
      if (!isRefusedAtOnce(same, other)) found.push({ one: same, other, why: "hostname" });
    } else {
      byName.set(nameOf(other), other);
    }
  }
  return found;
}

/** A Gateway before its sets, those in the order of their names: which is older, the files do not tell. */
function held(mesh: Mesh): ReadonlyMap<Gateway, readonly Holder[]> {
  const found = new Map<Gateway, Holder[]>();
  for (const gateway of mesh.all("gateway-api/Gateway")) found.set(gateway, [gateway]);
  const sets = [...listenerSets(mesh)].sort((a, b) => {
    const [one, other] = [`${a.namespace}/${a.name}`, `${b.namespace}/${b.name}`];
    return one < other ? -1 : Number(one > other);
  });
  for (const set of sets) {
    const gateway = hasAlternatives(mesh, set) ? undefined : gatewayFor(mesh, set);
    if (gateway && mayHold(mesh, gateway, set)) found.get(gateway)?.push(set);
  }
  return found;
}

function byPort(holders: readonly Holder[]): readonly (readonly HeldListener[])[] {
  const found = new Map<number, HeldListener[]>();
  for (const holder of holders) {
    for (const listener of listenersOf(holder)) {
      if (isUnknown(listener.port) || isUnknown(listener.hostname) || !layers.has(listener.protocol)) continue;
      const known = found.get(listener.port);
      if (known) known.push({ holder, listener });
      else found.set(listener.port, [{ holder, listener }]);
    }
  }
  return [...found.values()];
}

export const conflicts = question((mesh): readonly Conflict[] =>
  [...held(mesh).values()].flatMap((holders) => byPort(holders).flatMap(ofPort)),
);
