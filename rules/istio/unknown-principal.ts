/** Principals whose service account is not there. */

import { sourcesOf } from "../../src/mesh/authorization.ts";
import { hasServiceAccount, identityOf, knownNamespaces } from "../../src/mesh/identity.ts";
import type { Mesh } from "../../src/mesh/mesh.ts";
import { isUnknown } from "../../src/mesh/unknown.ts";
import { mayHoldMore } from "../../src/mesh/unseen.ts";
import { at, defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "An AuthorizationPolicy names a service account that does not exist",
  category: "security",
  severity: "error",
  since: "0.1.0",
  precision: "high",
  securitySeverity: "5.0",
  claims: "absence",
  why:
    "No caller has an identity of a service account that does not exist: an ALLOW admits nobody, a DENY stops nobody, " +
    "and whoever creates that account later gets its rights.",
  fix: "Name the service account that the caller's pods run under (`serviceAccountName`).",
  links: ["https://istio.io/latest/docs/reference/config/security/authorization-policy/#Source"],
  upstream: ["KIA0106"],
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
                  principals:
                    - cluster.local/ns/shop/sa/web
                    - cluster.local/ns/shop/sa/wbe # error: no service account "wbe" in namespace "shop"
      ---
      apiVersion: v1
      kind: ServiceAccount
      metadata:
        name: web
        namespace: shop
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
                  principals:
                    - cluster.local/ns/shop/sa/web
                    - cluster.local/ns/shop/sa/default
                    - cluster.local/ns/elsewhere/sa/web
                    - cluster.local/ns/shop/*
                    - cluster.local/ns/istio-system/sa/istio-ingressgateway-service-account
      ---
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
        namespace: shop
      spec:
        serviceAccountName: web
        containers:
          - name: web
    `,
  ],

  *check(mesh) {
    for (const policy of mesh.all("istio/AuthorizationPolicy")) {
      for (const { principals = [] } of (policy.spec.rules ?? []).flatMap(sourcesOf)) {
        for (const [index, principal] of principals.entries()) {
          const identity = isUnknown(principal) ? undefined : identityOf(principal);
          if (!identity || isPresumed(mesh, identity.namespace, identity.serviceAccount)) continue;
          const { namespace, serviceAccount: name } = identity;
          yield {
            at: at(policy, principals, index),
            message: `there is no service account "${name}" in namespace "${namespace}"`,
            absent: { kind: "kubernetes/ServiceAccount", namespace, name },
          };
        }
      }
    }
  },
});

/** Gateways come with an installation that files seldom hold, and of a namespace that is not here nothing is known. */
function isPresumed(mesh: Mesh, namespace: string, name: string): boolean {
  return (
    !knownNamespaces(mesh).has(namespace) ||
    mayHoldMore(mesh, namespace) ||
    (namespace === mesh.settings.rootNamespace && /gateway|istio|waypoint|ztunnel/.test(name)) ||
    hasServiceAccount(mesh, namespace, name)
  );
}
