/** Host names of routes that no parent serves. */

import { attachments, parentOf, type Attachment } from "../../src/mesh/gateway-api/attachment.ts";
import { hostnamesMeet } from "../../src/mesh/gateway-api/hostnames.ts";
import { parentRefsOf, routes, specOf, type Route } from "../../src/mesh/gateway-api/routes.ts";
import { appliesRoutes } from "../../src/mesh/linkerd/presence.ts";
import { isUnknown } from "../../src/mesh/unknown.ts";
import { at, defineRule, yaml, type Finding, type Mesh } from "../../src/rule/rule.ts";

/** Routes that all of their parents take, with the listeners. */
function byRoute(mesh: Mesh): ReadonlyMap<Route, readonly Attachment[]> {
  const found = new Map<Route, Attachment[]>();
  for (const attachment of attachments(mesh)) {
    const known = found.get(attachment.route);
    if (known) known.push(attachment);
    else found.set(attachment.route, [attachment]);
  }
  return found;
}

function* ofListeners(route: Route, all: readonly Attachment[]): Iterable<Finding> {
  // A parent that is not here may serve any name, and one that refuses the route is reported for that.
  if (all.length < parentRefsOf(route).length || all.some(({ refused }) => refused)) return;
  const listeners = all.flatMap(({ taken }) => taken);
  const hostnames = specOf(route).hostnames ?? [];
  for (const [index, hostname] of hostnames.entries()) {
    if (isUnknown(hostname) || listeners.some(({ listener }) => hostnamesMeet(listener.hostname, [hostname]))) continue;
    yield { at: at(route, hostnames, index), message: `no listener of the parents serves "${hostname}"` };
  }
}

function isForServices(route: Route): boolean {
  const parents = parentRefsOf(route).map((ref) => parentOf(route, ref));
  return parents.length > 0 && parents.every((parent) => parent?.is === "kubernetes/Service");
}

export default defineRule({
  summary: "A host name of a route that none of its parents serves",
  category: "correctness",
  severity: "warning",
  since: "0.1.0",
  why: "A route is served only under host names that one of its listeners has too; others are left out without a word. For a Service as parent Gateway API gives host names no meaning, and Istio reads none.",
  fix: "Correct the host name, add a listener for it, or remove it.",
  links: ["https://gateway-api.sigs.k8s.io/reference/spec/#httproutespec"],
  bad: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: public, namespace: shop }
      spec:
        gatewayClassName: istio
        listeners: [{ name: http, port: 80, protocol: HTTP, hostname: "*.shop.example" }]
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: shop, namespace: shop }
      spec:
        parentRefs: [{ name: public }]
        hostnames:
          - www.shop.example
          - shop.example # warning: no listener of the parents serves "shop.example"
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: cart, namespace: shop }
      spec:
        parentRefs: [{ group: "", kind: Service, name: cart }]
        hostnames: [cart] # warning: host names mean nothing for a Service as parent
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec: { ports: [{ port: 80 }] }
      ---
      apiVersion: security.istio.io/v1
      kind: PeerAuthentication
      metadata: { name: default, namespace: shop }
      spec: { mtls: { mode: STRICT } }
    `,
  ],
  good: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: public, namespace: shop }
      spec:
        gatewayClassName: istio
        listeners:
          - { name: http, port: 80, protocol: HTTP, hostname: "*.shop.example" }
          - { name: apex, port: 80, protocol: HTTP, hostname: shop.example }
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: shop, namespace: shop }
      spec:
        parentRefs: [{ name: public }]
        hostnames: [www.shop.example, shop.example, "*.example"]
    `,
  ],
  *check(mesh) {
    for (const [route, all] of byRoute(mesh)) yield* ofListeners(route, all);
    // Linkerd compares host names for Services too.
    if (appliesRoutes(mesh)) return;
    for (const route of routes(mesh)) {
      if (route.is === "gateway-api/TLSRoute") continue;
      const { hostnames = [] } = specOf(route);
      if (hostnames.length === 0 || isUnknown(hostnames) || !isForServices(route)) continue;
      yield {
        at: at(route, specOf(route), "hostnames", "key"),
        message: "host names mean nothing for a Service as parent",
      };
    }
  },
});
