/** Routes of tls and tcp: istio/istio pkg/config/validation/validation.go validateTLSRoute, validateTCPRoute. */

import type { TCPRoute, TLSMatchAttributes, TLSRoute } from "../../kinds/istio.ts";
import { isUnknown } from "../../unknown.ts";
import { ipOrCidr, isIp, port } from "../../values/address.ts";
import { isHostWithin, isWildcardDomain, wildcardDomain } from "../../values/names.ts";
import { quote } from "../../values/quote.ts";
import { entry, error, isSet, items, listOf, objectsOf, warning, type Findings, type On } from "../row.ts";
import { isSniHost, type Binding } from "./binding.ts";
import { labelMap } from "./blocks.ts";
import { destinations } from "./destination.ts";
import { gatewayNames } from "./gateway-names.ts";

export const l4RouteCodes = {
  "tls-match-required": "a tls route has no match",
  "tls-sni-required": "a tls match has no sniHosts",
  "tls-sni-host": "an SNI host is no domain name",
  "tls-sni-ip": "an SNI host is an IP address, which clients never send",
  "tls-sni-not-in-hosts": "an SNI host is none of the VirtualService's hosts",
  "l4-match-subnet": "a destination subnet is neither an IP address nor a CIDR block",
  "l4-match-port": "a port to match is out of range",
  "l4-match-source-labels": "a label to match is no label",
  "l4-match-gateways": "a gateway to match is no gateway name",
  "tls-route-required": "a tls route has no destinations",
  "tcp-route-required": "a tcp route has no destinations",
};

export function* tlsRoute(on: On, route: TLSRoute, binding: Binding): Findings {
  if (!isSet(route.match)) yield error(on(route, "match", "key"), "tls-match-required", "a tls route needs a match");
  for (const match of objectsOf(route.match)) {
    yield* l4Match(on, match);
    yield* sniHosts(on, match, binding);
  }
  if (!isSet(route.route)) yield error(on(route), "tls-route-required", "a tls route needs destinations");
  yield* destinations(on, route);
}

export function* tcpRoute(on: On, route: TCPRoute): Findings {
  for (const match of objectsOf(route.match)) yield* l4Match(on, match);
  if (!isSet(route.route)) yield error(on(route), "tcp-route-required", "a tcp route needs destinations");
  yield* destinations(on, route);
}

function* sniHosts(on: On, match: TLSMatchAttributes, { gatewayOnly, hosts }: Binding): Findings {
  const names = listOf(match.sniHosts);
  if (!isSet(match.sniHosts))
    yield error(on(match, "sniHosts", "key"), "tls-sni-required", "a tls match needs sniHosts");
  for (const [index, name] of names.entries()) {
    if (isUnknown(name)) continue;
    const problem = wildcardDomain(name);
    if (isIp(name)) {
      yield warning(on(names, index), "tls-sni-ip", `${quote(name)} is an IP address, which no client sends as SNI`);
    } else if (problem !== undefined && !(gatewayOnly && isSniHost(name))) {
      yield error(on(names, index), "tls-sni-host", problem);
    }
    if (hosts.some((host) => isUnknown(host) || isHostWithin(name, host))) continue;
    if (problem === undefined || isWildcardDomain(name) || isIp(name)) {
      yield error(on(names, index), "tls-sni-not-in-hosts", `SNI host ${quote(name)} is none of the hosts`);
    }
  }
}

type L4Match = Omit<TLSMatchAttributes, "sniHosts">;

function* l4Match(on: On, match: L4Match): Findings {
  yield* items(on, match.destinationSubnets, "l4-match-subnet", ipOrCidr);
  yield* entry(on, match, "port", "l4-match-port", (number) => (number === 0 ? undefined : port(number)));
  yield* labelMap(on, match.sourceLabels, "l4-match-source-labels");
  yield* gatewayNames(on, match.gateways, "l4-match-gateways");
}
