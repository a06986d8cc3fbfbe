/** Fields and kinds that only the experimental channel of Gateway API has. */

import { objectsOf } from "../../src/mesh/admission/row.ts";
import { routes, rulesOf, specOf, type Route } from "../../src/mesh/gateway-api/routes.ts";
import { at, defineRule, yaml, type Finding, type Manifest } from "../../src/rule/rule.ts";

function* fields(manifest: Manifest, owner: object, names: readonly string[]): Iterable<Finding> {
  for (const name of names) {
    if (!Object.hasOwn(owner, name)) continue;
    yield {
      at: at(manifest, owner as Readonly<Record<string, unknown>>, name, "key"),
      message: `"${name}" is a field of the experimental channel: the standard one drops it`,
    };
  }
}

function* ofRoute(route: Route): Iterable<Finding> {
  yield* fields(route, specOf(route), ["useDefaultGateways"]);
  for (const rule of rulesOf(route)) {
    yield* fields(route, rule, ["retry", "sessionPersistence"]);
    for (const filter of objectsOf(rule.filters)) yield* fields(route, filter, ["externalAuth"]);
  }
}

export default defineRule({
  summary: "A field that only the experimental channel of Gateway API has",
  category: "style",
  severity: "info",
  preset: "all",
  since: "0.1.0",
  why: "Most clusters have the CRDs of the standard channel. Their API server drops the field without an error, or refuses it where fields are checked strictly.",
  fix: "Install the experimental CRDs, or do without the field.",
  links: ["https://gateway-api.sigs.k8s.io/concepts/versioning/#release-channels"],
  bad: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: cart, namespace: shop }
      spec:
        rules:
          - backendRefs: [{ name: cart, port: 80 }]
            retry: { attempts: 3 } # info: "retry" is a field of the experimental channel
    `,
  ],
  good: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: cart, namespace: shop }
      spec:
        rules:
          - backendRefs: [{ name: cart, port: 80 }]
            timeouts: { request: 10s }
    `,
  ],
  *check(mesh) {
    for (const route of routes(mesh)) yield* ofRoute(route);
    for (const gateway of mesh.all("gateway-api/Gateway")) yield* fields(gateway, gateway.spec, ["defaultScope"]);
  },
});
