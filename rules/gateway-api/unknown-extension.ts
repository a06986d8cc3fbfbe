/** Filters of routes that name an object of an extension which does not exist. */

import { gatewaysOf } from "../../src/mesh/gateway-api/attachment.ts";
import { isIstiosIngress } from "../../src/mesh/gateway-api/classes.ts";
import { isMissing, referentOf, type Reference } from "../../src/mesh/gateway-api/references.ts";
import { filtersOf, requestRoutes, rulesOf, type Filter, type Route } from "../../src/mesh/gateway-api/routes.ts";
import { at, defineRule, yaml, type Finding, type Mesh } from "../../src/rule/rule.ts";

/** An extension lies in the namespace of its route. */
function missing(mesh: Mesh, route: Route, filter: Filter): Finding | undefined {
  const { extensionRef } = filter as { readonly extensionRef?: Reference | null };
  if (filter.type !== "ExtensionRef" || typeof extensionRef !== "object" || !extensionRef) return undefined;
  const to = referentOf(extensionRef, { group: "", kind: "", namespace: route.namespace });
  if (!to || !isMissing(mesh, to)) return undefined;
  return {
    at: at(route, extensionRef, "name"),
    message: `unknown ${to.kind} "${to.name}" in namespace "${to.namespace}"`,
    absent: { kind: to.is, namespace: to.namespace, name: to.name },
  };
}

export default defineRule({
  summary: "A filter of a route names an extension that does not exist",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "A filter that cannot be resolved is never skipped: the requests of its rule are answered with 500. The object must lie in the namespace of the route.",
  fix: "Correct the name, or add the object to the namespace of the route.",
  links: ["https://gateway-api.sigs.k8s.io/reference/spec/#httproutefilter"],
  claims: "absence",
  bad: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: shop, namespace: shop }
      spec:
        rules:
          - filters:
              - type: ExtensionRef
                extensionRef: { group: traefik.io, kind: Middleware, name: lgoin } # error: unknown Middleware "lgoin" in namespace "shop"
            backendRefs: [{ name: cart, port: 80 }]
      ---
      apiVersion: traefik.io/v1alpha1
      kind: Middleware
      metadata: { name: login, namespace: shop }
      spec: { basicAuth: { secret: login } }
    `,
  ],
  good: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: shop, namespace: shop }
      spec:
        rules:
          - filters:
              - type: ExtensionRef
                extensionRef: { group: traefik.io, kind: Middleware, name: login }
            backendRefs: [{ name: cart, port: 80 }]
      ---
      apiVersion: traefik.io/v1alpha1
      kind: Middleware
      metadata: { name: login, namespace: shop }
      spec: { basicAuth: { secret: login } }
    `,
  ],
  *check(mesh) {
    for (const route of requestRoutes(mesh)) {
      const filters = rulesOf(route).flatMap(filtersOf);
      const found = filters.flatMap((filter) => missing(mesh, route, filter) ?? []);
      // Istio knows no such filter, whatever it names.
      if (found.length === 0 || gatewaysOf(mesh, route).some((gateway) => isIstiosIngress(mesh, gateway))) continue;
      yield* found;
    }
  },
});
