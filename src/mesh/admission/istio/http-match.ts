/** Conditions of an http route: istio/istio pkg/config/validation/virtualservice.go validateHTTPRouteMatchRequest. */

import type { HTTPMatchRequest, StringMatch } from "../../kinds/istio.ts";
import { port } from "../../values/address.ts";
import { isJwtClaim, matchHeader } from "../../values/headers.ts";
import { dnsLabel } from "../../values/names.ts";
import { quote } from "../../values/quote.ts";
import { regex } from "../../values/regex.ts";
import { entriesOf, entry, error, keys, type Findings, type On } from "../row.ts";
import type { Binding } from "./binding.ts";
import { labelMap } from "./blocks.ts";
import { gatewayNames } from "./gateway-names.ts";

export const httpMatchCodes = {
  "match-header-name": "a match names no header",
  "match-empty-prefix": "an empty prefix, which matches everything",
  "match-regex": "a regular expression that RE2 cannot read or that is too long",
  "match-port": "a port to match is out of range",
  "match-source-labels": "a label to match is no label",
  "match-gateways": "a gateway to match is no gateway name",
  "match-source-namespace": "a namespace to match is no DNS label",
  "jwt-claim-mesh": "a claim of a token is matched outside of gateways",
};

export function* httpMatch(on: On, match: HTTPMatchRequest, binding: Binding): Findings {
  for (const field of ["scheme", "method", "authority"] as const) {
    if (match[field]) yield* stringMatch(on, match[field]);
  }
  yield* entry(on, match.uri, "regex", "match-regex", regex);
  for (const [, condition] of entriesOf(match.queryParams)) yield* stringMatch(on, condition);
  for (const headers of [match.headers, match.withoutHeaders]) {
    yield* keys(on, headers, "match-header-name", matchHeader);
    if (!binding.toGateway) yield* keys(on, headers, "jwt-claim-mesh", claim);
  }
  for (const [, condition] of entriesOf(match.headers)) yield* stringMatch(on, condition);
  for (const [, condition] of entriesOf(match.withoutHeaders)) {
    if (condition.regex !== "*") yield* stringMatch(on, condition);
  }
  yield* entry(on, match, "port", "match-port", (number) => (number === 0 ? undefined : port(number)));
  if (match.sourceLabels) yield* labelMap(on, match.sourceLabels, "match-source-labels");
  if (match.gateways) yield* gatewayNames(on, match.gateways, "match-gateways");
  yield* entry(on, match, "sourceNamespace", "match-source-namespace", (name) =>
    name === "" ? undefined : dnsLabel(name),
  );
}

function claim(name: string): string | undefined {
  return isJwtClaim(name) ? `${quote(name)} is matched on gateways only` : undefined;
}

/** Where an empty prefix is no condition: everywhere but in a path. */
function* stringMatch(on: On, match: StringMatch | null | undefined): Findings {
  if (!match) return;
  yield* entry(on, match, "regex", "match-regex", regex);
  if (match.prefix === "") yield error(on(match, "prefix"), "match-empty-prefix", "an empty prefix matches everything");
}
