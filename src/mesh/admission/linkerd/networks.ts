/** What Linkerd's webhook refuses in lists of networks (linkerd2 policy-controller/runtime/src/admission.rs). */

import type { Network } from "../../kinds/linkerd.ts";
import { holdsNetwork, parseNetwork } from "../../linkerd/networks.ts";
import { isUnknown } from "../../unknown.ts";
import type { Judge } from "../../values/judge.ts";
import { quote } from "../../values/quote.ts";
import { entry, error, items, listOf, type Findings, type On } from "../row.ts";

export const networkCodes = {
  "network-cidr": "A network that is neither an IP address nor a CIDR block",
  "network-all-excepted": "An exception that leaves nothing of its network",
  "network-exception-outside": "An exception that does not lie in its network",
};

/** Without a zone: the controller knows none. */
const ipOrCidr: Judge = (text) =>
  parseNetwork(text) ? undefined : `${quote(text)} is neither an IP address nor a CIDR block`;

export function* networks(on: On, list: readonly Network[] | undefined): Findings {
  for (const network of listOf(list)) {
    yield* entry(on, network, "cidr", "network-cidr", ipOrCidr);
    yield* items(on, network.except, "network-cidr", ipOrCidr);
    yield* exceptions(on, network);
  }
}

function* exceptions(on: On, { cidr, except }: Network): Findings {
  const whole = isUnknown(cidr) ? undefined : parseNetwork(cidr);
  if (!whole) return;
  const known = listOf(except);
  for (const [index, text] of known.entries()) {
    const part = isUnknown(text) ? undefined : parseNetwork(text);
    if (!part) continue;
    if (holdsNetwork(part, whole)) {
      const message = `${quote(text)} takes away all of ${quote(cidr)}`;
      yield error(on(known, index), "network-all-excepted", message);
    } else if (!holdsNetwork(whole, part)) {
      const message = `${quote(text)} does not lie in ${quote(cidr)}`;
      yield error(on(known, index), "network-exception-outside", message);
    }
  }
}

export const networksEmptyCodes = { "networks-empty": "An empty list of networks" };

export function* networksEmpty(on: On, spec: { readonly networks?: readonly Network[] }): Findings {
  if (!Array.isArray(spec.networks) || spec.networks.length > 0) return;
  yield error(on(spec, "networks"), "networks-empty", "at least one network is needed");
}
