/** Workloads outside of Kubernetes: WorkloadEntry, endpoints of a ServiceEntry, the template of a WorkloadGroup. */

import type { WorkloadEntrySpec } from "../../kinds/istio.ts";
import type { Manifest } from "../../manifest.ts";
import { isIp, isUnix, port, unixAddress } from "../../values/address.ts";
import { dnsLabel, isFqdn } from "../../values/names.ts";
import { quote } from "../../values/quote.ts";
import { entry, error, isThere, keys, placesIn, values, warning, type Findings, type On } from "../row.ts";
import { labelMap } from "./blocks.ts";

export const workloadEntryCodes = {
  "address-required": "there is neither an address nor a network",
  "address-unset": "there is a network, but no address",
  address: "the address is neither an IP address, a domain name nor a unix socket",
};

/** What holds wherever a workload is described. */
export const workloadCodes = {
  "unix-address": "a unix socket that is no absolute path of a file",
  "unix-ports": "a unix socket with ports",
  "endpoint-port-name": "a port name is no DNS label, or not shorter than 63",
  "endpoint-port": "a port is out of range",
  "endpoint-labels": "a label is no label",
};

/** istio/istio pkg/config/validation/validation.go validateWorkloadEntry. */
export function* workloadEntry(manifest: Manifest<"istio/WorkloadEntry">): Findings {
  const { spec, metadata } = manifest;
  const on = placesIn(manifest);
  if (!spec.address && !spec.network) {
    yield error(on(metadata, "name"), "address-required", "a workload entry needs address or network");
  } else if (!spec.address) {
    yield warning(on(spec, "network", "key"), "address-unset", "network without address");
  }
  yield* entry(on, spec, "address", "address", (address) =>
    address === "" || isUnix(address) || isIp(address) || isFqdn(address)
      ? undefined
      : `${quote(address)} is neither an IP address, a domain name nor a unix socket`,
  );
  yield* workload(on, spec);
}

export function* workload(on: On, fields: WorkloadEntrySpec | undefined): Findings {
  if (!fields) return;
  const { address = "", ports } = fields;
  if (isUnix(address)) {
    // The API server takes no directory of abstract sockets either.
    yield* entry(on, fields, "address", "unix-address", (text) => unixAddress(text.replace("//@", "///")));
    if (isThere(ports)) yield error(on(fields, "ports", "key"), "unix-ports", "a unix socket has no ports");
  }
  yield* keys(on, ports, "endpoint-port-name", (name) =>
    name.length === 63 ? `port name ${quote(name)} is too long: at most 62` : dnsLabel(name),
  );
  yield* values(on, ports, "endpoint-port", port);
  yield* labelMap(on, fields.labels, "endpoint-labels");
}
