/** Matches that an earlier rule of the same route has too. */

import { rulePlace } from "../../src/mesh/gateway-api/match-place.ts";
import { matchesOf, matchKey } from "../../src/mesh/gateway-api/matches.ts";
import type { RoutedMatch } from "../../src/mesh/gateway-api/route-conflicts.ts";
import { routes, rulesOf, type Route } from "../../src/mesh/gateway-api/routes.ts";
import { defineRule, yaml, type Finding } from "../../src/rule/rule.ts";

function* judge(route: Route): Iterable<Finding> {
  const first = new Map<string, RoutedMatch>();
  for (const rule of rulesOf(route)) {
    for (const match of matchesOf(rule)) {
      const key = matchKey(match);
      const earlier = key === undefined ? undefined : first.get(key);
      if (earlier && earlier.rule !== rule) {
        yield {
          at: rulePlace({ route, rule, match }),
          message: "an earlier rule of this route takes the same requests",
          related: [{ at: rulePlace(earlier), message: "the earlier rule" }],
        };
      }
      if (key !== undefined && !earlier) first.set(key, { route, rule, match });
    }
  }
}

export default defineRule({
  summary: "A match of a route never takes effect: an earlier rule has the same one",
  category: "correctness",
  severity: "warning",
  since: "0.1.0",
  why: "Of equal matches in one route the first rule gets all requests; the later one gets none. A rule without matches takes everything, as does the prefix `/`.",
  fix: "Remove the later match, make it more specific, or put the backends into one rule with weights.",
  links: ["https://gateway-api.sigs.k8s.io/reference/spec/#httprouterule"],
  bad: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: cart, namespace: shop }
      spec:
        rules:
          - matches: [{ path: { value: /cart }, headers: [{ name: Canary, value: "1" }] }]
            backendRefs: [{ name: cart, port: 80 }]
          - matches:
              - headers: [{ name: canary, value: "1" }] # warning: an earlier rule of this route takes the same requests
                path: { value: /cart/ }
              - path: { value: / }
            backendRefs: [{ name: cart-v2, port: 80 }]
          - backendRefs: [{ name: cart-v3, port: 80 }] # warning: an earlier rule
    `,
  ],
  good: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: cart, namespace: shop }
      spec:
        rules:
          - matches: [{ path: { value: /cart } }, { path: { type: Exact, value: /cart } }]
            backendRefs: [{ name: cart, port: 80 }]
          - matches: [{ path: { value: /cart }, method: POST }]
            backendRefs: [{ name: cart-v2, port: 80 }]
          - backendRefs: [{ name: cart-v3, port: 80 }]
    `,
  ],
  *check(mesh) {
    for (const route of routes(mesh)) {
      if (route.is === "gateway-api/HTTPRoute" || route.is === "gateway-api/GRPCRoute") yield* judge(route);
    }
  },
});
