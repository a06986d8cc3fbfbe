/** Routes that let scripts of any site act with the credentials of a user. */

import { filtersOf, requestRoutes, rulesOf } from "../../src/mesh/gateway-api/routes.ts";
import { at, defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "A route lets scripts of every site send requests with credentials",
  category: "security",
  severity: "warning",
  securitySeverity: "6.5",
  since: "0.1.0",
  why: "With allowCredentials the wildcard origin is answered with whatever origin asks, so that any page which a user visits can read and change what the user may, cookies and all.",
  fix: "List the origins that need it, or do without allowCredentials.",
  links: ["https://gateway-api.sigs.k8s.io/reference/spec/#httpcorsfilter"],
  bad: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: shop, namespace: shop }
      spec:
        rules:
          - filters:
              - type: CORS
                cors:
                  allowOrigins:
                    - "*" # warning: scripts of every site may send requests with credentials
                  allowCredentials: true
            backendRefs: [{ name: cart, port: 80 }]
    `,
  ],
  good: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: shop, namespace: shop }
      spec:
        rules:
          - filters: [{ type: CORS, cors: { allowOrigins: ["*"] } }]
            backendRefs: [{ name: cart, port: 80 }]
          - filters: [{ type: CORS, cors: { allowOrigins: ["https://*.shop.example"], allowCredentials: true } }]
            backendRefs: [{ name: cart, port: 80 }]
    `,
  ],
  *check(mesh) {
    for (const route of requestRoutes(mesh)) {
      for (const { cors } of rulesOf(route).flatMap(filtersOf)) {
        const { allowOrigins: origins, allowCredentials } = cors ?? {};
        const index = Array.isArray(origins) ? origins.indexOf("*") : -1;
        if (!origins || index === -1 || allowCredentials !== true) continue;
        yield { at: at(route, origins, index), message: "scripts of every site may send requests with credentials" };
      }
    }
  },
});
