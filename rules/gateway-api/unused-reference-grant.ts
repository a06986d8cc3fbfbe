/** ReferenceGrants that permit nothing that anything here asks for. */

import { backends } from "../../src/mesh/gateway-api/backends.ts";
import { certificates } from "../../src/mesh/gateway-api/certificates.ts";
import { grantsFor, permitsTo, type Grant } from "../../src/mesh/gateway-api/grants.ts";
import { gatewayGroup, type Referent } from "../../src/mesh/gateway-api/references.ts";
import { isUnknown } from "../../src/mesh/unknown.ts";
import { mayHoldUnread } from "../../src/mesh/unread.ts";
import { mayHoldMoreAnywhere } from "../../src/mesh/unseen.ts";
import { at, defineRule, yaml, type Manifest, type Mesh } from "../../src/rule/rule.ts";
import { objectsOf } from "../../src/mesh/admission/row.ts";

/** Kinds whose references are known in full; grants for others may serve what these files do not show. */
const referrers = ["HTTPRoute", "GRPCRoute", "TLSRoute", "TCPRoute", "UDPRoute", "Gateway", "ListenerSet"];

function isJudged(mesh: Mesh, { spec }: Grant): boolean {
  return objectsOf(spec.from).every(
    ({ group, kind, namespace }) =>
      group === gatewayGroup &&
      referrers.includes(kind) &&
      !isUnknown(namespace) &&
      !mayHoldUnread(mesh, `gateway-api/${kind}`, namespace) &&
      // Only where the files hold objects of that kind there can one say that none of them refers to this.
      mesh.defines(`gateway-api/${kind}`, namespace),
  );
}

function markUsed(mesh: Mesh, unused: Set<Grant>, from: Manifest, to: Referent): void {
  for (const grant of grantsFor(mesh, from, to.namespace)) if (permitsTo(grant, to)) unused.delete(grant);
}

function unusedGrants(mesh: Mesh): ReadonlySet<Grant> {
  const unused = new Set(mesh.all("gateway-api/ReferenceGrant").filter((grant) => isJudged(mesh, grant)));
  if (unused.size === 0) return unused;
  for (const backend of backends(mesh)) {
    // Whether it is needed depends on the mesh; that it is meant is plain.
    if (backend.to.namespace !== backend.route.namespace) markUsed(mesh, unused, backend.route, backend.to);
  }
  for (const { manifest, to } of certificates(mesh)) {
    if (to.namespace !== manifest.namespace) markUsed(mesh, unused, manifest, to);
  }
  return unused;
}

export default defineRule({
  summary: "A ReferenceGrant permits nothing that any object asks for",
  category: "style",
  severity: "warning",
  since: "0.1.0",
  why: "A grant that nothing uses is either left over, which keeps a door open, or has a wrong group, kind, name or namespace, so that the reference which was meant is refused.",
  fix: "Remove the grant, or correct its `from` and `to`. The grant stands in the namespace of the target.",
  links: ["https://gateway-api.sigs.k8s.io/api-types/referencegrant/"],
  bad: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: ReferenceGrant
      metadata: { name: for-shop, namespace: bank } # warning: no HTTPRoute of "shop" refers to what this grant permits
      spec:
        from: [{ group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: shop }]
        to: [{ group: "", kind: Service, name: bnak }]
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: shop, namespace: shop }
      spec: { rules: [{ backendRefs: [{ name: cart, port: 80 }] }] }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec: { ports: [{ port: 80 }] }
    `,
  ],
  good: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: ReferenceGrant
      metadata: { name: for-shop, namespace: bank }
      spec:
        from: [{ group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: shop }]
        to: [{ group: "", kind: Service }]
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: shop, namespace: shop }
      spec: { rules: [{ backendRefs: [{ name: bank, namespace: bank, port: 80 }] }] }
    `,
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: ReferenceGrant
      metadata: { name: for-others, namespace: bank }
      spec:
        from: [{ group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: elsewhere }]
        to: [{ group: "", kind: Service }]
    `,
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: ReferenceGrant
      metadata: { name: for-shop, namespace: bank }
      spec:
        from: [{ group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: shop }]
        to: [{ group: "", kind: Service, name: bank }]
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: cart, namespace: shop }
      spec:
        parentRefs: [{ group: "", kind: Service, name: cart }]
        rules: [{ backendRefs: [{ name: bank, namespace: bank, port: 80 }] }]
    `,
  ],
  *check(mesh) {
    if (mayHoldMoreAnywhere(mesh)) return;
    for (const grant of unusedGrants(mesh)) {
      const [from] = objectsOf(grant.spec.from);
      if (!from) continue;
      yield {
        at: at(grant, grant.metadata, "name"),
        message: `no ${from.kind} of "${from.namespace}" refers to what this grant permits`,
      };
    }
  },
});
