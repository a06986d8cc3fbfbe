/** Servers of different Gateways that listen for one host on one port of the same pods. */

import { hasAlternatives } from "./alternatives.ts";
import { serverHost, selectorOfGateway, workloadsOfGateway, type Gateway, type Server } from "./gateways.ts";
import type { Mesh } from "./mesh.ts";
import { LabelIndex, selects } from "./selectors.ts";
import { isUnknown } from "./unknown.ts";

export interface Listener {
  readonly gateway: Gateway;
  readonly server: Server;
  readonly index: number;
  /** As written, and its parts. */
  readonly written: string;
  readonly namespace: string;
  readonly host: string;
}

export interface Conflict {
  readonly listener: Listener;
  readonly other: Listener;
}

function* listenersOf(gateway: Gateway): Iterable<Listener> {
  for (const server of gateway.spec.servers ?? []) {
    for (const [index, written] of server.hosts.entries()) {
      const { namespace, host } = serverHost(written);
      const scope = namespace === "." ? gateway.namespace : namespace;
      if (!isUnknown(written) && !isUnknown(server.port.number))
        yield { gateway, server, index, written, namespace: scope, host };
    }
  }
}

/** Servers of one class are put together; of two classes on one port only the older is kept (istio/istio pilot/pkg/model/gateway.go). */
export function classOf({ server: { port, tls } }: Listener): "http" | "tls" | "tcp" {
  const protocol = port.protocol.toUpperCase();
  if (["HTTP", "HTTP2", "GRPC", "GRPC-WEB"].includes(protocol)) return "http";
  return protocol === "HTTPS" || protocol === "TLS" || tls ? "tls" : "tcp";
}

/** One port and address of one set of pods, as the selector names it. */
function socketOf(selector: string, { server }: Listener): string {
  return `${selector}\n${server.port.number}\n${server.bind ?? ""}`;
}

function selectorText(gateway: Gateway): string {
  return JSON.stringify(Object.entries(selectorOfGateway(gateway)).sort());
}

function isSame(one: Gateway, other: Gateway): boolean {
  return one.namespace === other.namespace && one.name === other.name;
}

/** Listeners of one socket under their host and under their class. */
class Socket {
  readonly #byHost = new Map<string, Listener[]>();
  readonly #byClass = new Map<string, Listener[]>();

  add(listener: Listener): void {
    for (const [lists, key] of [
      [this.#byHost, listener.host],
      [this.#byClass, classOf(listener)],
    ] as const) {
      const known = lists.get(key);
      // A few are enough to find one of another Gateway.
      if (!known) lists.set(key, [listener]);
      else if (known.length < 50) known.push(listener);
    }
  }

  /** One that is written the same, shares the host, or the port in another class. */
  rivalOf(listener: Listener): Listener | undefined {
    const { gateway, namespace, host, written } = listener;
    const equals = this.#byHost
      .get(host)
      ?.find((other) => other.written === written && other.namespace === namespace && !isSame(other.gateway, gateway));
    if (equals) return equals;
    const others = [...this.#byClass].filter(([name]) => name !== classOf(listener)).flatMap(([, list]) => list);
    return (
      others.find((other) => !isSame(other.gateway, gateway)) ??
      this.#byHost
        .get(host)
        ?.find(
          (other) =>
            !isSame(other.gateway, gateway) &&
            (namespace === "*" || other.namespace === "*" || namespace === other.namespace),
        )
    );
  }
}

/** Selectors that are narrower or wider than this one and share pods with it. */
function relativesOf(mesh: Mesh, index: LabelIndex<Gateway>, gateway: Gateway): readonly Gateway[] {
  const own = selectorOfGateway(gateway);
  const size = Object.keys(own).length;
  return index.selected(own).filter((other) => {
    if (Object.keys(selectorOfGateway(other)).length === size) return false;
    return workloadsOfGateway(mesh, other).some(({ podLabels }) => selects(own, podLabels));
  });
}

/** One conflict for each listener that has any; both sides are named. */
export function conflictsOf(mesh: Mesh): readonly Conflict[] {
  const gateways = mesh.all("istio/Gateway").filter((gateway) => !hasAlternatives(mesh, gateway));
  // Most Gateways share a selector, so each is looked at once.
  const bySelector = new Map(gateways.map((gateway) => [selectorText(gateway), gateway]));
  const index = new LabelIndex(bySelector.values(), selectorOfGateway);
  const selectorsOf = new Map(
    [...bySelector].map(([text, one]) => [text, [text, ...relativesOf(mesh, index, one).map(selectorText)]]),
  );
  const sockets = new Map<string, Socket>();
  const listeners = gateways.flatMap((gateway) => {
    const selectors = selectorsOf.get(selectorText(gateway)) ?? [];
    return [...listenersOf(gateway)].map((listener) => ({
      listener,
      keys: selectors.map((selector) => socketOf(selector, listener)),
    }));
  });
  for (const { listener, keys } of listeners) {
    for (const key of keys) {
      const socket = sockets.get(key) ?? new Socket();
      socket.add(listener);
      sockets.set(key, socket);
    }
  }
  return listeners.flatMap(({ listener, keys }) => {
    const other = keys.map((key) => sockets.get(key)?.rivalOf(listener)).find((one) => one !== undefined);
    return other ? [{ listener, other }] : [];
  });
}
