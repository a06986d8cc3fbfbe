/** Load balancing: hashing, warm-up; localities stand in their own file (validateLoadBalancer). */

import type { ConsistentHash, LoadBalancerSettings, MagLev } from "../../kinds/istio.ts";
import { anyDuration, duration } from "../../values/duration.ts";
import { quote } from "../../values/quote.ts";
import { entry, error, isSet, objectsOf, repeated, warning, type Findings, type On } from "../row.ts";
import { locality, zoneAware } from "./locality.ts";

export const loadBalancerCodes = {
  "lb-cookie-name": "a hashing cookie has no name",
  "lb-cookie-attribute": "an attribute of a cookie has no name or stands twice",
  "lb-cookie-ttl": "the ttl of a hashing cookie is no duration",
  "lb-minimum-ring-size-deprecated": "the deprecated consistentHash.minimumRingSize is used",
  "lb-ring-size-exclusive": "minimumRingSize stands beside ringHash or maglev",
  "lb-maglev-table-size": "the table size of maglev is no prime in its range",
  "lb-warmup": "a warm-up setting is out of range or no valid duration",
};

export function* loadBalancer(on: On, settings: LoadBalancerSettings | undefined, hasOutlier: boolean): Findings {
  if (!settings) return;
  yield* consistentHash(on, settings.consistentHash);
  yield* locality(on, settings, hasOutlier);
  yield* zoneAware(on, settings, hasOutlier);
  yield* warmup(on, settings);
}

function* consistentHash(on: On, hash: ConsistentHash | undefined): Findings {
  if (!hash) return;
  yield* cookie(on, hash);
  if (isSet(hash.minimumRingSize)) {
    const place = on(hash, "minimumRingSize", "key");
    yield warning(
      place,
      "lb-minimum-ring-size-deprecated",
      "minimumRingSize is deprecated: use ringHash.minimumRingSize",
    );
    if (hash.ringHash ?? hash.maglev) {
      yield error(place, "lb-ring-size-exclusive", "minimumRingSize cannot stand beside ringHash or maglev");
    }
  }
  yield* maglev(on, hash.maglev);
}

function* cookie(on: On, { httpCookie }: ConsistentHash): Findings {
  if (!httpCookie) return;
  yield* entry(on, httpCookie, "ttl", "lb-cookie-ttl", anyDuration);
  if (httpCookie.name === "") yield error(on(httpCookie, "name"), "lb-cookie-name", "empty cookie name");
  const attributes = objectsOf(httpCookie.attributes);
  for (const attribute of attributes) {
    if (attribute.name === "") yield error(on(attribute, "name"), "lb-cookie-attribute", "empty attribute name");
  }
  for (const [, attribute] of repeated(attributes, ({ name }) => name)) {
    yield error(on(attribute, "name"), "lb-cookie-attribute", `attribute ${quote(attribute.name)} stands twice`);
  }
}

const tableLimit = 5000011;

function* maglev(on: On, settings: MagLev | undefined): Findings {
  yield* entry(on, settings, "tableSize", "lb-maglev-table-size", (size) => {
    if (size === 0 || size >= tableLimit) return `table size ${size} is out of range: use a prime below ${tableLimit}`;
    return isPrime(size) ? undefined : `table size ${size} is no prime`;
  });
}

function isPrime(number: number): boolean {
  for (let divisor = 2; divisor * divisor <= number; divisor++) if (number % divisor === 0) return false;
  return number > 1;
}

function* warmup(on: On, settings: LoadBalancerSettings): Findings {
  yield* entry(on, settings, "warmupDurationSecs", "lb-warmup", duration);
  yield* entry(on, settings.warmup, "duration", "lb-warmup", duration);
  yield* entry(on, settings.warmup, "aggression", "lb-warmup", (value) =>
    value <= 0 ? `aggression ${value} is out of range: use more than 0` : undefined,
  );
}
