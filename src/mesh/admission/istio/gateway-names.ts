/** Names of gateways that a VirtualService binds to or matches on; the old form has a rule of its own. */

import { isUnknown } from "../../unknown.ts";
import { isDnsLabel, isFqdn } from "../../values/names.ts";
import { quote } from "../../values/quote.ts";
import { error, listOf, type Findings, type On } from "../row.ts";

/** Every entry, although upstream stops at the first short one (istio/istio pkg/config/validation validateGatewayNames). */
export function* gatewayNames(on: On, names: readonly string[] | null | undefined, code: string): Findings {
  const list = listOf(names);
  for (const [index, name] of list.entries()) {
    if (isUnknown(name)) continue;
    const parts = name.split("/");
    const scoped = parts.length === 2 && parts.every(isDnsLabel);
    if (name.includes("/") ? !scoped : !isFqdn(name)) {
      yield error(on(list, index), code, `${quote(name)} names no gateway: write "namespace/name" or "name"`);
    }
  }
}
