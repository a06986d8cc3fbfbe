/** What Linkerd's webhook refuses in a ServiceProfile (linkerd2 pkg/profiles/profiles.go). */

import type { RetryBudget, ServiceProfileRoute, ServiceProfileSpec } from "../../kinds/linkerd.ts";
import { goDuration } from "../../linkerd/annotation-values.ts";
import { isUnknown } from "../../unknown.ts";
import { entry, error, listOf, type Findings, type On } from "../row.ts";
import { conditionCodes, requestMatch, responseMatch } from "./request-match.ts";

export const serviceProfileCodes = {
  "route-null": "An empty item in the list of routes or response classes",
  "route-name": "A route with an empty name",
  timeout: "A timeout that is no duration",
  "retry-budget": "A retry budget out of range",
  "opaque-ports": "Opaque ports, which no form of the field can say",
  ...conditionCodes,
};

export function* serviceProfile(on: On, spec: ServiceProfileSpec): Findings {
  const routes = listOf(spec.routes);
  for (const [index, item] of routes.entries()) {
    const route = item as ServiceProfileRoute | null;
    if (route === null) yield error(on(routes, index), "route-null", "an empty item in the list of routes");
    else yield* routeOf(on, route);
  }
  if (spec.retryBudget) yield* retryBudget(on, spec.retryBudget);
  if (listOf(spec.opaquePorts).length === 0) return;
  const message =
    'the CRD wants a list and the webhook a mapping here: annotate the Service with "config.linkerd.io/opaque-ports"';
  yield error(on(spec, "opaquePorts", "key"), "opaque-ports", message);
}

function* routeOf(on: On, route: ServiceProfileRoute): Findings {
  if (route.name === "") yield error(on(route, "name"), "route-name", "a route needs a name");
  if (route.timeout !== "") yield* entry(on, route, "timeout", "timeout", goDuration);
  if (isMapping(route.condition)) yield* requestMatch(on, route.condition);
  const classes = listOf(route.responseClasses);
  for (const [index, item] of classes.entries()) {
    if (!isMapping(item))
      yield error(on(classes, index), "route-null", "an empty item in the list of response classes");
    else if (isMapping(item.condition)) yield* responseMatch(on, item.condition);
  }
}

function isMapping(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function* retryBudget(on: On, budget: RetryBudget): Findings {
  const { retryRatio, minRetriesPerSecond, ttl } = budget;
  if (retryRatio < 0) yield error(on(budget, "retryRatio"), "retry-budget", `a ratio of ${retryRatio} is below zero`);
  if (minRetriesPerSecond < 0) {
    const message = `${minRetriesPerSecond} retries per second are below zero`;
    yield error(on(budget, "minRetriesPerSecond"), "retry-budget", message);
  }
  if (typeof ttl === "string" && !isUnknown(ttl)) yield* entry(on, budget, "ttl", "retry-budget", goDuration);
}
