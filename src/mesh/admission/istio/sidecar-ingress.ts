/** Ingress listeners of a Sidecar. */

import type { IstioIngressListener, SidecarSpec } from "../../kinds/istio.ts";
import { isUnknown } from "../../unknown.ts";
import { ip, isPort, isUnix, unixAddress } from "../../values/address.ts";
import { isHttpClass, isTlsClass } from "../../values/protocol.ts";
import { quote } from "../../values/quote.ts";
import { entry, error, isSet, objectsOf, repeated, warning, type Findings, type On } from "../row.ts";
import { connectionPool } from "./connection-pool.ts";
import { serverTls } from "./server-tls.ts";

export const sidecarIngressCodes = {
  bind: "a bind address is no IP address",
  "ingress-port-duplicate": "two ingress listeners have the same port",
  "default-endpoint": "a default endpoint is neither a unix socket nor a port of the workload itself",
  "ingress-tls-unsupported": "a tls field that a sidecar does not support",
  "ingress-tls-mode": "a tls mode that a sidecar does not support",
  "ingress-tls-protocol": "tls on a port that does not speak TLS",
  "ingress-pool": "an http pool on a port that does not speak HTTP",
};

export function* ingress(on: On, spec: SidecarSpec): Findings {
  const listeners = objectsOf(spec.ingress);
  for (const [, { port }] of repeated(listeners, ({ port: each }) => each.number)) {
    yield error(on(port, "number"), "ingress-port-duplicate", `port ${port.number ?? 0} stands twice`);
  }
  for (const listener of listeners) {
    yield* entry(on, listener, "bind", "bind", (address) => (address === "" ? undefined : ip(address)));
    yield* entry(on, listener, "defaultEndpoint", "default-endpoint", endpoint);
    yield* tls(on, listener);
    yield* connectionPool(on, listener, "connectionPool");
    yield* httpPool(on, listener);
  }
}

const local = new Set(["", "127.0.0.1", "0.0.0.0", "[::1]", "[::]"]);

function endpoint(address: string): string | undefined {
  if (address === "") return undefined;
  if (isUnix(address)) return unixAddress(address);
  const colon = address.lastIndexOf(":");
  const number = address.slice(colon + 1);
  const isLocal = colon !== -1 && local.has(address.slice(0, colon));
  if (isLocal && /^[0-9]{1,5}$/.test(number) && isPort(Number(number))) return undefined;
  return `${quote(address)} is no default endpoint: use "127.0.0.1:port", "0.0.0.0:port" or "unix://path"`;
}

const unsupported = [
  "subjectAltNames",
  "httpsRedirect",
  "credentialName",
  "credentialNames",
  "tlsCertificates",
] as const;

function* tls(on: On, listener: IstioIngressListener): Findings {
  const { tls: settings, port } = listener;
  if (!settings || isUnknown(settings)) return;
  for (const field of unsupported.filter((name) => isSet(settings[name]))) {
    yield error(on(settings, field, "key"), "ingress-tls-unsupported", `a sidecar does not support ${field}`);
  }
  if (settings.mode === "ISTIO_MUTUAL" || settings.mode === "AUTO_PASSTHROUGH") {
    yield error(on(settings, "mode"), "ingress-tls-mode", `a sidecar does not support mode ${settings.mode}`);
    return;
  }
  const { protocol = "" } = port;
  if (!isTlsClass(protocol) && !isUnknown(protocol)) {
    const message = `tls on protocol ${quote(protocol)}: use TLS or HTTPS`;
    yield error(on(listener, "tls", "key"), "ingress-tls-protocol", message);
  }
  yield* serverTls(on, listener);
}

function* httpPool(on: On, { connectionPool: pool, port: { protocol = "" } }: IstioIngressListener): Findings {
  if (!pool?.http || isHttpClass(protocol) || isUnknown(protocol)) return;
  const message = `an http pool has no effect on protocol ${quote(protocol)}`;
  yield warning(on(pool, "http", "key"), "ingress-pool", message);
}
