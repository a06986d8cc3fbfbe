/** Names of gateways that a VirtualService binds to or matches on; the old form has a rule of its own. */

import { isUnknown } from "../../unknown.ts";
import { isDnsLabel, isFqdn } from "../../values/names.ts";
import { quote } from "../../values/quote.ts";
import { error, listOf, type Findings, type On } from "../row.ts";

/** Upstream stops at the first short name (istio/istio pkg/config/validation validateGatewayNames): the others pass. */
export function* gatewayNames(on: On, names: readonly string[] | null | undefined, code: string): Findings {
  const list = listOf(names);
  const firstShort = list.findIndex((name) => !name.includes("/"));
  for (const [index, name] of list.entries()) {
    if (isUnknown(name)) continue;
    const parts = name.split("/");
    const scoped = parts.length === 2 && parts.every(isDnsLabel);
    if (name.includes("/") ? !scoped : !isFqdn(name)) {
      const refusal = error(on(list, index), code, `${quote(name)} names no gateway: write "namespace/name" or "name"`);
      const isSeen = firstShort === -1 || index <= firstShort;
      yield isSeen ? refusal : { ...refusal, severity: "warning", upstream: [] };
    }
  }
}
