/** What the API server refuses in TLSRoute, TCPRoute and UDPRoute beyond their structure (Gateway API's CEL rules). */

import type { TCPRouteSpec, TLSRouteSpec } from "../../kinds/gateway-api.ts";
import { isUnknown } from "../../unknown.ts";
import { isIp } from "../../values/address.ts";
import { quote } from "../../values/quote.ts";
import { error, items, listOf, type Findings, type On } from "../row.ts";
import { backend, parents } from "./references.ts";
import { ruleNames } from "./rules.ts";

export const tlsHostnameCodes = {
  "hostname-address": "A hostname that is an IP address",
  "hostname-invalid": "A hostname that is no DNS name, or has a wildcard after its first label",
};

/** TCPRoute and UDPRoute: what they hold is the same. */
export function* l4Route(on: On, spec: TCPRouteSpec): Findings {
  yield* parents(on, spec.parentRefs);
  yield* ruleNames(on, spec.rules);
  for (const rule of listOf(spec.rules)) {
    for (const reference of listOf(rule.backendRefs)) yield* backend(on, reference);
  }
}

const name = /^[a-z0-9](?:[-a-z0-9]{0,251}[a-z0-9])?$/;

export function* tlsRoute(on: On, spec: TLSRouteSpec): Findings {
  yield* l4Route(on, spec);
  const hostnames = listOf(spec.hostnames);
  for (const [index, hostname] of hostnames.entries()) {
    if (isUnknown(hostname) || !isIp(hostname)) continue;
    yield error(on(hostnames, index), "hostname-address", `${quote(hostname)} is an IP address: SNI knows names only`);
  }
  yield* items(on, hostnames, "hostname-invalid", (hostname) => {
    const isName = (hostname.startsWith("*.") ? hostname.slice(2) : hostname)
      .split(".")
      .every((part) => name.test(part));
    return isName && hostname.length <= 253 ? undefined : `${quote(hostname)} is no DNS name in lower case`;
  });
}
