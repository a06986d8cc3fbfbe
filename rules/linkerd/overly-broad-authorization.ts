/** Policies that let everybody in. */

import { authorizationBy, type AuthorizationPolicy } from "../../src/mesh/linkerd/authorizations.ts";
import { isEverywhere, parseNetwork } from "../../src/mesh/linkerd/networks.ts";
import { policyGroup, refersTo } from "../../src/mesh/linkerd/references.ts";
import { at, defineRule, yaml, type Finding, type Mesh } from "../../src/rule/rule.ts";

function isAnywhere(cidr: string): boolean {
  const network = parseNetwork(cidr);
  return network !== undefined && isEverywhere(network);
}

/** A policy for a route opens that route alone, as probes need it. */
function isForRoute({ spec }: AuthorizationPolicy): boolean {
  return spec.targetRef.kind.endsWith("Route");
}

function* ofPolicy(mesh: Mesh, policy: AuthorizationPolicy): Iterable<Finding> {
  const { requiredAuthenticationRefs: references, targetRef } = policy.spec;
  const place = at(policy, policy.spec, "requiredAuthenticationRefs", "key");
  const name = `the ${targetRef.kind} "${targetRef.name}"`;
  if (references.length === 0) {
    yield {
      at: place,
      code: "no-authentication",
      message: `${name} is open to everybody: no authentication is required`,
    };
    return;
  }
  const authorization = authorizationBy(mesh, policy);
  if (authorization?.clients !== "unauthenticated") return;
  const open = authorization.networks.find(({ cidr, except = [] }) => isAnywhere(cidr) && except.length === 0);
  const reference = references.find((each) => refersTo(each, policyGroup, "NetworkAuthentication"));
  if (!open || !reference) return;
  const from = mesh.find("linkerd/NetworkAuthentication", reference.namespace ?? policy.namespace, reference.name);
  const related = from ? [{ at: at(from, open, "cidr"), message: "all addresses" }] : [];
  const message = `${name} is open to everybody: "${reference.name}" holds ${open.cidr}`;
  yield { at: at(policy, reference, "name"), code: "all-networks", message, related };
}

export default defineRule({
  summary: "An AuthorizationPolicy or ServerAuthorization lets everybody in",
  category: "security",
  severity: "warning",
  since: "0.1.0",
  why: "Without an identity, and from any address, every client that reaches the pod gets in, meshed or not.",
  fix: "Require a MeshTLSAuthentication or a ServiceAccount, or name the networks that may come.",
  links: ["https://linkerd.io/2-edge/reference/authorization-policy/"],
  securitySeverity: "6.5",
  codes: {
    "no-authentication": "A policy that requires no authentication",
    "all-networks": "A policy that requires nothing but an address, and takes all",
    unauthenticated: "A ServerAuthorization for anybody from anywhere",
  },
  bad: [
    yaml`
      apiVersion: policy.linkerd.io/v1alpha1
      kind: NetworkAuthentication
      metadata: { name: all, namespace: shop }
      spec: { networks: [{ cidr: 0.0.0.0/0 }, { cidr: "::/0" }] }
      ---
      apiVersion: policy.linkerd.io/v1alpha1
      kind: AuthorizationPolicy
      metadata: { name: web, namespace: shop }
      spec:
        targetRef: { group: policy.linkerd.io, kind: Server, name: web }
        requiredAuthenticationRefs:
          - { group: policy.linkerd.io, kind: NetworkAuthentication, name: all } # warning: "all" holds 0.0.0.0/0
      ---
      apiVersion: policy.linkerd.io/v1alpha1
      kind: AuthorizationPolicy
      metadata: { name: shop, namespace: shop }
      spec:
        targetRef: { kind: Namespace, name: shop }
        requiredAuthenticationRefs: [] # warning: no authentication is required
      ---
      apiVersion: policy.linkerd.io/v1beta1
      kind: ServerAuthorization
      metadata: { name: web, namespace: shop }
      spec:
        server: { name: web }
        client:
          networks: [{ cidr: 0.0.0.0/0 }]
          unauthenticated: true # warning: anybody from anywhere
    `,
  ],
  good: [
    yaml`
      apiVersion: policy.linkerd.io/v1alpha1
      kind: NetworkAuthentication
      metadata: { name: nodes, namespace: shop }
      spec: { networks: [{ cidr: 0.0.0.0/0 }] }
      ---
      apiVersion: policy.linkerd.io/v1alpha1
      kind: AuthorizationPolicy
      metadata: { name: probes, namespace: shop }
      spec:
        targetRef: { group: policy.linkerd.io, kind: HTTPRoute, name: probes }
        requiredAuthenticationRefs: [{ group: policy.linkerd.io, kind: NetworkAuthentication, name: nodes }]
      ---
      apiVersion: policy.linkerd.io/v1alpha1
      kind: AuthorizationPolicy
      metadata: { name: web, namespace: shop }
      spec:
        targetRef: { group: policy.linkerd.io, kind: Server, name: web }
        requiredAuthenticationRefs:
          - { group: policy.linkerd.io, kind: NetworkAuthentication, name: nodes }
          - { kind: ServiceAccount, name: web }
    `,
  ],
  *check(mesh) {
    for (const policy of mesh.all("linkerd/AuthorizationPolicy")) {
      if (!isForRoute(policy)) yield* ofPolicy(mesh, policy);
    }
    for (const policy of mesh.all("linkerd/ServerAuthorization")) {
      const { client } = policy.spec;
      if (client.unauthenticated !== true || !(client.networks ?? []).some(({ cidr }) => isAnywhere(cidr))) continue;
      const message = "anybody from anywhere gets in: neither an identity nor a network is asked for";
      yield { at: at(policy, client, "unauthenticated"), code: "unauthenticated", message };
    }
  },
});
