/** Namespaces of callers that are not there. */

import { sourcesOf } from "../../src/mesh/authorization.ts";
import { knownNamespaces } from "../../src/mesh/identity.ts";
import type { Mesh } from "../../src/mesh/mesh.ts";
import { matchesString } from "../../src/mesh/string-match.ts";
import { isUnknown } from "../../src/mesh/unknown.ts";
import { at, defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "An AuthorizationPolicy names a namespace that does not exist",
  category: "security",
  severity: "error",
  since: "0.1.0",
  precision: "high",
  securitySeverity: "4.0",
  claims: "absence",
  why:
    "Nobody calls from a namespace that does not exist, so the entry admits or stops nobody. A misspelt DENY leaves " +
    "the door open.",
  fix: "Name an existing namespace, or declare it under `external.namespaces`.",
  links: ["https://istio.io/latest/docs/reference/config/security/authorization-policy/#Source"],
  upstream: ["IST0101", "KIA0101"],
  bad: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: cart
        namespace: shop
      spec:
        rules:
          - from:
              - source:
                  namespaces:
                    - shop
                    - shpo # error: no namespace "shpo"
                    - "*-test" # error: no namespace matches "*-test"
                  notNamespaces:
                    - gone # error: no namespace "gone"
      ---
      apiVersion: v1
      kind: Namespace
      metadata:
        name: shop
    `,
  ],
  good: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: cart
        namespace: shop
      spec:
        rules:
          - from:
              - source:
                  namespaces: [shop, sh*, "*", istio-system, "{{ namespace }}"]
      ---
      apiVersion: v1
      kind: Namespace
      metadata:
        name: shop
    `,
  ],

  *check(mesh) {
    for (const policy of mesh.all("istio/AuthorizationPolicy")) {
      for (const { namespaces, notNamespaces } of (policy.spec.rules ?? []).flatMap(sourcesOf)) {
        for (const list of [namespaces ?? [], notNamespaces ?? []]) {
          for (const [index, pattern] of list.entries()) {
            if (isUnknown(pattern) || pattern === "*" || isKnown(mesh, pattern)) continue;
            const isPattern = pattern.includes("*");
            yield {
              at: at(policy, list, index),
              message: isPattern ? `no namespace matches "${pattern}"` : `there is no namespace "${pattern}"`,
              absent: { kind: "kubernetes/Namespace", name: pattern },
              ...(list === notNamespaces && { upstream: ["IST0101"] }),
            };
          }
        }
      }
    }
  },
});

function isKnown(mesh: Mesh, pattern: string): boolean {
  const known = knownNamespaces(mesh);
  if (!pattern.includes("*")) return known.has(pattern);
  // The pattern may stand anywhere: istio/istio pilot/pkg/security/authz/model/generator.go srcNamespaceGenerator.
  if (pattern.slice(1, -1).includes("*")) return true;
  for (const namespace of known) if (matchesString(pattern, namespace)) return true;
  return false;
}
