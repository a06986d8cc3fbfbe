/** What admission demands of PeerAuthentication and RequestAuthentication. */

import type { JWTRule } from "../../kinds/istio.ts";
import type { Manifest } from "../../manifest.ts";
import { isUnknown } from "../../unknown.ts";
import { isPort } from "../../values/address.ts";
import { duration } from "../../values/duration.ts";
import { holdsPrivateKey, jwks } from "../../values/jwks.ts";
import { quote } from "../../values/quote.ts";
import { jwksUri } from "../../values/url.ts";
import { entriesOf, entry, error, keys, objectsOf, placesIn, warning, type Findings, type On } from "../row.ts";
import { selector, targeting } from "./blocks.ts";

export const peerAuthenticationCodes = {
  "port-level-without-selector": "portLevelMtls without a selector of workloads",
  "port-range": "a key of portLevelMtls is no port",
};

/** istio/istio pkg/config/validation/validation.go ValidatePeerAuthentication. */
export function* peerAuthentication(manifest: Manifest<"istio/PeerAuthentication">): Findings {
  const { spec } = manifest;
  const on = placesIn(manifest);
  if (spec.selector) yield* selector(on, spec, "matchLabels");
  const ports = spec.portLevelMtls;
  if (entriesOf(ports).length > 0 && entriesOf(spec.selector?.matchLabels).length === 0) {
    const message = "portLevelMtls needs a selector with labels: ports are those of chosen workloads";
    yield error(on(spec, "portLevelMtls", "key"), "port-level-without-selector", message);
  }
  yield* keys(on, ports, "port-range", (text) =>
    /^[0-9]{1,9}$/.test(text) && isPort(Number(text)) ? undefined : `${quote(text)} is no port: use 1 to 65535`,
  );
}

export const requestAuthenticationCodes = {
  "issuer-or-jwks-uri": "a rule has neither issuer nor jwksUri",
  "jwks-uri": "jwksUri is no http or https URL",
  "jwks-and-uri": "more than one of jwks and jwksUri is set",
  "jwks-parse": "jwks cannot be read",
  "jwks-private-key": "jwks gives a private or symmetric key away",
  timeout: "a timeout is no valid duration",
};

/** istio/istio pkg/config/validation/validation.go ValidateRequestAuthentication. */
export function* requestAuthentication(manifest: Manifest<"istio/RequestAuthentication">): Findings {
  const { spec } = manifest;
  const on = placesIn(manifest);
  yield* targeting(on, spec);
  if (spec.selector) yield* selector(on, spec, "matchLabels");
  for (const rule of objectsOf(spec.jwtRules)) yield* jwtRule(on, rule);
}

function* jwtRule(on: On, rule: JWTRule): Findings {
  if (!rule.issuer && !rule.jwksUri && !rule.jwks_uri) {
    yield error(on(rule), "issuer-or-jwks-uri", "a rule needs issuer or jwksUri");
  }
  const [first, second] = (["jwks", "jwksUri", "jwks_uri"] as const).filter((field) => rule[field] !== undefined);
  if (first && second)
    yield error(on(rule, second, "key"), "jwks-and-uri", `${first} and ${second} cannot both be set`);
  yield* entry(on, rule, "jwksUri", "jwks-uri", jwksUri);
  yield* entry(on, rule, "jwks_uri", "jwks-uri", jwksUri);
  if (rule.jwks) {
    yield* entry(on, rule, "jwks", "jwks-parse", jwks);
    if (!isUnknown(rule.jwks) && holdsPrivateKey(rule.jwks)) {
      const message = "jwks gives a private or symmetric key away: whoever reads it can sign tokens";
      yield warning(on(rule, "jwks", "key"), "jwks-private-key", message);
    }
  }
  yield* entry(on, rule, "timeout", "timeout", duration);
}
