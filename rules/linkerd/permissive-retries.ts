/** Retries of requests that must not happen twice, and budgets that multiply the load. */

import type { ServiceProfileRoute } from "../../src/mesh/kinds/linkerd.ts";
import { conditionsIn } from "../../src/mesh/linkerd/profile-conditions.ts";
import { routesOf } from "../../src/mesh/linkerd/service-profiles.ts";
import { at, defineRule, yaml } from "../../src/rule/rule.ts";

const unsafe = new Set(["POST", "PATCH"]);

/** A method of gRPC, which is always called with POST: `/shop\\.v1\\.Cart/AddItem`. */
const grpc = /^\^?\/[\w.\\]+\/[A-Z]\w*\$?$/;

function methodOf({ condition }: ServiceProfileRoute): string | undefined {
  const all = [...conditionsIn(condition)].map((each) => each.condition);
  if (all.some(({ pathRegex }) => typeof pathRegex === "string" && grpc.test(pathRegex))) return undefined;
  return all
    .flatMap(({ method }) => (typeof method === "string" ? [method.toUpperCase()] : []))
    .find((method) => unsafe.has(method));
}

export default defineRule({
  summary: "A ServiceProfile retries requests that may not be safe to repeat",
  category: "reliability",
  severity: "warning",
  since: "0.1.0",
  why: "Linkerd retries any method that a route calls retryable: an order that was placed and not confirmed is placed again.",
  fix: "Leave isRetryable to methods that may run twice (GET, HEAD, PUT, DELETE), and keep retryRatio well below 1.",
  links: ["https://linkerd.io/2-edge/tasks/configuring-retries/"],
  codes: {
    method: "A route for POST or PATCH is retryable",
    ratio: "More retries than requests",
  },
  bad: [
    yaml`
      apiVersion: linkerd.io/v1alpha2
      kind: ServiceProfile
      metadata: { name: web.shop.svc.cluster.local, namespace: shop }
      spec:
        routes:
          - name: POST /orders
            condition: { method: POST, pathRegex: /orders }
            isRetryable: true # warning: POST requests are retried
        retryBudget:
          retryRatio: 2 # warning: 2 retries for each request
          minRetriesPerSecond: 10
          ttl: 10s
    `,
  ],
  good: [
    yaml`
      apiVersion: linkerd.io/v1alpha2
      kind: ServiceProfile
      metadata: { name: web.shop.svc.cluster.local, namespace: shop }
      spec:
        routes:
          - name: GET /orders
            condition: { method: GET, pathRegex: /orders }
            isRetryable: true
          - name: POST /orders
            condition: { method: POST, pathRegex: /orders }
          - name: Find
            condition: { method: POST, pathRegex: '/shop\.v1\.Cart/FindItem' }
            isRetryable: true
        retryBudget: { retryRatio: 0.2, minRetriesPerSecond: 10, ttl: 10s }
    `,
  ],
  *check(mesh) {
    for (const profile of mesh.all("linkerd/ServiceProfile")) {
      for (const route of routesOf(profile)) {
        if (route.isRetryable !== true) continue;
        const method = methodOf(route);
        if (method === undefined) continue;
        const message = `${method} requests are retried: what they do may be done twice`;
        yield { at: at(profile, route, "isRetryable"), code: "method", message };
      }
      const { retryBudget: budget } = profile.spec;
      if (!budget || !(budget.retryRatio > 1)) continue;
      const message = `${budget.retryRatio} retries for each request multiply the load of a Service in trouble`;
      yield { at: at(profile, budget, "retryRatio"), code: "ratio", message };
    }
  },
});
