/** Policies for a Server or a route that is not there. */

import { speaksOf } from "../../src/mesh/linkerd/authorizations.ts";
import {
  gatewayGroup,
  isVagueReference,
  policyGroup,
  refersTo,
  type Reference,
} from "../../src/mesh/linkerd/references.ts";
import type { Manifest } from "../../src/mesh/manifest.ts";
import { isUnknown } from "../../src/mesh/unknown.ts";
import { mayBeHere, mayHoldUnread } from "../../src/mesh/unread.ts";
import { at, defineRule, yaml, type Finding, type Mesh } from "../../src/rule/rule.ts";

const kinds: readonly (readonly [group: string, kind: string, is: string])[] = [
  [policyGroup, "Server", "linkerd/Server"],
  [policyGroup, "HTTPRoute", "linkerd/HTTPRoute"],
  [gatewayGroup, "HTTPRoute", "gateway-api/HTTPRoute"],
  [gatewayGroup, "GRPCRoute", "gateway-api/GRPCRoute"],
];

type Targeting = Manifest<"linkerd/AuthorizationPolicy" | "linkerd/HTTPLocalRateLimitPolicy">;

function missingTarget(mesh: Mesh, policy: Targeting): Finding | undefined {
  const { targetRef } = policy.spec as { readonly targetRef: Reference & { readonly name: string } };
  const { namespace } = policy;
  const [, kind, is] = kinds.find(([group, each]) => refersTo(targetRef, group, each)) ?? [];
  if (isVagueReference(targetRef) || kind === undefined || is === undefined) return undefined;
  if (mayBeHere(mesh, is, namespace, targetRef.name)) return undefined;
  const message = `no ${kind} "${targetRef.name}" in "${namespace}": the policy has no effect`;
  return { at: at(policy, targetRef, "name"), message, absent: { kind: is, namespace, name: targetRef.name } };
}

/** A broken Server has its name, but nobody knows its labels. */
function isHidden(mesh: Mesh, namespace: string, name: string | undefined): boolean {
  if (name === undefined) return mayHoldUnread(mesh, "linkerd/Server", namespace);
  return mayBeHere(mesh, "linkerd/Server", namespace, name);
}

function missingServer(mesh: Mesh, policy: Manifest<"linkerd/ServerAuthorization">): Finding | undefined {
  const { spec, namespace } = policy;
  const { name } = spec.server;
  if (isUnknown(name) || isHidden(mesh, namespace, name)) return undefined;
  if (mesh.in("linkerd/Server", namespace).some((server) => speaksOf(policy, server))) return undefined;
  const absent = { kind: "linkerd/Server", namespace, name: name ?? "" };
  const message =
    name === undefined
      ? `the selector picks no Server in "${namespace}": it compares labels of Servers, not of pods`
      : `no Server "${name}" in "${namespace}": the authorization has no effect`;
  return { at: at(policy, spec.server, name === undefined ? "selector" : "name"), message, absent };
}

export default defineRule({
  summary: "A policy of Linkerd is for a Server or a route that is not there",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "Such a policy is accepted and does nothing, so traffic stays denied, or without a limit, and nothing tells.",
  fix: "Name a Server or a route of the policy's own namespace.",
  links: ["https://linkerd.io/2-edge/reference/authorization-policy/"],
  claims: "absence",
  bad: [
    yaml`
      apiVersion: policy.linkerd.io/v1alpha1
      kind: AuthorizationPolicy
      metadata: { name: web, namespace: shop }
      spec:
        targetRef: { group: policy.linkerd.io, kind: Server, name: wbe } # error: no Server "wbe" in "shop"
        requiredAuthenticationRefs: [{ kind: ServiceAccount, name: web }]
      ---
      apiVersion: policy.linkerd.io/v1alpha1
      kind: HTTPLocalRateLimitPolicy
      metadata: { name: web, namespace: shop }
      spec:
        targetRef: { group: policy.linkerd.io, kind: Server, name: web } # error: no Server "web" in "shop"
        total: { requestsPerSecond: 100 }
      ---
      apiVersion: policy.linkerd.io/v1beta1
      kind: ServerAuthorization
      metadata: { name: web, namespace: shop }
      spec:
        server:
          selector: { matchLabels: { app: web } } # error: labels of Servers, not of pods
        client: { unauthenticated: true }
      ---
      apiVersion: policy.linkerd.io/v1beta3
      kind: Server
      metadata: { name: admin, namespace: shop }
      spec: { podSelector: { matchLabels: { app: web } }, port: 80 }
    `,
  ],
  good: [
    yaml`
      apiVersion: policy.linkerd.io/v1beta3
      kind: Server
      metadata: { name: web, namespace: shop, labels: { app: web } }
      spec: { podSelector: { matchLabels: { app: web } }, port: 80 }
      ---
      apiVersion: policy.linkerd.io/v1alpha1
      kind: AuthorizationPolicy
      metadata: { name: web, namespace: shop }
      spec:
        targetRef: { group: policy.linkerd.io, kind: Server, name: web }
        requiredAuthenticationRefs: [{ kind: ServiceAccount, name: web }]
      ---
      apiVersion: policy.linkerd.io/v1beta1
      kind: ServerAuthorization
      metadata: { name: web, namespace: shop }
      spec: { server: { selector: { matchLabels: { app: web } } }, client: { unauthenticated: true } }
    `,
  ],
  *check(mesh) {
    const policies = [...mesh.all("linkerd/AuthorizationPolicy"), ...mesh.all("linkerd/HTTPLocalRateLimitPolicy")];
    for (const policy of policies) {
      const found = missingTarget(mesh, policy);
      if (found) yield found;
    }
    for (const policy of mesh.all("linkerd/ServerAuthorization")) {
      const found = missingServer(mesh, policy);
      if (found) yield found;
    }
  },
});
