/** What admission demands of a ServiceEntry: istio/istio pkg/config/validation/validation.go ValidateServiceEntry. */

import type { ServiceEntrySpec, ServicePort } from "../../kinds/istio.ts";
import type { Manifest } from "../../manifest.ts";
import { isUnknown } from "../../unknown.ts";
import { ipOrCidr, port } from "../../values/address.ts";
import { dnsLabel, isFqdn, isPartialWildcard, wildcardDomain } from "../../values/names.ts";
import { isHttpClass, isTcpClass, isTlsClass, protocolOrEmpty } from "../../values/protocol.ts";
import { quote } from "../../values/quote.ts";
import {
  entry,
  error,
  isSet,
  isThere,
  items,
  listOf,
  objectsOf,
  placesIn,
  repeated,
  warning,
  type Findings,
  type On,
} from "../row.ts";
import { exportTo, selector } from "./blocks.ts";
import { dynamicDns, endpoints } from "./service-entry-endpoints.ts";

export const serviceEntryCodes = {
  "selector-and-endpoints": "both workloadSelector and endpoints are set",
  "hosts-empty": "there are no hosts",
  "host-any": "a host is *",
  host: "a host is no domain name",
  "host-partial-wildcard": "a wildcard stands inside a label",
  address: "an address is neither an IP address nor a CIDR block",
  "cidr-resolution": "a CIDR block with a resolution that needs single addresses",
  "addresses-required": "a TCP port without addresses catches the traffic of all hosts on it",
  "port-number-duplicate": "two ports have the same number",
  "target-port": "a target port is out of range",
  "port-name": "a port name is no DNS label",
  "port-protocol": "a protocol is unknown",
  "port-number": "a port is out of range",
  "dns-host-fqdn": "a wildcard host cannot be looked up in DNS",
  "dns-tcp-multi-host": "TCP traffic to one address cannot be told apart by host",
  "multi-host-tcp": "several hosts on a port whose traffic does not name them",
  "export-to-none-mixed": "exportTo has other entries besides ~",
};

export function* serviceEntry(manifest: Manifest<"istio/ServiceEntry">): Findings {
  const { spec, namespace } = manifest;
  const on = placesIn(manifest);
  if (spec.workloadSelector) yield* selector(on, spec, "labels");
  if (spec.workloadSelector && isThere(spec.endpoints)) {
    const message = "workloadSelector and endpoints cannot both be set";
    yield error(on(spec, "endpoints", "key"), "selector-and-endpoints", message);
  }
  yield* hosts(on, spec);
  yield* addresses(on, spec);
  yield* ports(on, spec);
  yield* addressesRequired(on, manifest);
  yield* endpoints(on, spec);
  yield* dynamicDns(on, manifest);
  yield* manyHosts(on, spec);
  if (spec.exportTo) yield* exportTo(on, spec, namespace, true);
}

const isDns = (resolution: string | undefined): boolean => resolution === "DNS" || resolution === "DNS_ROUND_ROBIN";

function* hosts(on: On, spec: ServiceEntrySpec): Findings {
  if (!isSet(spec.hosts)) yield error(on(spec, "hosts", "key"), "hosts-empty", "a service entry needs hosts");
  yield* items(on, spec.hosts, "host-any", (host) => (host === "*" ? `host "*" is not allowed` : undefined));
  yield* items(on, spec.hosts, "host", wildcardDomain);
  const lookedUp = isDns(spec.resolution) && !isSet(spec.endpoints);
  for (const [index, host] of listOf(spec.hosts).entries()) {
    if (host === "*" || isUnknown(host) || wildcardDomain(host) !== undefined) continue;
    if (lookedUp && !isFqdn(host)) {
      yield error(on(spec.hosts, index), "dns-host-fqdn", `${quote(host)} cannot be looked up: DNS needs a full name`);
    } else if (isPartialWildcard(host) && spec.resolution !== "DYNAMIC_DNS") {
      yield warning(on(spec.hosts, index), "host-partial-wildcard", `${quote(host)} has a wildcard inside a label`);
    }
  }
}

function* addresses(on: On, { addresses: list, resolution = "NONE" }: ServiceEntrySpec): Findings {
  yield* items(on, list, "address", ipOrCidr);
  if (resolution === "NONE" || resolution === "STATIC" || isUnknown(resolution)) return;
  yield* items(on, list, "cidr-resolution", (address) =>
    address.includes("/")
      ? `CIDR block ${quote(address)} needs resolution NONE or STATIC, not ${resolution}`
      : undefined,
  );
}

function* ports(on: On, spec: ServiceEntrySpec): Findings {
  const list = objectsOf(spec.ports);
  for (const each of list) {
    yield* entry(on, each, "name", "port-name", dnsLabel);
    yield* entry(on, each, "number", "port-number", port);
    yield* entry(on, each, "targetPort", "target-port", port);
    yield* entry(on, each, "protocol", "port-protocol", protocolOrEmpty);
  }
  for (const [, each] of repeated(list, ({ number }) => number)) {
    yield error(on(each, "number"), "port-number-duplicate", `port ${each.number} stands twice`);
  }
}

/** Whether istiod gives the entry an address of its own (PILOT_ENABLE_IP_AUTOALLOCATE, on since Istio 1.25). */
export function getsAddress({ spec, labels, object }: Manifest<"istio/ServiceEntry">): boolean {
  if (isSet((object as { readonly status?: { readonly addresses?: unknown } }).status?.addresses)) return true;
  return (
    isSet(spec.resolution) &&
    spec.resolution !== "NONE" &&
    labels["networking.istio.io/enable-autoallocate-ip"] !== "false"
  );
}

/** Ports whose connections only an address tells apart. */
function portsInNeedOfAddress({ addresses: list, ports: all }: ServiceEntrySpec): readonly ServicePort[] {
  if (isSet(list)) return [];
  return listOf(all).filter(({ protocol = "" }) => ["", "TCP"].includes(protocol.toUpperCase()));
}

function* addressesRequired(on: On, manifest: Manifest<"istio/ServiceEntry">): Findings {
  if (getsAddress(manifest)) return;
  for (const each of portsInNeedOfAddress(manifest.spec)) {
    const message = `port ${each.number} needs addresses: nothing else tells its connections apart`;
    const place = each.protocol === undefined ? on(each, "number") : on(each, "protocol");
    yield { ...warning(place, "addresses-required", message), upstream: ["IST0133", "IST0134"] };
  }
}

/** Only HTTP and TLS say which of several hosts they want. */
function* manyHosts(on: On, spec: ServiceEntrySpec): Findings {
  const { resolution = "NONE" } = spec;
  if (listOf(spec.hosts).length < 2 || resolution === "NONE") return;
  for (const each of objectsOf(spec.ports)) {
    const { protocol = "" } = each;
    if (isUnknown(protocol)) continue;
    const place = each.protocol === undefined ? on(each, "name") : on(each, "protocol");
    if (!isHttpClass(protocol) && !isTlsClass(protocol)) {
      const message = `several hosts cannot share a port of protocol ${quote(protocol)}: use HTTP, HTTPS or TLS`;
      yield error(place, "multi-host-tcp", message);
    } else if (isDns(resolution) && isSet(spec.addresses) && isTcpClass(protocol)) {
      const message = `connections to one address on a ${protocol} port go to the first of the hosts`;
      yield warning(place, "dns-tcp-multi-host", message);
    }
  }
}
