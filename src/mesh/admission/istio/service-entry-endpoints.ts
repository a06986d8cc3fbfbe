/** Endpoints of a ServiceEntry by the way they are resolved. */

import type { ServiceEntrySpec, WorkloadEntrySpec } from "../../kinds/istio.ts";
import type { Manifest } from "../../manifest.ts";
import { isUnknown } from "../../unknown.ts";
import { isIp, isUnix } from "../../values/address.ts";
import { isFqdn } from "../../values/names.ts";
import { quote } from "../../values/quote.ts";
import { entriesOf, entry, error, isSet, listOf, objectsOf, warning, type Findings, type On } from "../row.ts";
import { workload } from "./workload-entry.ts";

export const serviceEntryEndpointCodes = {
  "none-endpoints": "endpoints with resolution NONE, which does not use them",
  "none-selector": "workloadSelector with resolution NONE, which does not use it",
  "endpoint-address-required": "an endpoint has neither an address nor a network",
  "static-endpoint-address": "a STATIC endpoint is neither an IP address nor a unix socket",
  "dns-endpoint-address": "a DNS endpoint is neither an IP address nor a domain name",
  "dns-round-robin-endpoints": "DNS_ROUND_ROBIN with several endpoints",
  "endpoint-port-unknown": "an endpoint names a port that the entry does not have",
  "unix-one-port": "an entry with a unix socket does not have exactly one port",
  "dynamic-dns-host": "DYNAMIC_DNS with a host that is no wildcard",
  "dynamic-dns-addresses": "DYNAMIC_DNS with addresses",
  "dynamic-dns-endpoints": "DYNAMIC_DNS with endpoints",
  "dynamic-dns-protocol": "DYNAMIC_DNS with a protocol that names no host",
  "dynamic-dns-waypoint": "DYNAMIC_DNS inside the mesh behind a waypoint",
};

export function* endpoints(on: On, spec: ServiceEntrySpec): Findings {
  const { resolution = "NONE" } = spec;
  const list = objectsOf(spec.endpoints);
  if (resolution === "NONE" && Array.isArray(spec.endpoints)) {
    yield error(on(spec, "endpoints", "key"), "none-endpoints", "resolution NONE takes no endpoints");
  }
  if (resolution === "NONE" && spec.workloadSelector) {
    const message = "resolution NONE does not use workloadSelector: use STATIC";
    yield warning(on(spec, "workloadSelector", "key"), "none-selector", message);
  }
  if (resolution === "DNS_ROUND_ROBIN" && list.length > 1) {
    const message = `DNS_ROUND_ROBIN takes one endpoint, not ${list.length}`;
    yield error(on(spec, "endpoints", "key"), "dns-round-robin-endpoints", message);
  }
  for (const endpoint of list) {
    if (!endpoint.address && !endpoint.network) {
      yield error(on(endpoint), "endpoint-address-required", "an endpoint needs address or network");
    }
    yield* address(on, endpoint, resolution);
    yield* workload(on, endpoint);
    yield* portNames(on, spec, endpoint);
  }
  if (list.some((endpoint) => isUnix(endpoint.address ?? "")) && listOf(spec.ports).length !== 1) {
    yield error(on(spec, "endpoints", "key"), "unix-one-port", "an entry with a unix socket needs exactly one port");
  }
}

function* address(on: On, endpoint: WorkloadEntrySpec, resolution: string): Findings {
  if (!endpoint.address) return;
  if (resolution === "STATIC") {
    yield* entry(on, endpoint, "address", "static-endpoint-address", (text) =>
      isIp(text) || isUnix(text) ? undefined : `${quote(text)} is no IP address: STATIC looks no name up`,
    );
  } else if (resolution.startsWith("DNS")) {
    yield* entry(on, endpoint, "address", "dns-endpoint-address", (text) =>
      isIp(text) || isFqdn(text) ? undefined : `${quote(text)} is neither an IP address nor a domain name`,
    );
  }
}

function* portNames(on: On, spec: ServiceEntrySpec, { ports }: WorkloadEntrySpec): Findings {
  for (const [name] of entriesOf(ports)) {
    if (!ports || isUnknown(name) || objectsOf(spec.ports).some((port) => port.name === name || isUnknown(port.name)))
      continue;
    yield error(on(ports, name, "key"), "endpoint-port-unknown", `port ${quote(name)} is none of the entry's ports`);
  }
}

const dynamicProtocols = ["HTTP", "TLS", "GRPC", "HTTP2"];

export function* dynamicDns(on: On, manifest: Manifest<"istio/ServiceEntry">): Findings {
  const { spec, labels } = manifest;
  if (spec.resolution !== "DYNAMIC_DNS") return;
  for (const [index, host] of listOf(spec.hosts).entries()) {
    if (host.startsWith("*") || isUnknown(host)) continue;
    yield error(
      on(spec.hosts, index),
      "dynamic-dns-host",
      `${quote(host)} is no wildcard: DYNAMIC_DNS takes nothing else`,
    );
  }
  for (const field of ["addresses", "endpoints"] as const) {
    if (!isSet(spec[field])) continue;
    yield error(on(spec, field, "key"), `dynamic-dns-${field}`, `DYNAMIC_DNS takes no ${field}`);
  }
  for (const port of objectsOf(spec.ports)) {
    if (dynamicProtocols.includes(port.protocol ?? "") || isUnknown(port.protocol)) continue;
    const message = `DYNAMIC_DNS does not serve protocol ${quote(port.protocol ?? "")}: use ${dynamicProtocols.join(", ")}`;
    yield error(port.protocol === undefined ? on(port, "name") : on(port, "protocol"), "dynamic-dns-protocol", message);
  }
  const waypoint = labels["istio.io/use-waypoint"] ?? "";
  if (spec.location === "MESH_INTERNAL" && waypoint !== "" && waypoint !== "none") {
    yield error(on(spec, "location"), "dynamic-dns-waypoint", "DYNAMIC_DNS behind a waypoint needs MESH_EXTERNAL");
  }
}
