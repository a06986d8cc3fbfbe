/** Routes that take the same requests from the same parent. */

import { kindConflicts, type KindConflict } from "../../src/mesh/gateway-api/kind-conflicts.ts";
import { rulePlace } from "../../src/mesh/gateway-api/match-place.ts";
import { routeConflicts, type RouteConflict } from "../../src/mesh/gateway-api/route-conflicts.ts";
import { specOf, type Route } from "../../src/mesh/gateway-api/routes.ts";
import { at, defineRule, yaml, type Finding, type Mesh } from "../../src/rule/rule.ts";

/** A plain folder may hold steps of a tutorial, of which one is applied at a time: there, files are not compared. */
function areTogether(mesh: Mesh, one: Route, other: Route): boolean {
  return mesh.environment.completeness !== "open" || mesh.areNeighbours(one, other);
}

function ofMatches({ one, other, hostname }: RouteConflict): Finding {
  const where = one.route.namespace === other.route.namespace ? "" : ` of namespace "${one.route.namespace}"`;
  const what = /^(?:HTTP|GRPC)/.test(one.route.kind) ? "requests" : "connections";
  const host = hostname === "*" ? "" : ` of "${hostname}"`;
  return {
    at: rulePlace(other),
    message: `${one.route.kind} "${one.route.name}"${where} takes the same ${what}${host}`,
    related: [{ at: rulePlace(one), message: "the other route" }],
  };
}

function ofKinds({ http, grpc, hostname }: KindConflict): Finding {
  const { hostnames = [] } = specOf(grpc);
  const index = hostnames.indexOf(hostname);
  const what = index === -1 ? "no host name either" : "the same host name";
  return {
    at: index === -1 ? at(grpc, grpc.metadata, "name") : at(grpc, hostnames, index),
    message: `HTTPRoute "${http.name}" has ${what}: only one of the two is served`,
    related: [{ at: at(http, http.metadata, "name"), message: "the other route" }],
  };
}

export default defineRule({
  summary: "Two routes take the same requests from the same parent",
  category: "correctness",
  severity: "warning",
  since: "0.1.0",
  why: "Of routes with equal matches for a host name only the older one gets the requests, and of equal age the one whose name comes first: which one that is depends on the order in which they were applied. An HTTPRoute and a GRPCRoute may not share a host name of a listener, and Istio serves only one of them.",
  fix: "Merge the routes, or make one of the matches more specific. To split traffic, use the weights of one rule. Give gRPC a host name of its own, or route it by an HTTPRoute.",
  links: ["https://gateway-api.sigs.k8s.io/reference/spec/#httprouterule"],
  bad: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: public, namespace: shop }
      spec: { gatewayClassName: istio, listeners: [{ name: http, port: 80, protocol: HTTP }] }
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: cart, namespace: shop }
      spec:
        parentRefs: [{ name: public }]
        hostnames: [shop.example]
        rules: [{ matches: [{ path: { value: /cart } }], backendRefs: [{ name: cart, port: 80 }] }]
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: cart-v2, namespace: shop }
      spec:
        parentRefs: [{ name: public }]
        hostnames: [shop.example, other.example]
        rules:
          - matches:
              - path: { value: /cart/ } # warning: HTTPRoute "cart" takes the same requests of "shop.example"
              - path: { value: /new }
            backendRefs: [{ name: cart-v2, port: 80 }]
    `,
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: public, namespace: shop }
      spec: { gatewayClassName: istio, listeners: [{ name: store, port: 6379, protocol: TCP }] }
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: TCPRoute
      metadata: { name: store, namespace: shop }
      spec: { parentRefs: [{ name: public }], rules: [{ backendRefs: [{ name: store, port: 6379 }] }] }
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: TCPRoute
      metadata: { name: store-v2, namespace: shop }
      spec:
        parentRefs: [{ name: public }]
        rules:
          - backendRefs: [{ name: store-v2, port: 6379 }] # warning: TCPRoute "store" takes the same connections
    `,
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: public, namespace: shop }
      spec: { gatewayClassName: istio, listeners: [{ name: http, port: 80, protocol: HTTP }] }
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: web, namespace: shop }
      spec:
        parentRefs: [{ name: public }]
        hostnames: [shop.example]
        rules: [{ backendRefs: [{ name: web, port: 80 }] }]
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: GRPCRoute
      metadata: { name: cart, namespace: shop }
      spec:
        parentRefs: [{ name: public }]
        hostnames:
          - cart.example
          - shop.example # warning: HTTPRoute "web" has the same host name: only one of the two is served
        rules: [{ backendRefs: [{ name: cart, port: 80 }] }]
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
      metadata: { name: cart, namespace: shop }
      spec:
        parentRefs: [{ name: public }]
        hostnames: [shop.example]
        rules: [{ matches: [{ path: { value: /cart } }], backendRefs: [{ name: cart, port: 80 }] }]
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: cart-v2, namespace: shop }
      spec:
        parentRefs: [{ name: public }]
        hostnames: [shop.example]
        rules:
          - matches: [{ path: { value: /cart }, headers: [{ name: canary, value: "true" }] }]
            backendRefs: [{ name: cart-v2, port: 80 }]
          - matches: [{ path: { type: Exact, value: /cart } }]
            backendRefs: [{ name: cart-v2, port: 80 }]
    `,
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: public, namespace: shop }
      spec:
        gatewayClassName: istio
        listeners:
          - { name: http, port: 80, protocol: HTTP }
          - { name: grpc, port: 81, protocol: HTTP }
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: web, namespace: shop }
      spec:
        parentRefs: [{ name: public, sectionName: http }]
        hostnames: [shop.example]
        rules: [{ backendRefs: [{ name: web, port: 80 }] }]
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: GRPCRoute
      metadata: { name: cart, namespace: shop }
      spec:
        parentRefs: [{ name: public, sectionName: grpc }]
        hostnames: [shop.example]
        rules: [{ backendRefs: [{ name: cart, port: 80 }] }]
    `,
  ],
  *check(mesh) {
    for (const conflict of routeConflicts(mesh)) {
      if (areTogether(mesh, conflict.one.route, conflict.other.route)) yield ofMatches(conflict);
    }
    for (const conflict of kindConflicts(mesh)) {
      if (areTogether(mesh, conflict.http, conflict.grpc)) yield ofKinds(conflict);
    }
  },
});
