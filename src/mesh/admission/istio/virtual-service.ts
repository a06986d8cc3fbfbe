/** What admission demands of a VirtualService as a whole: istio/istio pkg/config/validation/validation.go ValidateVirtualService. */

import type { VirtualServiceSpec } from "../../kinds/istio.ts";
import type { Manifest } from "../../manifest.ts";
import { isUnknown } from "../../unknown.ts";
import { isIp } from "../../values/address.ts";
import { hostsOverlap, wildcardDomain } from "../../values/names.ts";
import { quote } from "../../values/quote.ts";
import { error, isSet, listOf, objectsOf, placesIn, type Findings, type On } from "../row.ts";
import { isSniHost, type Binding } from "./binding.ts";
import { exportTo } from "./blocks.ts";
import { gatewayNames } from "./gateway-names.ts";
import { httpRoute } from "./http-route.ts";
import { tcpRoute, tlsRoute } from "./l4-route.ts";

export const virtualServiceCodes = {
  "delegate-gateways": "a VirtualService without hosts (a delegate) names gateways",
  "delegate-tls": "a delegate has tls routes",
  "delegate-tcp": "a delegate has tcp routes",
  "gateway-name": "an entry of gateways is no gateway name",
  host: "a host is neither a domain name nor an IP address",
  "host-any-mesh": "the host * is bound to the mesh",
  "host-duplicate": "a host overlaps another host of the same VirtualService",
  "no-routes": "there is no route at all",
};

export function* virtualService(manifest: Manifest<"istio/VirtualService">): Findings {
  const { spec, namespace } = manifest;
  const on = placesIn(manifest);
  const gateways = listOf(spec.gateways);
  const hosts = listOf(spec.hosts);
  const binding = {
    isDelegate: !isSet(spec.hosts),
    gatewayOnly: gateways.length > 0 && !gateways.includes("mesh"),
    toGateway: gateways.some((name) => name !== "mesh"),
    hosts,
  };
  yield* gatewayNames(on, gateways, "gateway-name");
  if (binding.isDelegate) yield* delegateFields(on, spec);
  yield* hostNames(on, binding);
  if (!isSet(spec.http) && !isSet(spec.tls) && !isSet(spec.tcp)) {
    yield error(on(manifest.metadata, "name"), "no-routes", "no http, tls or tcp routes");
  }
  for (const route of objectsOf(spec.http)) yield* httpRoute(on, route, binding);
  for (const route of objectsOf(spec.tls)) yield* tlsRoute(on, route, binding);
  for (const route of objectsOf(spec.tcp)) yield* tcpRoute(on, route);
  if (spec.exportTo) yield* exportTo(on, spec, namespace);
}

function* delegateFields(on: On, spec: VirtualServiceSpec): Findings {
  for (const field of ["gateways", "tls", "tcp"] as const) {
    if (!isSet(spec[field])) continue;
    yield error(
      on(spec, field, "key"),
      `delegate-${field}`,
      `without hosts this is a delegate: it cannot have ${field}`,
    );
  }
}

function* hostNames(on: On, { hosts, gatewayOnly }: Binding): Findings {
  for (const [index, host] of hosts.entries()) {
    if (isUnknown(host)) continue;
    const problem = wildcardDomain(host);
    const earlier = hosts.length < mostHosts && hosts.slice(0, index).find((other) => hostsOverlap(other, host));
    if (host === "*" && !gatewayOnly) {
      yield error(on(hosts, index), "host-any-mesh", `host "*" is not allowed in the mesh: bind it to gateways only`);
    } else if (problem !== undefined && !isIp(host) && !(gatewayOnly && isSniHost(host))) {
      yield error(on(hosts, index), "host", problem);
    } else if (typeof earlier === "string") {
      const how = earlier === host ? "stands twice" : `overlaps ${quote(earlier)}`;
      yield error(on(hosts, index), "host-duplicate", `host ${quote(host)} ${how}`);
    }
  }
}

/** Beyond this every pair would take too long; no honest list is near. */
const mostHosts = 2000;
