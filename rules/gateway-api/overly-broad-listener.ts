/** Listeners that take routes of all namespaces for all host names. */

import { holders, listenersOf } from "../../src/mesh/gateway-api/listeners.ts";
import { at, defineRule, yaml } from "../../src/rule/rule.ts";

const named = new Set(["HTTP", "HTTPS", "TLS"]);

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
    `,
  ],
  *check(mesh) {
    for (const holder of holders(mesh)) {
      for (const listener of listenersOf(holder)) {
        const { namespaces } = listener.allowedRoutes ?? {};
        if (namespaces?.from !== "All" || listener.hostname || !named.has(listener.protocol)) continue;
        yield { at: at(holder, namespaces, "from"), message: "routes of every namespace may serve any host name" };
      }
    }
  },
});
