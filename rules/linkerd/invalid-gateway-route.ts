/** What Linkerd's webhook refuses in routes of the Gateway API that are its own to apply. */

import { gatewayRoute, routeCodes, singleRule } from "../../src/mesh/admission/linkerd/routes.ts";
import { linkerdRoutes, specOf } from "../../src/mesh/linkerd/route-parents.ts";
import { placesIn } from "../../src/mesh/admission/row.ts";
import { defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "A route of the Gateway API that Linkerd refuses",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "Linkerd's webhook refuses the object; where the webhook is down the object is let in and then ignored.",
  fix: "Change the marked field as the message says.",
  links: ["https://linkerd.io/2-edge/features/gateway-api/"],
  codes: routeCodes,
  bad: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: web, namespace: shop }
      spec:
        parentRefs: [{ group: policy.linkerd.io, kind: Server, name: web }]
        rules:
          - matches: [{ path: { type: RegularExpression, value: "/users/{id}" } }] # error: a path parameter is
            filters:
              - type: RequestRedirect
                requestRedirect:
                  path: { type: ReplaceFullPath, replaceFullPath: cart } # error: must begin with "/"
    `,
    yaml`
      apiVersion: gateway.networking.k8s.io/v1alpha2
      kind: TCPRoute
      metadata: { name: db, namespace: shop }
      spec:
        parentRefs: [{ group: policy.linkerd.io, kind: EgressNetwork, name: db }] # error: needs a port
        rules: # error: exactly one rule here, not 2
          - backendRefs: [{ name: one, port: 5432 }]
          - backendRefs: [{ name: two, port: 5432 }]
    `,
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: GRPCRoute
      metadata: { name: web, namespace: shop }
      spec:
        parentRefs: [{ group: "", kind: Service, name: web }]
        rules:
          - matches: [{ method: { type: RegularExpression, service: "shop.*" } }] # error: patterns are refused
    `,
  ],
  good: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: web, namespace: shop }
      spec:
        parentRefs: [{ group: "", kind: Service, name: web }]
        rules:
          - matches: [{ path: { value: /cart } }]
            backendRefs: [{ group: core, kind: Service, name: web, port: 80 }]
    `,
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: TCPRoute
      metadata: { name: db, namespace: shop }
      spec:
        parentRefs: [{ name: public }]
        rules:
          - backendRefs: [{ name: one, port: 5432 }]
    `,
  ],
  *check(mesh) {
    for (const manifest of linkerdRoutes(mesh)) {
      if (manifest.is === "linkerd/HTTPRoute") continue;
      const on = placesIn(manifest);
      yield* gatewayRoute(on, specOf(manifest));
      if (manifest.is === "gateway-api/TLSRoute" || manifest.is === "gateway-api/TCPRoute") {
        yield* singleRule(on, specOf(manifest));
      }
    }
  },
});
