/** Routes of several kinds for one parent and port, of which the most specific alone has an effect. */

import { hasAlternatives } from "../../src/mesh/alternatives.ts";
import { linkerdRoutes, parentsOf, specOf } from "../../src/mesh/linkerd/route-parents.ts";
import { conflictOf, silentConflictOf } from "../../src/mesh/linkerd/route-status.ts";
import { at, defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "Routes of different kinds for one parent, of which one is not used",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "Linkerd uses one kind of route for a port: GRPCRoute before HTTPRoute, TLSRoute and TCPRoute. The others do nothing.",
  fix: "Keep routes of one kind for each port, or give them ports of their own.",
  links: ["https://linkerd.io/2-edge/features/gateway-api/"],
  codes: {
    refused: "The route's status says that it is in conflict",
    silent: "The status says that the route is accepted, though it is not used",
  },
  bad: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: GRPCRoute
      metadata: { name: api, namespace: shop }
      spec: { parentRefs: [{ group: "", kind: Service, name: web, port: 80 }, { group: policy.linkerd.io, kind: Server, name: api }] }
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: web, namespace: shop }
      spec:
        parentRefs:
          - { group: "", kind: Service, name: web, port: 80 } # error: the GRPCRoute "api" takes the place
          - { group: policy.linkerd.io, kind: Server, name: web }
    `,
  ],
  good: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: GRPCRoute
      metadata: { name: api, namespace: shop }
      spec: { parentRefs: [{ group: "", kind: Service, name: web, port: 8080 }] }
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: web, namespace: shop }
      spec: { parentRefs: [{ group: "", kind: Service, name: web, port: 80 }] }
    `,
  ],
  *check(mesh) {
    for (const route of linkerdRoutes(mesh)) {
      for (const parent of parentsOf(route)) {
        const refused = conflictOf(mesh, route, parent);
        const other = refused ?? silentConflictOf(mesh, route, parent);
        if (!other || hasAlternatives(mesh, route) || hasAlternatives(mesh, other)) continue;
        yield {
          at: at(route, parent.ref, "name"),
          code: refused ? "refused" : "silent",
          message: `the ${other.kind} "${other.name}" takes the place of this ${route.kind} for "${parent.name}"`,
          related: [{ at: at(other, specOf(other), "parentRefs", "key"), message: `the ${other.kind}` }],
        };
      }
    }
  },
});
