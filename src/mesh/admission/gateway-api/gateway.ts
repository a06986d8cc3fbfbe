/** What the API server refuses in a Gateway beyond its structure (Gateway API's CEL rules, apis/v1/gateway_types.go). */

import type { GatewaySpec } from "../../kinds/gateway-api.ts";
import { isUnknown } from "../../unknown.ts";
import { quote } from "../../values/quote.ts";
import { error, keys, listOf, repeated, type Findings, type On } from "../row.ts";
import { listeners } from "./listeners.ts";

export const gatewayCodes = {
  "listener-name-duplicate": "Two listeners under one name",
  "address-duplicate": "An address that is requested twice",
  "address-hostname": "An address of type Hostname that is no hostname",
  "infrastructure-key": "A label or annotation key of the infrastructure that Kubernetes refuses",
  "frontend-port-duplicate": "Two TLS settings for one port",
};

export function* gateway(on: On, spec: GatewaySpec): Findings {
  yield* listeners(on, spec.listeners);
  yield* addresses(on, spec);
  for (const field of ["labels", "annotations"] as const) {
    yield* keys(on, spec.infrastructure?.[field], "infrastructure-key", infrastructureKey);
  }
  for (const [, entry] of repeated(listOf(spec.tls?.frontend?.perPort), ({ port }) => port)) {
    yield error(on(entry, "port"), "frontend-port-duplicate", `another entry sets TLS for port ${entry.port} already`);
  }
}

const hostname = /^(?:\*\.)?[a-z0-9](?:[-a-z0-9]{0,251}[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]{0,251}[a-z0-9])?)*$/;

function* addresses(on: On, { addresses: list }: GatewaySpec): Findings {
  const known = listOf(list);
  const identity = ({ type = "IPAddress", value }: { readonly type?: string; readonly value?: string }) =>
    !value || isUnknown(value) || (type !== "IPAddress" && type !== "Hostname") ? undefined : `${type}\n${value}`;
  for (const [, address] of repeated(known, identity)) {
    yield error(
      on(address, "value"),
      "address-duplicate",
      `the address ${quote(address.value ?? "")} is requested twice`,
    );
  }
  for (const address of known) {
    if (address.type !== "Hostname" || address.value === undefined || isUnknown(address.value)) continue;
    if (address.value.length <= 253 && hostname.test(address.value)) continue;
    yield error(on(address, "value"), "address-hostname", `${quote(address.value)} is no hostname`);
  }
}

const prefix = /^[a-z0-9](?:[-a-z0-9]{0,251}[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]{0,251}[a-z0-9])?)*$/;
const segment = /^[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;

function infrastructureKey(key: string): string | undefined {
  const slash = key.indexOf("/");
  const isValid = segment.test(key.slice(slash + 1)) && (slash === -1 || isPrefix(key.slice(0, slash)));
  if (isValid) return undefined;
  return `${quote(key)} is no key: an optional DNS name and "/", then at most 63 of A-Z a-z 0-9 - _ .`;
}

function isPrefix(text: string): boolean {
  return text.length < 253 && prefix.test(text);
}
