/** Rules that send their traffic nowhere. */

import { objectsOf } from "../../src/mesh/admission/row.ts";
import { parentOf } from "../../src/mesh/gateway-api/attachment.ts";
import { isHolderKind } from "../../src/mesh/gateway-api/listeners.ts";
import { parentRefsOf, routes, rulesOf, type Route, type Rule } from "../../src/mesh/gateway-api/routes.ts";
import { isUnknown } from "../../src/mesh/unknown.ts";
import { at, defineRule, yaml, type Finding } from "../../src/rule/rule.ts";

/** Filters that answer themselves, or that may do so. */
const answering = new Set(["RequestRedirect", "ExtensionRef"]);

function isAnswered(rule: Rule): boolean {
  return isUnknown(rule.filters) || objectsOf(rule.filters).some(({ type }) => answering.has(type) || isUnknown(type));
}

/** A rule of a route for a Service without backends sends to that Service. */
function isForGateways(route: Route): boolean {
  const parents = parentRefsOf(route).map((ref) => parentOf(route, ref));
  return parents.length > 0 && parents.every((parent) => parent && isHolderKind(parent));
}

function judge(route: Route, rule: Rule): Finding | undefined {
  if (isUnknown(rule.backendRefs) || isAnswered(rule)) return undefined;
  const refs = objectsOf(rule.backendRefs);
  if (refs.length > 0) {
    if (refs.length < (rule.backendRefs?.length ?? 0) || refs.some(({ weight }) => weight !== 0)) return undefined;
    const message = "all backends have the weight 0: the requests are answered with 500";
    return { at: at(route, rule, "backendRefs", "key"), code: "weights-zero", message };
  }
  if (!isForGateways(route)) return undefined;
  const message = "no backend and no redirect: the requests are answered with 500";
  return { at: at(route, rule), code: "backend-missing", message };
}

export default defineRule({
  summary: "A rule of a route sends its traffic nowhere",
  category: "correctness",
  severity: "warning",
  since: "0.1.0",
  why: "Requests that match a rule without a backend are answered with 500, and so are those whose backends all have the weight 0; connections of other protocols are closed.",
  fix: "Name a backend with a weight above 0, add a redirect, or remove the rule.",
  links: ["https://gateway-api.sigs.k8s.io/reference/spec/#httprouterule"],
  codes: {
    "weights-zero": "All backends of a rule have the weight 0",
    "backend-missing": "A rule with neither a backend nor a filter that answers",
  },
  bad: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: cart, namespace: shop }
      spec:
        parentRefs: [{ name: public }]
        rules:
          - backendRefs: [{ name: cart, port: 80, weight: 0 }, { name: cart-v2, port: 80, weight: 0 }] # warning: all backends have the weight 0
          - matches: [{ path: { value: /empty } }] # warning: no backend and no redirect
    `,
  ],
  good: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: cart, namespace: shop }
      spec:
        parentRefs: [{ name: public }]
        rules:
          - backendRefs: [{ name: cart, port: 80, weight: 0 }, { name: cart-v2, port: 80 }]
          - filters: [{ type: RequestRedirect, requestRedirect: { scheme: https } }]
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: mesh, namespace: shop }
      spec:
        parentRefs: [{ group: "", kind: Service, name: cart }]
        rules: [{ matches: [{ path: { value: /cart } }] }]
    `,
  ],
  *check(mesh) {
    for (const route of routes(mesh)) {
      for (const rule of rulesOf(route)) {
        const found = judge(route, rule);
        if (found) yield found;
      }
    }
  },
});
