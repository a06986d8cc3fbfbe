/** Policies that look at tokens which nothing reads. */

import { actionOf, tokenAttributeOf } from "../../src/mesh/authorization.ts";
import { question } from "../../src/mesh/mesh.ts";
import { at, defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "A policy looks at tokens, but no RequestAuthentication reads them",
  category: "security",
  severity: "error",
  since: "0.1.0",
  precision: "high",
  securitySeverity: "5.0",
  claims: "absence",
  why:
    "Request principals and claims are set by a RequestAuthentication alone. Without one an ALLOW by them admits " +
    "nobody, and a DENY by `notRequestPrincipals` refuses everybody.",
  fix: "Add a RequestAuthentication for the same workloads.",
  links: ["https://istio.io/latest/docs/concepts/security/#request-authentication"],
  bad: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: require
        namespace: shop
      spec:
        rules:
          - from:
              - source:
                  requestPrincipals: ["*"] # error: no RequestAuthentication in namespace "shop"
          - when:
              - key: request.auth.claims[group]
                values: [admin]
    `,
  ],
  good: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: require
        namespace: shop
      spec:
        rules:
          - when:
              - key: request.auth.claims[group]
                values: [admin]
      ---
      apiVersion: security.istio.io/v1
      kind: RequestAuthentication
      metadata:
        name: jwt
        namespace: istio-system
      spec:
        jwtRules:
          - issuer: https://issuer.example.com
    `,
  ],

  *check(mesh) {
    for (const policy of mesh.all("istio/AuthorizationPolicy")) {
      const { namespace, name, spec } = policy;
      const reading = readingNamespaces(mesh);
      if (actionOf(policy) === "CUSTOM" || reading.has(namespace) || reading.has(mesh.settings.rootNamespace)) continue;
      // A policy of the root namespace reaches pods that any namespace may have a RequestAuthentication for.
      if (namespace === mesh.settings.rootNamespace && reading.size > 0) continue;
      const attribute = (spec.rules ?? []).map(tokenAttributeOf).find((found) => found !== undefined);
      if (!attribute) continue;
      yield {
        at: at(policy, attribute.owner, attribute.key as never),
        message: `"${attribute.name}" is never set: there is no RequestAuthentication in namespace "${namespace}"`,
        absent: { kind: "istio/RequestAuthentication", namespace, name },
      };
    }
  },
});

const readingNamespaces = question(
  (mesh): ReadonlySet<string> => new Set(mesh.all("istio/RequestAuthentication").map(({ namespace }) => namespace)),
);
