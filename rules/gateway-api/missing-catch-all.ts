/** Services whose routes leave some requests without an answer. */

import { matchesOf, matchKey } from "../../src/mesh/gateway-api/matches.ts";
import { parentOf } from "../../src/mesh/gateway-api/attachment.ts";
import { parentRefsOf, routes, rulesOf, type ParentRef, type Route } from "../../src/mesh/gateway-api/routes.ts";
import { at, defineRule, yaml, type Mesh } from "../../src/rule/rule.ts";

const everything = matchKey({});

/** What is not known may take everything. */
function takesAll(route: Route): boolean {
  const keys = rulesOf(route).flatMap((rule) => matchesOf(rule).map(matchKey));
  return keys.length === 0 || keys.some((key) => key === undefined || key === everything);
}

interface Attached {
  readonly route: Route;
  readonly ref: ParentRef;
  readonly service: string;
}

/** Routes of one namespace for one Service and port: producers and consumers are apart. */
function groups(mesh: Mesh): Iterable<readonly Attached[]> {
  const found = new Map<string, Attached[]>();
  for (const route of routes(mesh)) {
    // A GRPCRoute that names all methods of its service leaves nothing over.
    if (route.is !== "gateway-api/HTTPRoute") continue;
    for (const ref of parentRefsOf(route)) {
      const parent = parentOf(route, ref);
      if (parent?.is !== "kubernetes/Service") continue;
      const key = [route.namespace, parent.namespace, parent.name].join("\n");
      const known = found.get(key);
      if (known) known.push({ route, ref, service: parent.name });
      else found.set(key, [{ route, ref, service: parent.name }]);
    }
  }
  return found.values();
}

export default defineRule({
  summary: "The routes of a Service leave some requests without an answer",
  category: "reliability",
  severity: "warning",
  preset: "strict",
  since: "0.1.0",
  why: "As soon as one route is attached to a Service, its clients in the mesh get 404 for every request that no route matches: the way straight to the Service is gone.",
  fix: "Add a rule without matches that sends to the Service.",
  links: ["https://gateway-api.sigs.k8s.io/mesh/"],
  bad: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: cart, namespace: shop }
      spec:
        parentRefs:
          - { group: "", kind: Service, name: cart } # warning: requests for "cart" that no route matches get 404
        rules:
          - matches: [{ path: { value: /v2 } }]
            backendRefs: [{ name: cart-v2, port: 80 }]
    `,
  ],
  good: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: cart, namespace: shop }
      spec:
        parentRefs: [{ group: "", kind: Service, name: cart }]
        rules:
          - matches: [{ path: { value: /v2 } }]
            backendRefs: [{ name: cart-v2, port: 80 }]
          - backendRefs: [{ name: cart, port: 80 }]
    `,
  ],
  *check(mesh) {
    for (const attached of groups(mesh)) {
      const [first] = attached;
      if (!first || attached.some(({ route }) => takesAll(route))) continue;
      yield {
        at: at(first.route, first.ref, "name"),
        message: `requests for "${first.service}" that no route matches get 404`,
      };
    }
  },
});
