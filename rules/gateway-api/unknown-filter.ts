/** Filters of routes that Istio does not know, so that it serves nothing of the whole route. */

import { objectsOf } from "../../src/mesh/admission/row.ts";
import { gatewaysOf } from "../../src/mesh/gateway-api/attachment.ts";
import { isIstiosIngress } from "../../src/mesh/gateway-api/classes.ts";
import { requestRoutes, rulesOf, type Filter, type Route, type Rule } from "../../src/mesh/gateway-api/routes.ts";
import { isUnknown } from "../../src/mesh/unknown.ts";
import { at, defineRule, yaml, type Finding } from "../../src/rule/rule.ts";

/** As far as no release knows them: istio/istio pilot/pkg/config/kube/gateway/conversion.go. */
const unknownTo = {
  rule: new Set(["ExtensionRef"]),
  backend: new Set(["ExtensionRef", "RequestMirror"]),
};

function finding(route: Route, filter: Filter, holder: keyof typeof unknownTo): Finding | undefined {
  if (!unknownTo[holder].has(filter.type)) return undefined;
  const message = `Istio knows no ${filter.type} in the filters of a ${holder}: nothing of this route is served`;
  return { at: at(route, filter, "type"), message };
}

function inRule(route: Route, rule: Rule): readonly (Finding | undefined)[] {
  // Istio skips a backend of weight 0 before it looks at its filters.
  const backends = objectsOf(rule.backendRefs).filter(({ weight }) => weight !== 0 && !isUnknown(weight));
  return [
    ...objectsOf(rule.filters).map((filter) => finding(route, filter, "rule")),
    ...backends.flatMap(({ filters }) => objectsOf(filters).map((filter) => finding(route, filter, "backend"))),
  ];
}

export default defineRule({
  summary: "A route of an Istio Gateway has a filter that Istio does not know",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "Istio passes over the whole route (InvalidFilter), all of its rules included, so that its requests find no route. It has no kind for an ExtensionRef to name, and mirrors requests of a rule, not those of one backend.",
  fix: "Say it in an object of Istio (an AuthorizationPolicy, a WasmPlugin, an EnvoyFilter), or move the filter from the backend to the rule.",
  links: ["https://gateway-api.sigs.k8s.io/reference/spec/#httproutefilter"],
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
          - filters:
              - type: ExtensionRef # error: Istio knows no ExtensionRef in the filters of a rule
                extensionRef: { group: gateway.envoyproxy.io, kind: HTTPRouteFilter, name: login }
            backendRefs:
              - name: cart
                port: 80
                filters:
                  - type: RequestMirror # error: Istio knows no RequestMirror in the filters of a backend
                    requestMirror: { backendRef: { name: copy, port: 80 } }
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
          - filters: [{ type: RequestMirror, requestMirror: { backendRef: { name: copy, port: 80 } } }]
            backendRefs:
              - name: cart
                port: 80
                filters: [{ type: RequestHeaderModifier, requestHeaderModifier: { remove: [x-debug] } }]
              - name: later
                port: 80
                weight: 0
                filters: [{ type: RequestMirror, requestMirror: { backendRef: { name: copy, port: 80 } } }]
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: other, namespace: shop }
      spec: { gatewayClassName: eg, listeners: [{ name: http, port: 80, protocol: HTTP }] }
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: login, namespace: shop }
      spec:
        parentRefs: [{ name: other }]
        rules:
          - filters:
              - type: ExtensionRef
                extensionRef: { group: gateway.envoyproxy.io, kind: HTTPRouteFilter, name: login }
            backendRefs: [{ name: cart, port: 80 }]
    `,
  ],
  *check(mesh) {
    for (const route of requestRoutes(mesh)) {
      if (!gatewaysOf(mesh, route).some((gateway) => isIstiosIngress(mesh, gateway))) continue;
      for (const found of rulesOf(route).flatMap((rule) => inRule(route, rule))) if (found) yield found;
    }
  },
});
