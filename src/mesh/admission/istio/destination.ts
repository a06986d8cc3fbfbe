/** Destinations of routes and their weights: istio/istio pkg/config/validation/validation.go validateDestination. */

import type { Destination } from "../../kinds/istio.ts";
import { wildcardDomain } from "../../values/names.ts";
import { dnsLabel } from "../../values/names.ts";
import { port } from "../../values/address.ts";
import { entry, error, isThere, objectsOf, type Findings, type On } from "../row.ts";

export const destinationCodes = {
  "destination-host": "a destination host is no domain name",
  "destination-subset": "a subset name is no DNS label",
  "destination-port": "a destination port is out of range",
};

export const weightCodes = {
  "weight-negative": "a weight is below zero",
  "weight-sum-zero": "the weights of several destinations add up to zero",
};

export function* destination(on: On, target: Destination | null | undefined): Findings {
  if (!target) return;
  yield* entry(on, target, "host", "destination-host", (host) =>
    host === "*" ? `"*" names no destination` : wildcardDomain(host),
  );
  yield* entry(on, target, "subset", "destination-subset", (name) => (name === "" ? undefined : dnsLabel(name)));
  if (typeof target.port !== "object") return;
  yield* entry(on, target.port, "number", "destination-port", port);
  if (!isThere(target.port.number)) {
    yield error(on(target, "port", "key"), "destination-port", "a destination port needs a number");
  }
}

interface Weighted {
  readonly destination?: Destination;
  readonly weight?: number;
}

/** All destinations of one route, with their weights (validateWeights). */
export function* destinations(on: On, route: { readonly route?: readonly Weighted[] }): Findings {
  const list = objectsOf(route.route);
  let sum = 0;
  for (const weighted of list) {
    yield* destination(on, weighted.destination);
    yield* entry(on, weighted, "weight", "weight-negative", (weight) =>
      weight < 0 ? `weight ${weight} is below zero` : undefined,
    );
    const weight = weighted.weight ?? 0;
    sum += typeof weight === "number" ? weight : Number.NaN;
  }
  if (list.length > 1 && sum === 0) {
    yield error(on(route, "route", "key"), "weight-sum-zero", `the weights of ${list.length} destinations add up to 0`);
  }
}
