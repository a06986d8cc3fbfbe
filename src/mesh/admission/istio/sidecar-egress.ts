/** Egress listeners of a Sidecar and the hosts that they import. */

import type { IstioEgressListener, SidecarSpec } from "../../kinds/istio.ts";
import { isUnknown } from "../../unknown.ts";
import { ip, isUnix, unixAddress } from "../../values/address.ts";
import { isDnsLabel, isPartialWildcard, isWildcardDomain } from "../../values/names.ts";
import { quote } from "../../values/quote.ts";
import { entry, error, isSet, listOf, objectsOf, repeated, warning, type Findings, type On } from "../row.ts";

export const sidecarEgressCodes = {
  "egress-catch-all-last": "a listener without a port is not the last one",
  "egress-uds": "a listener without a port number that is no proper unix socket",
  "egress-port-duplicate": "two egress listeners have the same port",
  "egress-hosts-empty": "an egress listener imports no hosts",
  "egress-host-format": "a host to import is not namespace/dns-name",
  "egress-host-duplicate": "a host to import is imported already",
  "egress-host-all": "*/* makes other hosts to import pointless",
};

export function* egress(on: On, spec: SidecarSpec): Findings {
  const listeners = objectsOf(spec.egress);
  for (const [, { port }] of repeated(listeners, ({ port: each }) => (each?.number === 0 ? undefined : each?.number))) {
    if (port) yield error(on(port, "number"), "egress-port-duplicate", `port ${port.number ?? 0} stands twice`);
  }
  for (const [, listener] of repeated(listeners, ({ bind }) => (bind && isUnix(bind) ? bind : undefined))) {
    yield error(on(listener, "bind"), "egress-uds", `socket ${quote(listener.bind ?? "")} stands twice`);
  }
  for (const [index, listener] of listeners.entries()) {
    if (!listener.port && index < listeners.length - 1) {
      const message = "a listener without a port catches all: it must be the last one";
      yield error(on(listener), "egress-catch-all-last", message);
    }
    yield* bind(on, listener);
    yield* hosts(on, listener);
  }
}

function* bind(on: On, listener: IstioEgressListener): Findings {
  const { bind: address = "", port, captureMode } = listener;
  if (!port || isUnknown(port.number) || isUnknown(address)) return;
  if (port.number !== undefined && port.number !== 0) {
    if (address !== "") yield* entry(on, listener, "bind", "bind", ip);
    return;
  }
  if (!isUnix(address)) {
    yield error(on(listener, "port", "key"), "egress-uds", "a port without a number needs a unix:// bind");
    return;
  }
  yield* entry(on, listener, "bind", "egress-uds", unixAddress);
  if (captureMode === undefined || captureMode === "DEFAULT" || captureMode === "NONE" || isUnknown(captureMode))
    return;
  yield error(on(listener, "captureMode"), "egress-uds", `a unix socket takes captureMode DEFAULT or NONE`);
}

function* hosts(on: On, listener: IstioEgressListener): Findings {
  const { hosts: list } = listener;
  if (!isSet(list)) yield error(on(listener, "hosts", "key"), "egress-hosts-empty", "a listener imports no hosts");
  const imported = new Map<string, Set<string>>();
  for (const [index, host] of listOf(list).entries()) {
    if (isUnknown(host)) continue;
    const [namespace = "", name = "", ...more] = host.split("/");
    if (more.length > 0 || !isNamespace(namespace) || !isName(name)) {
      const message = `${quote(host)} is no host to import: write "namespace/dns.name", "./*" or "*/*"`;
      yield error(on(list, index), "egress-host-format", message);
      continue;
    }
    if (namespace.startsWith("~")) continue;
    const names = imported.get(namespace) ?? new Set();
    if (names.has(name) || names.has("*") || (name === "*" && names.size > 0)) {
      yield warning(
        on(list, index),
        "egress-host-duplicate",
        `${quote(host)} imports what another host imports already`,
      );
    }
    imported.set(namespace, names.add(name));
  }
  if (imported.size < 2 || !imported.get("*")?.has("*")) return;
  const index = list.indexOf("*/*");
  yield warning(on(list, index), "egress-host-all", `"*/*" imports everything: the other hosts are pointless`);
}

function isNamespace(text: string): boolean {
  const name = text.replace(/^~/, "");
  return text === "~" || name === "*" || name === "." || isDnsLabel(name);
}

function isName(text: string): boolean {
  return text === "*" || (text.includes(".") && isWildcardDomain(text) && !isPartialWildcard(text));
}
