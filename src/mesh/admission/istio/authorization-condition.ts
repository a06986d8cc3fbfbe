/** Conditions (`when`) of an AuthorizationPolicy: istio/istio pkg/config/security/security.go ValidateAttribute. */

import type { Condition } from "../../kinds/istio.ts";
import { isUnknown } from "../../unknown.ts";
import { ipOrCidr } from "../../values/address.ts";
import type { Judge } from "../../values/judge.ts";
import { quote } from "../../values/quote.ts";
import { error, isSet, items, type Findings, type On } from "../row.ts";
import { emptyValues, portText, serviceAccount, trustDomain } from "./authorization-fields.ts";

export const authorizationConditionCodes = {
  "when-key": "a condition has an empty key",
  "when-values": "a condition has neither values nor notValues",
  "when-unknown-key": "a condition has a key that Istio does not know",
  "when-bracket": "a condition on a map names no key of it in brackets",
};

const plain = new Set([
  "source.ip",
  "remote.ip",
  "source.namespace",
  "source.serviceAccount",
  "source.principal",
  "source.trustDomain",
  "request.auth.principal",
  "request.auth.audiences",
  "request.auth.presenter",
  "destination.ip",
  "destination.port",
  "connection.sni",
]);
const maps = ["request.headers", "request.auth.claims", "experimental.envoy.filters."];
const removed = new Map([
  ["destination.namespace", "the namespace of the policy decides"],
  ["destination.labels", "use selector"],
  ["destination.name", "use selector"],
  ["destination.user", "use selector"],
]);

const judges = new Map<string, { readonly code: string; readonly judge: Judge }>([
  ["source.ip", { code: "ip", judge: ipOrCidr }],
  ["remote.ip", { code: "ip", judge: ipOrCidr }],
  ["destination.ip", { code: "ip", judge: ipOrCidr }],
  ["destination.port", { code: "port", judge: portText }],
  ["source.serviceAccount", { code: "service-account", judge: serviceAccount }],
  ["source.trustDomain", { code: "trust-domain", judge: trustDomain }],
]);

export function* condition(on: On, when: Condition): Findings {
  const { key } = when;
  if (key === "") yield error(on(when, "key"), "when-key", "empty key of a condition");
  else if (!isUnknown(key)) yield* keyName(on, when);
  if (!isSet(when.values) && !isSet(when.notValues)) {
    yield error(on(when, "key"), "when-values", `condition ${quote(key)} needs values or notValues`);
  }
  const values = judges.get(key);
  for (const list of [when.values, when.notValues]) {
    yield* emptyValues(on, list);
    if (values && !list?.includes("")) yield* items(on, list, values.code, values.judge);
  }
}

function* keyName(on: On, when: Condition): Findings {
  const { key } = when;
  const [name = ""] = key.split("[");
  const instead = removed.get(name);
  const map = maps.find((prefix) => key.startsWith(prefix));
  if (instead !== undefined) {
    yield error(on(when, "key"), "when-unknown-key", `condition ${quote(name)} does not exist: ${instead}`);
  } else if (map !== undefined) {
    if (/^[^[]+\[.+\]$/.test(key)) return;
    yield error(on(when, "key"), "when-bracket", `condition ${quote(key)} needs a key in brackets at its end`);
  } else if (!plain.has(key)) {
    yield error(on(when, "key"), "when-unknown-key", `unknown condition ${quote(key)}`);
  }
}
