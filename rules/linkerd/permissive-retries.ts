/** Retries of requests that must not happen twice, and budgets that multiply the load. */

import { conditionsIn } from "../../src/mesh/linkerd/profile-conditions.ts";
import { routesOf } from "../../src/mesh/linkerd/service-profiles.ts";
import { at, defineRule, yaml } from "../../src/rule/rule.ts";

const unsafe = new Set(["POST", "PATCH"]);

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
        retryBudget: { retryRatio: 0.2, minRetriesPerSecond: 10, ttl: 10s }
    `,
  ],
  *check(mesh) {
    for (const profile of mesh.all("linkerd/ServiceProfile")) {
      for (const route of routesOf(profile)) {
        if (route.isRetryable !== true) continue;
        const methods = [...conditionsIn(route.condition)].map(({ condition }) => String(condition.method));
        const method = methods.map((each) => each.toUpperCase()).find((each) => unsafe.has(each));
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
