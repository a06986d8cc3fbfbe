/** Principals whose service account is not there. */

import { sourcesOf } from "../../src/mesh/authorization.ts";
import { accountsOf, hasServiceAccount, identityOf, knownNamespaces } from "../../src/mesh/identity.ts";
import type { Mesh } from "../../src/mesh/mesh.ts";
import { isUnknown } from "../../src/mesh/unknown.ts";
import { podlessAccounts } from "../../src/mesh/podless.ts";
import { matchesString, stringMatch } from "../../src/mesh/string-match.ts";
import { mayHoldMore, mayHoldMoreAnywhere } from "../../src/mesh/unseen.ts";
import { at, defineRule, yaml, type Finding } from "../../src/rule/rule.ts";

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
                    - cluster.local/ns/shpo/sa/web # error: no namespace "shpo"
              - source:
                  serviceAccounts:
                    - web
                    - wbe # error: no service account "wbe" in namespace "shop"
                    - pay/web # error: no service account "web" in namespace "pay"
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
                    - cluster.local/ns/shop/*
                    - cluster.local/ns/istio-system/sa/istio-ingressgateway-service-account
              - source: { serviceAccounts: [web, shop/default, istio-system/istio-ingressgateway-service-account] }
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
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata: { name: cart, namespace: shop }
      spec:
        rules:
          - from:
              - source:
                  principals:
                    - cluster.local/ns/edge/sa/ingress-istio
                    - "*/sa/waypoint"
                    - cluster.local/ns/shop/sa/database
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: ingress, namespace: edge }
      spec: { gatewayClassName: istio, listeners: [{ name: http, port: 80, protocol: HTTP }] }
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: waypoint, namespace: shop }
      spec: { gatewayClassName: istio-waypoint, listeners: [{ name: mesh, port: 15008, protocol: HBONE }] }
      ---
      apiVersion: networking.istio.io/v1
      kind: WorkloadEntry
      metadata: { name: database, namespace: shop }
      spec: { address: 10.0.0.7, serviceAccount: database }
    `,
  ],

  *check(mesh) {
    for (const policy of mesh.all("istio/AuthorizationPolicy")) {
      for (const { principals = [], serviceAccounts = [] } of (policy.spec.rules ?? []).flatMap(sourcesOf)) {
        for (const [index, principal] of principals.entries()) {
          const found = isUnknown(principal) ? undefined : ofPrincipal(mesh, principal);
          if (found) yield { at: at(policy, principals, index), ...found };
        }
        for (const [index, written] of serviceAccounts.entries()) {
          const found = isUnknown(written) ? undefined : ofAccount(mesh, policy.namespace, written);
          if (found) yield { at: at(policy, serviceAccounts, index), ...found, upstream: [] };
        }
      }
    }
  },
});

/** Of callers from elsewhere only a whole cluster tells. */
function isClosed(mesh: Mesh): boolean {
  return mesh.environment.completeness === "complete";
}

function ofPrincipal(mesh: Mesh, principal: string): Omit<Finding, "at"> | undefined {
  const identity = identityOf(principal);
  if (identity?.trustDomain === mesh.settings.trustDomain && !knownNamespaces(mesh).has(identity.namespace)) {
    const absent = { kind: "kubernetes/Namespace", name: identity.namespace };
    return { message: `there is no namespace "${identity.namespace}"`, absent };
  }
  if (isClosed(mesh) && matchesNobody(mesh, principal)) {
    const absent = { kind: "kubernetes/ServiceAccount", name: principal };
    return { message: `no service account matches "${principal}"`, absent };
  }
  if (!identity || isPresumed(mesh, identity.namespace, identity.serviceAccount)) return undefined;
  return unknownAccount(identity.namespace, identity.serviceAccount);
}

/** `name` of the policy's own namespace, or `namespace/name`. */
function ofAccount(mesh: Mesh, own: string, written: string): Omit<Finding, "at"> | undefined {
  const [first = "", second, ...rest] = written.split("/");
  const [namespace, name] = second === undefined ? [own, first] : [first, second];
  if (rest.length > 0 || written.includes("*") || namespace === "" || name === "") return undefined;
  const isElsewhere = !knownNamespaces(mesh).has(namespace);
  if (isElsewhere ? !isClosed(mesh) : isPresumed(mesh, namespace, name)) return undefined;
  return unknownAccount(namespace, name);
}

function unknownAccount(namespace: string, name: string): Omit<Finding, "at"> {
  return {
    message: `there is no service account "${name}" in namespace "${namespace}"`,
    absent: { kind: "kubernetes/ServiceAccount", namespace, name },
  };
}

/** A pattern that no account fits. */
function matchesNobody(mesh: Mesh, principal: string): boolean {
  const { is } = stringMatch(principal);
  if (is === "present" || is === "exact") return false;
  const { trustDomain } = mesh.settings;
  const isOurs = is === "suffix" || principal.startsWith(`${trustDomain}/`);
  if (!isOurs || mayHoldMoreAnywhere(mesh)) return false;
  const others = [...podlessAccounts(mesh)].map((account) => `ns/${account.replace("/", "/sa/")}`);
  return ![...accountsOf(mesh), ...others].some((account) => matchesString(principal, `${trustDomain}/${account}`));
}

/** Gateways come with an installation that files seldom hold, and of a namespace that is not here nothing is known. */
function isPresumed(mesh: Mesh, namespace: string, name: string): boolean {
  return (
    !knownNamespaces(mesh).has(namespace) ||
    mayHoldMore(mesh, namespace) ||
    (namespace === mesh.settings.rootNamespace && /gateway|istio|waypoint|ztunnel/.test(name)) ||
    hasServiceAccount(mesh, namespace, name) ||
    podlessAccounts(mesh).has(`${namespace}/${name}`)
  );
}
