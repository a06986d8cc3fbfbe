/** What admission demands of a Gateway: istio/istio pkg/config/validation/gateway.go. */

import type { GatewaySpec, Server } from "../../kinds/istio.ts";
import type { Manifest } from "../../manifest.ts";
import { isUnknown } from "../../unknown.ts";
import { ip, isIp, isPort, isUnix, port, unixAddress } from "../../values/address.ts";
import { dnsLabel, isDnsLabel, isPartialWildcard, wildcardDomain } from "../../values/names.ts";
import { isHttpClass, isTlsClass, protocol } from "../../values/protocol.ts";
import { quote } from "../../values/quote.ts";
import { entry, error, isSet, listOf, objectsOf, placesIn, repeated, warning, type Findings, type On } from "../row.ts";
import { serverTls } from "./server-tls.ts";

export const gatewayCodes = {
  name: "the name is no DNS label",
  "no-servers": "there are no servers",
  "port-name-duplicate": "two servers have the same port name",
  "https-redirect-non-http": "httpsRedirect on a port that does not speak plain HTTP",
  "server-hosts-empty": "a server has no hosts",
  "host-format": "a host is not dns-name or namespace/dns-name",
  "host-short-name": "a host is a short name",
  "host-partial-wildcard": "a wildcard stands inside a label",
  "port-protocol": "a protocol is unknown",
  "port-number": "a port is out of range",
  "port-target-port": "targetPort has no effect",
  "port-name-required": "a port has no name",
  "bind-unix": "a unix socket that is no path of a file, or that has a port",
  "bind-ip": "a bind address is no IP address",
  "tls-required": "a TLS port without tls settings",
  "tls-on-http": "tls settings on a port that speaks plain HTTP",
  "tls-on-plain": "tls settings on a port that speaks plain TCP",
};

export function* gateway(manifest: Manifest<"istio/Gateway">): Findings {
  const { spec, metadata, name } = manifest;
  const on = placesIn(manifest);
  const problem = isUnknown(name) || name === "" ? undefined : dnsLabel(name);
  if (problem !== undefined) yield error(on(metadata, "name"), "name", problem);
  if (!isSet(spec.servers)) yield error(on(metadata, "name"), "no-servers", "a gateway needs servers");
  for (const server of objectsOf(spec.servers)) yield* gatewayServer(on, server);
  yield* portNames(on, spec);
}

function* portNames(on: On, spec: GatewaySpec): Findings {
  for (const [, server] of repeated(objectsOf(spec.servers), ({ port: each }) => each.name)) {
    yield error(on(server.port, "name"), "port-name-duplicate", `port name ${quote(server.port.name)} stands twice`);
  }
}

function* gatewayServer(on: On, server: Server): Findings {
  if (!isSet(server.hosts)) yield error(on(server, "hosts", "key"), "server-hosts-empty", "a server needs hosts");
  for (const [index, host] of listOf(server.hosts).entries()) {
    if (!isUnknown(host)) yield* gatewayHost(on(server.hosts, index), host);
  }
  yield* serverPort(on, server);
  yield* bind(on, server);
  yield* serverTls(on, server);
  if (isSet(server.port.protocol) && !isUnknown(server.port.protocol)) yield* protocolTls(on, server);
}

function* gatewayHost(place: ReturnType<On>, host: string): Findings {
  const slash = host.indexOf("/");
  const namespace = host.slice(0, Math.max(slash, 0));
  const name = host.slice(slash + 1);
  const scoped = slash === -1 || namespace === "*" || namespace === "." || isDnsLabel(namespace);
  if (!scoped || name === "" || (wildcardDomain(name) !== undefined && !isIp(name))) {
    yield error(place, "host-format", `${quote(host)} is no host: write "dns.name" or "namespace/dns.name"`);
  } else if (!name.includes(".") && name !== "*" && !isIp(name)) {
    yield error(place, "host-short-name", `${quote(name)} is a short name: a gateway needs full names`);
  } else if (isPartialWildcard(name)) {
    yield error(place, "host-partial-wildcard", `${quote(name)} has a wildcard inside a label`);
  }
}

function* serverPort(on: On, { port: each, bind: address = "" }: Server): Findings {
  yield* entry(on, each, "protocol", "port-protocol", protocol);
  yield* entry(on, each, "number", "port-number", (number) =>
    number === 0 && isUnix(address) ? undefined : port(number),
  );
  if (isSet(each.targetPort)) {
    yield error(on(each, "targetPort", "key"), "port-target-port", "targetPort has no effect on a gateway");
  }
  if (each.name === "") yield error(on(each, "name"), "port-name-required", "empty port name");
}

function* bind(on: On, server: Server): Findings {
  const { bind: address = "", port: each } = server;
  if (address === "" || isUnknown(address)) return;
  if (!isUnix(address)) yield* entry(on, server, "bind", "bind-ip", ip);
  else {
    yield* entry(on, server, "bind", "bind-unix", unixAddress);
    if (each.number > 0) yield error(on(each, "number"), "bind-unix", "a unix socket has no port: use number 0");
  }
}

/** Which protocols need tls, and which must not have it. */
function* protocolTls(on: On, server: Server): Findings {
  const { tls, port: each } = server;
  const name = each.protocol;
  if (protocol(name) !== undefined) return;
  if (isTlsClass(name)) {
    const validPort = isPort(each.number) || (each.number === 0 && isUnix(server.bind ?? ""));
    if (!tls && validPort) yield error(on(each, "protocol"), "tls-required", `protocol ${name} needs tls`);
  } else if (isHttpClass(name)) {
    if (tls && !isRedirectOnly(tls))
      yield error(on(server, "tls", "key"), "tls-on-http", `protocol ${name} takes no tls`);
  } else if (tls) {
    yield error(on(server, "tls", "key"), "tls-on-plain", `protocol ${name} takes no tls: use TLS or HTTPS`);
  }
  if (tls?.httpsRedirect === true && !isHttpClass(name)) {
    const message = `httpsRedirect has no effect on protocol ${name}`;
    yield warning(on(tls, "httpsRedirect", "key"), "https-redirect-non-http", message);
  }
}

function isRedirectOnly(tls: NonNullable<Server["tls"]>): boolean {
  const { mode = "PASSTHROUGH" } = tls;
  const certificates = isSet(tls.caCertificates) || isSet(tls.privateKey) || isSet(tls.serverCertificate);
  return (mode === "PASSTHROUGH" || mode === "AUTO_PASSTHROUGH" || isUnknown(mode)) && !certificates;
}
