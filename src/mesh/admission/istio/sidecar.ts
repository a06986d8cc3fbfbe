/** What admission demands of a Sidecar: istio/istio pkg/config/validation/validation.go ValidateSidecar. */

import type { SidecarPort, SidecarSpec } from "../../kinds/istio.ts";
import type { Manifest } from "../../manifest.ts";
import { isUnknown } from "../../unknown.ts";
import { port } from "../../values/address.ts";
import { dnsLabel, isFqdn } from "../../values/names.ts";
import { protocolOrEmpty } from "../../values/protocol.ts";
import { quote } from "../../values/quote.ts";
import { entry, error, isSet, isThere, objectsOf, placesIn, type Findings, type On } from "../row.ts";
import { selector } from "./blocks.ts";
import { connectionPool } from "./connection-pool.ts";
import { destination } from "./destination.ts";
import { egress } from "./sidecar-egress.ts";
import { ingress } from "./sidecar-ingress.ts";

export const sidecarCodes = {
  empty: "the Sidecar changes nothing",
  "target-port": "targetPort has no effect",
  "port-name": "a port name is no DNS label",
  "port-protocol": "a protocol is unknown",
  "port-number": "a port is out of range",
  "egress-proxy": "an egress proxy without a port or a full host name, or with REGISTRY_ONLY",
};

const fields = ["egress", "ingress", "outboundTrafficPolicy", "inboundConnectionPool"] as const;

export function* sidecar(manifest: Manifest<"istio/Sidecar">): Findings {
  const { spec, metadata } = manifest;
  const on = placesIn(manifest);
  if (spec.workloadSelector) yield* selector(on, spec, "labels");
  if (!fields.some((field) => isSet(spec[field]))) {
    yield error(on(metadata, "name"), "empty", `a sidecar needs one of ${fields.join(", ")}`);
    return;
  }
  for (const listener of objectsOf(spec.ingress)) {
    yield* sidecarPort(on, listener.port, false);
    if (isThere(listener.port.number)) continue;
    yield error(on(listener, "port", "key"), "port-number", "the port of an ingress listener needs a number");
  }
  for (const listener of objectsOf(spec.egress)) {
    if (listener.port) yield* sidecarPort(on, listener.port, listener.bind?.startsWith("unix://") === true);
  }
  yield* ingress(on, spec);
  yield* egress(on, spec);
  yield* connectionPool(on, spec, "inboundConnectionPool");
  yield* outbound(on, spec);
}

function* sidecarPort(on: On, each: SidecarPort, isUnixSocket: boolean): Findings {
  if (isSet(each.targetPort)) {
    yield error(on(each, "targetPort", "key"), "target-port", "targetPort has no effect in a sidecar");
  }
  yield* entry(on, each, "name", "port-name", (name) => (name === "" ? undefined : dnsLabel(name)));
  yield* entry(on, each, "protocol", "port-protocol", protocolOrEmpty);
  // Number 0 has a finding of its own where a socket is expected.
  yield* entry(on, each, "number", "port-number", (number) =>
    number === 0 && isUnixSocket ? undefined : port(number),
  );
}

function* outbound(on: On, { outboundTrafficPolicy: policy }: SidecarSpec): Findings {
  if (!policy || isUnknown(policy)) return;
  const { egressProxy, mode } = policy;
  if (!egressProxy || isUnknown(egressProxy)) return;
  if (mode !== "ALLOW_ANY" && !isUnknown(mode)) {
    yield error(on(policy, "egressProxy", "key"), "egress-proxy", "egressProxy needs mode ALLOW_ANY");
  }
  if (!isFqdn(egressProxy.host) && !isUnknown(egressProxy.host)) {
    yield error(on(egressProxy, "host"), "egress-proxy", `${quote(egressProxy.host)} is no full host name`);
  } else yield* destination(on, egressProxy);
  if (!egressProxy.port) yield error(on(policy, "egressProxy", "key"), "egress-proxy", "egressProxy needs a port");
}
