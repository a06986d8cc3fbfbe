/** What a ServiceProfile says and the proxy drops, although everything accepts it. */

import type { ResponseClass, RetryBudget, ServiceProfileRoute, WeightedDst } from "../../src/mesh/kinds/linkerd.ts";
import { conditionsIn } from "../../src/mesh/linkerd/profile-conditions.ts";
import { rustRegex } from "../../src/mesh/linkerd/rust-regex.ts";
import { overridesRoutes, routesOf, type ServiceProfile } from "../../src/mesh/linkerd/service-profiles.ts";
import { parseDuration } from "../../src/mesh/values/duration.ts";
import { quote } from "../../src/mesh/values/quote.ts";
import { isUnknown } from "../../src/mesh/unknown.ts";
import { at, defineRule, yaml, type Finding } from "../../src/rule/rule.ts";

const second = 1e9;

function* requestConditions(profile: ServiceProfile, route: ServiceProfileRoute): Iterable<Finding> {
  for (const { condition, isOneOfAll } of conditionsIn(route.condition)) {
    const { pathRegex, method, all } = condition;
    if (typeof pathRegex === "string" && !isUnknown(pathRegex)) {
      const problem = rustRegex(pathRegex);
      const effect = isOneOfAll ? "the rest matches more than is written" : "the route is dropped";
      const place = at(profile, condition, "pathRegex");
      if (problem !== undefined) yield { at: place, code: "regex", message: `${problem}; ${effect}` };
    }
    if (typeof method === "string" && !isUnknown(method) && method !== method.toUpperCase()) {
      const message = `methods are compared with their case: write "${method.toUpperCase()}", not ${quote(method)}`;
      yield { at: at(profile, condition, "method"), code: "method", message };
    }
    if (Array.isArray(all) && all.length === 0) {
      yield {
        at: at(profile, condition, "all", "key"),
        code: "empty-all",
        message: 'an empty "all" matches every request',
      };
    }
  }
}

function* responseClasses(profile: ServiceProfile, route: ServiceProfileRoute): Iterable<Finding> {
  for (const each of (route.responseClasses ?? []) as readonly (ResponseClass | null)[]) {
    const status = each?.condition.status;
    if (!status || (status.min === undefined) === (status.max === undefined)) continue;
    const [has, lacks] = status.min === undefined ? (["max", "min"] as const) : (["min", "max"] as const);
    const message = `a range with "${has}" alone is dropped: "${lacks}" counts as 0`;
    yield { at: at(profile, status, has), code: "status", message };
  }
}

function* retryBudget(profile: ServiceProfile, budget: RetryBudget): Iterable<Finding> {
  const ttl = isUnknown(budget.ttl) ? undefined : parseDuration(budget.ttl);
  if (ttl !== undefined && (ttl < second || ttl > 60 * second)) {
    const message = `a ttl of ${quote(budget.ttl)} is out of range, so nothing is retried: use 1s to 60s`;
    yield { at: at(profile, budget, "ttl"), code: "budget", message };
  }
  if (budget.retryRatio > 1000) {
    const message = `a ratio of ${budget.retryRatio} is out of range, so nothing is retried`;
    yield { at: at(profile, budget, "retryRatio"), code: "budget", message };
  }
}

/** The schema demands neither field, and the proxy resolves full names alone. */
function* shares(profile: ServiceProfile, overrides: readonly WeightedDst[]): Iterable<Finding> {
  for (const each of overrides) {
    const { authority, weight } = each;
    const index = overrides.indexOf(each);
    if (authority === undefined || authority === "") {
      yield {
        at: at(profile, overrides, index),
        code: "authority",
        message: "a share without an authority goes nowhere",
      };
    } else if (!isUnknown(authority) && !authority.includes(".")) {
      const message = `${quote(authority)} is no full name of a Service, so its share goes nowhere`;
      yield { at: at(profile, each, "authority"), code: "authority", message };
    }
    if (weight === undefined && overrides.length > 1)
      yield { at: at(profile, overrides, index), code: "overrides", message: "a share without a weight gets nothing" };
  }
}

export default defineRule({
  summary: "A part of a ServiceProfile that the proxy drops",
  category: "correctness",
  severity: "warning",
  since: "0.1.0",
  why: "The API server and the webhook accept these values; the proxy cannot use them, drops the part, and does not say so.",
  fix: "Change the marked value as the message says.",
  links: ["https://linkerd.io/2-edge/reference/service-profiles/"],
  codes: {
    regex: "A pattern that the proxy cannot compile",
    method: "A method that is not in upper case",
    "empty-all": "An empty list of conditions, which matches everything",
    status: "A range of status codes with one end",
    budget: "A retry budget that cannot be used",
    overrides: "Shares that get nothing",
    authority: "A share whose Service is not named in full",
  },
  bad: [
    yaml`
      apiVersion: linkerd.io/v1alpha2
      kind: ServiceProfile
      metadata: { name: web.shop.svc.cluster.local, namespace: shop }
      spec:
        routes:
          - name: user
            condition: { pathRegex: "/users/{id}" } # warning: the route is dropped
          - name: cart
            condition: { method: get, pathRegex: "/cart/(?!x)" } # warning: not "get" # warning: the rest matches more
            responseClasses:
              - condition: { status: { min: 500 } } # warning: a range with "min" alone is dropped
          - name: rest
            condition: { all: [] } # warning: matches every request
        retryBudget:
          retryRatio: 0.2
          minRetriesPerSecond: 10
          ttl: 500ms # warning: out of range, so nothing is retried
    `,
    yaml`
      apiVersion: linkerd.io/v1alpha2
      kind: ServiceProfile
      metadata: { name: web.shop.svc.cluster.local, namespace: shop }
      spec:
        dstOverrides: # warning: no share is above zero
          - { authority: web-v1.shop.svc.cluster.local, weight: 0 }
    `,
    yaml`
      apiVersion: linkerd.io/v1alpha2
      kind: ServiceProfile
      metadata: { name: web.shop.svc.cluster.local, namespace: shop }
      spec:
        dstOverrides:
          - { authority: web-v1, weight: 1 } # warning: no full name of a Service
          - authority: web-v2.shop.svc.cluster.local # warning: a share without a weight gets nothing
          - weight: 1 # warning: goes nowhere
    `,
  ],
  good: [
    yaml`
      apiVersion: linkerd.io/v1alpha2
      kind: ServiceProfile
      metadata: { name: web.shop.svc.cluster.local, namespace: shop }
      spec:
        routes:
          - name: user
            condition: { method: GET, pathRegex: "/users/[^/]+" }
            responseClasses: [{ condition: { status: { min: 500, max: 599 } } }]
        retryBudget: { retryRatio: 0.2, minRetriesPerSecond: 10, ttl: 10s }
    `,
  ],
  *check(mesh) {
    for (const profile of mesh.all("linkerd/ServiceProfile")) {
      for (const route of routesOf(profile)) {
        yield* requestConditions(profile, route);
        yield* responseClasses(profile, route);
      }
      const { retryBudget: budget, dstOverrides = [] } = profile.spec;
      if (budget) yield* retryBudget(profile, budget);
      yield* shares(profile, dstOverrides);
      if (
        dstOverrides.length > 0 &&
        !overridesRoutes(profile) &&
        !dstOverrides.some(({ weight }) => isUnknown(weight))
      ) {
        const place = at(profile, profile.spec, "dstOverrides", "key");
        yield { at: place, code: "overrides", message: "no share is above zero: nothing is overridden" };
      }
    }
  },
});
