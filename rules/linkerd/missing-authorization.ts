/** Servers that let nobody in, because no policy speaks of them. */

import { policiesOn } from "../../src/mesh/linkerd/authorizations.ts";
import { policyGroup, refersTo } from "../../src/mesh/linkerd/references.ts";
import { routesFor } from "../../src/mesh/linkerd/server-routes.ts";
import type { Server } from "../../src/mesh/linkerd/servers.ts";
import { isSlip } from "../../src/mesh/slips.ts";
import { mayHoldUnread } from "../../src/mesh/unread.ts";
import { at, defineRule, yaml, type Mesh } from "../../src/rule/rule.ts";

const policyKinds = ["linkerd/AuthorizationPolicy", "linkerd/ServerAuthorization"];

/** Whether a policy means this Server and misspells it: that is reported there. */
function isMisspelt(mesh: Mesh, { namespace, name }: Server): boolean {
  const named = [
    ...mesh
      .in("linkerd/AuthorizationPolicy", namespace)
      .filter(({ spec }) => refersTo(spec.targetRef, policyGroup, "Server"))
      .map(({ spec }) => spec.targetRef.name),
    ...mesh.in("linkerd/ServerAuthorization", namespace).map(({ spec }) => spec.server.name ?? ""),
  ];
  return named.some((each) => isSlip(each, name) && !mesh.has("linkerd/Server", namespace, each));
}

export default defineRule({
  summary: "A Server denies everybody, as no policy speaks of it",
  category: "reliability",
  severity: "warning",
  since: "0.1.0",
  why: "On the port of a Server the default policy of the pods no longer counts: only policies for the Server let anybody in.",
  fix: "Add an AuthorizationPolicy for the Server, or give it an accessPolicy other than deny.",
  links: ["https://linkerd.io/2-edge/reference/authorization-policy/"],
  claims: "absence",
  bad: [
    yaml`
      apiVersion: policy.linkerd.io/v1beta3
      kind: Server
      metadata:
        name: web # warning: lets nobody in
        namespace: shop
      spec: { podSelector: { matchLabels: { app: web } }, port: 80 }
    `,
  ],
  good: [
    yaml`
      apiVersion: policy.linkerd.io/v1beta3
      kind: Server
      metadata: { name: web, namespace: shop }
      spec: { podSelector: { matchLabels: { app: web } }, port: 80 }
      ---
      apiVersion: policy.linkerd.io/v1beta3
      kind: Server
      metadata: { name: open, namespace: store }
      spec: { podSelector: {}, port: 80, accessPolicy: all-unauthenticated }
      ---
      apiVersion: policy.linkerd.io/v1alpha1
      kind: AuthorizationPolicy
      metadata: { name: web, namespace: shop }
      spec:
        targetRef: { kind: Namespace, name: shop }
        requiredAuthenticationRefs: [{ kind: ServiceAccount, name: web }]
    `,
    yaml`
      apiVersion: policy.linkerd.io/v1beta3
      kind: Server
      metadata: { name: web-http, namespace: shop }
      spec: { podSelector: { matchLabels: { app: web } }, port: 80 }
      ---
      apiVersion: policy.linkerd.io/v1alpha1
      kind: AuthorizationPolicy
      metadata: { name: web, namespace: shop }
      spec:
        targetRef: { group: policy.linkerd.io, kind: Server, name: web-htpt }
        requiredAuthenticationRefs: [{ kind: ServiceAccount, name: web }]
    `,
  ],
  *check(mesh) {
    for (const server of mesh.all("linkerd/Server")) {
      if ((server.spec.accessPolicy ?? "deny") !== "deny" || policiesOn(mesh, server).length > 0) continue;
      // A policy for one of its routes lets those requests in.
      if (routesFor(mesh, server).length > 0) continue;
      if (isMisspelt(mesh, server)) continue;
      const { namespace, name } = server;
      if (policyKinds.some((kind) => mayHoldUnread(mesh, kind, namespace))) continue;
      const absent = { kind: "linkerd/AuthorizationPolicy", namespace, name };
      const message = `"${name}" lets nobody in: no policy speaks of it, and its access policy is deny`;
      yield { at: at(server, server.metadata, "name"), message, absent };
    }
  },
});
