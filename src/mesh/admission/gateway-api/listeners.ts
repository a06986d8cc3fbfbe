/** What the API server refuses in listeners of a Gateway or a ListenerSet (Gateway API's CEL rules, apis/v1/gateway_types.go). */

import type { Listener } from "../../kinds/gateway-api.ts";
import { isUnknown } from "../../unknown.ts";
import { quote } from "../../values/quote.ts";
import { entriesOf, error, listOf, type Findings, type On } from "../row.ts";

export const listenerCodes = {
  "listener-tls-unexpected": "TLS on a listener whose protocol is HTTP, TCP or UDP",
  "listener-tls-missing": "A TLS listener without a TLS mode",
  "listener-https-mode": "An HTTPS listener that does not terminate TLS",
  "listener-hostname": "A hostname on a TCP or UDP listener",
  "listener-certificate": "TLS is terminated without a certificate",
  "listener-duplicate": "Two listeners with the same port, protocol and hostname",
};

export function* listeners(on: On, list: readonly Partial<Listener>[] | undefined): Findings {
  const seen = new Set<string>();
  for (const listener of listOf(list)) {
    const { protocol = "", port, hostname = "" } = listener;
    if (isUnknown(protocol)) continue;
    yield* tls(on, listener);
    if ((protocol === "TCP" || protocol === "UDP") && hostname !== "") {
      const message = `a ${protocol} listener has no hostname: only HTTP, HTTPS and TLS carry one`;
      yield error(on(listener, "hostname"), "listener-hostname", message);
    }
    if (port === undefined || isUnknown(port) || isUnknown(hostname)) continue;
    const key = JSON.stringify([port, protocol, hostname]);
    if (seen.has(key)) {
      const message = `another listener has port ${port}, protocol ${quote(protocol)} and the same hostname`;
      yield { ...error(on(listener, "port"), "listener-duplicate", message), upstream: ["KIA1503"] };
    }
    seen.add(key);
  }
}

function* tls(on: On, listener: Partial<Listener>): Findings {
  const { protocol, tls: config } = listener;
  if (protocol === "TLS" && config?.mode === undefined) {
    yield error(on(listener, "protocol"), "listener-tls-missing", 'a TLS listener needs "tls" with a mode');
  }
  if (!config) return;
  if (protocol === "HTTP" || protocol === "TCP" || protocol === "UDP") {
    const message = `a listener of protocol ${protocol} has no "tls": use HTTPS or TLS`;
    yield error(on(listener, "tls", "key"), "listener-tls-unexpected", message);
  }
  if (protocol === "HTTPS" && config.mode !== undefined && config.mode !== "Terminate" && !isUnknown(config.mode)) {
    const message = `unsupported mode ${quote(config.mode)}: an HTTPS listener terminates TLS, use Terminate`;
    yield error(on(config, "mode"), "listener-https-mode", message);
  }
  if (config.mode !== "Terminate" || listOf(config.certificateRefs).length > 0) return;
  if (entriesOf(config.options).length > 0 || isUnknown(config.certificateRefs)) return;
  const message = 'TLS cannot be terminated without "certificateRefs"';
  yield error(on(listener, "tls", "key"), "listener-certificate", message);
}
