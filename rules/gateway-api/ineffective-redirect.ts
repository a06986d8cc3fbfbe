/** Redirects that lead to where they come from. */

import { objectsOf } from "../../src/mesh/admission/row.ts";
import { requestRoutes, rulesOf, type Filter, type Rule } from "../../src/mesh/gateway-api/routes.ts";
import { at, defineRule, yaml } from "../../src/rule/rule.ts";

/** What a redirect may change of a URL. */
const parts = ["scheme", "hostname", "path", "port"] as const;

/** A rule for one method may send what comes by POST on to a GET of the same URL. */
function redirectsOf({ matches, filters }: Rule): readonly Filter[] {
  const isOfMethod = objectsOf(matches).some(({ method }) => method !== undefined);
  return isOfMethod ? [] : objectsOf(filters).filter(({ type }) => type === "RequestRedirect");
}

function isCircular({ requestRedirect: redirect }: Filter): boolean {
  if (!redirect || typeof redirect !== "object" || redirect.statusCode === 303) return false;
  return parts.every((part) => redirect[part] === undefined);
}

export default defineRule({
  summary: "A redirect leads to the very URL that was asked for",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "A redirect keeps every part of the URL that it does not name. One that names none sends clients in circles until they give up.",
  fix: "Name what differs: `scheme: https`, a hostname, a port or a path.",
  links: ["https://gateway-api.sigs.k8s.io/reference/spec/#httprequestredirectfilter"],
  bad: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: shop, namespace: shop }
      spec:
        rules:
          - filters:
              - type: RequestRedirect
                requestRedirect: # error: names neither scheme, hostname, path nor port: clients go in circles
                  statusCode: 301
    `,
  ],
  good: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: shop, namespace: shop }
      spec:
        rules:
          - filters: [{ type: RequestRedirect, requestRedirect: { scheme: https } }]
          - matches: [{ path: { value: /orders }, method: POST }]
            filters: [{ type: RequestRedirect, requestRedirect: { statusCode: 302 } }]
    `,
  ],
  *check(mesh) {
    for (const route of requestRoutes(mesh)) {
      for (const filter of rulesOf(route).flatMap(redirectsOf)) {
        if (!isCircular(filter)) continue;
        const message = "the redirect names neither scheme, hostname, path nor port: clients go in circles";
        yield { at: at(route, filter, "requestRedirect", "key"), message };
      }
    }
  },
});
