/** Regular expressions of routes that the proxies of Istio cannot read. */

import { objectsOf } from "../../src/mesh/admission/row.ts";
import { gatewaysOf } from "../../src/mesh/gateway-api/attachment.ts";
import { isIstios } from "../../src/mesh/gateway-api/classes.ts";
import { requestRoutes, rulesOf, type Match, type Route } from "../../src/mesh/gateway-api/routes.ts";
import { isUnknown } from "../../src/mesh/unknown.ts";
import { syntax } from "../../src/mesh/values/regex.ts";
import { at, defineRule, yaml, type Finding } from "../../src/rule/rule.ts";

/** Everything that may be a regular expression: an object with a type, and the fields that it speaks of. */
function* typed({ path, method, headers, queryParams }: Match): Iterable<readonly [owner: object, key: string]> {
  if (path) yield [path, "value"];
  if (method && typeof method === "object") yield* ["service", "method"].map((key) => [method, key] as const);
  for (const each of [...objectsOf(headers), ...objectsOf(queryParams)]) yield [each, "value"];
}

function* judge(route: Route, match: Match): Iterable<Finding> {
  for (const [owner, key] of typed(match)) {
    const fields = owner as Readonly<Record<string, unknown>>;
    const pattern = fields[key];
    if (fields.type !== "RegularExpression" || typeof pattern !== "string" || isUnknown(pattern)) continue;
    const message = syntax(pattern);
    if (message) yield { at: at(route, fields, key), message };
  }
}

export default defineRule({
  summary: "A route of an Istio Gateway has a regular expression that is none for Envoy",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "Gateway API leaves the dialect to the controller, and nothing checks the expression before Envoy does. Envoy knows RE2: it refuses all routes of the listener together with this one, and keeps those that it had.",
  fix: "Write the expression in RE2's syntax, which has neither lookaround nor backreferences.",
  links: ["https://github.com/google/re2/wiki/Syntax"],
  bad: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: public, namespace: shop }
      spec: { gatewayClassName: istio, listeners: [{ name: http, port: 80, protocol: HTTP }] }
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: shop, namespace: shop }
      spec:
        parentRefs: [{ name: public }]
        rules:
          - matches:
              - path: { type: RegularExpression, value: "/(?!internal).*" } # error: uses lookaround, which RE2 does not have
              - headers: [{ type: RegularExpression, name: agent, value: "(Mobile" }] # error: is no regular expression
            backendRefs: [{ name: cart, port: 80 }]
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: GRPCRoute
      metadata: { name: bank, namespace: shop }
      spec:
        parentRefs: [{ name: public }]
        hostnames: [bank.example]
        rules:
          - matches: [{ method: { type: RegularExpression, service: "bank.*[" } }] # error: is no regular expression
            backendRefs: [{ name: bank, port: 80 }]
    `,
  ],
  good: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: public, namespace: shop }
      spec: { gatewayClassName: istio, listeners: [{ name: http, port: 80, protocol: HTTP }] }
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: shop, namespace: shop }
      spec:
        parentRefs: [{ name: public }]
        rules:
          - matches:
              - path: { type: RegularExpression, value: "/v[0-9]+/.*" }
              - path: { type: Exact, value: "/a(b" }
              - headers: [{ name: agent, value: "(Mobile" }]
            backendRefs: [{ name: cart, port: 80 }]
    `,
  ],
  *check(mesh) {
    for (const route of requestRoutes(mesh)) {
      if (!gatewaysOf(mesh, route).some((gateway) => isIstios(mesh, gateway))) continue;
      for (const { matches } of rulesOf(route)) for (const match of objectsOf(matches)) yield* judge(route, match);
    }
  },
});
