/** Listeners that take routes of all namespaces for all host names. */

import { isIstios } from "../../src/mesh/gateway-api/classes.ts";
import { gatewayFor, holders, listenersOf, type Holder, type Listener } from "../../src/mesh/gateway-api/listeners.ts";
import { isUnknown } from "../../src/mesh/unknown.ts";
import { at, defineRule, yaml, type Mesh } from "../../src/rule/rule.ts";

const named = new Set(["HTTP", "HTTPS", "TLS"]);

type Namespaces = NonNullable<NonNullable<Listener["allowedRoutes"]>["namespaces"]>;

/** An empty selector picks everything; where there is none, Istio acts alike, and others turn all away. */
function takesAll(mesh: Mesh, holder: Holder, { from, selector }: Namespaces): boolean {
  if (from !== "Selector") return from === "All";
  if (!selector) {
    const gateway = gatewayFor(mesh, holder);
    return gateway !== undefined && isIstios(mesh, gateway);
  }
  const { matchLabels = {}, matchExpressions = [] } = selector;
  if (isUnknown(selector) || isUnknown(matchLabels) || isUnknown(matchExpressions)) return false;
  return Object.keys(matchLabels).length === 0 && matchExpressions.length === 0;
}

export default defineRule({
  summary: "A listener takes routes of every namespace for every host name",
  category: "security",
  severity: "warning",
  preset: "security",
  securitySeverity: "4.0",
  since: "0.1.0",
  why: "Whoever may write a route in any namespace can serve any host name through this Gateway, and so take over traffic that is meant for others.",
  fix: "Give the listener a `hostname`, or take routes of selected namespaces only: `allowedRoutes.namespaces.from: Selector`.",
  links: ["https://gateway-api.sigs.k8s.io/concepts/security-model/"],
  bad: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: public, namespace: edge }
      spec:
        gatewayClassName: istio
        listeners:
          - name: http
            port: 80
            protocol: HTTP
            allowedRoutes: { namespaces: { from: All } } # warning: routes of every namespace may serve any host name
          - name: selected
            port: 81
            protocol: HTTP
            allowedRoutes: { namespaces: { from: Selector, selector: {} } } # warning: routes of every namespace
          - name: forgotten
            port: 82
            protocol: HTTP
            allowedRoutes: { namespaces: { from: Selector } } # warning: routes of every namespace
    `,
  ],
  good: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: public, namespace: edge }
      spec:
        gatewayClassName: istio
        listeners:
          - { name: own, port: 80, protocol: HTTP }
          - { name: all, port: 81, protocol: HTTP, hostname: "*.shop.example", allowedRoutes: { namespaces: { from: All } } }
          - name: shop
            port: 82
            protocol: HTTP
            allowedRoutes: { namespaces: { from: Selector, selector: { matchLabels: { team: shop } } } }
    `,
  ],
  *check(mesh) {
    for (const holder of holders(mesh)) {
      for (const listener of listenersOf(holder)) {
        const { namespaces } = listener.allowedRoutes ?? {};
        if (!namespaces || listener.hostname || !named.has(listener.protocol)) continue;
        if (!takesAll(mesh, holder, namespaces)) continue;
        yield { at: at(holder, namespaces, "from"), message: "routes of every namespace may serve any host name" };
      }
    }
  },
});
