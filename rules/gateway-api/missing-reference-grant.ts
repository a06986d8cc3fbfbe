/** References to other namespaces that nothing there permits. */

import { backends, needsGrant } from "../../src/mesh/gateway-api/backends.ts";
import { certificates } from "../../src/mesh/gateway-api/certificates.ts";
import { grantsIn, mayRefer, permitsFrom, permitsTo } from "../../src/mesh/gateway-api/grants.ts";
import type { Reference, Referent } from "../../src/mesh/gateway-api/references.ts";
import { at, defineRule, yaml, type Finding, type Manifest, type Mesh } from "../../src/rule/rule.ts";

interface Refers {
  readonly from: Manifest;
  readonly ref: Reference;
  readonly to: Referent;
}

/** The grant that comes closest, and what it lacks. */
function nearest(mesh: Mesh, { from, to }: Refers): NonNullable<Finding["related"]> {
  const grants = grantsIn(mesh, to.namespace).slice(0, 50);
  const named = grants.find((grant) => permitsTo(grant, to));
  const grant = named ?? grants.find((one) => permitsFrom(one, from));
  if (!grant) return [];
  const message = named
    ? `this grant is not for ${from.kind}s of "${from.namespace}"`
    : `this grant does not permit ${to.kind} "${to.name}"`;
  return [{ at: at(grant, grant.metadata, "name"), message }];
}

function judge(mesh: Mesh, refers: Refers): Finding | undefined {
  const { from, ref, to } = refers;
  if (mayRefer(mesh, from, to)) return undefined;
  return {
    at: at(from, ref, "namespace"),
    message: `no ReferenceGrant in "${to.namespace}" lets ${from.kind}s of "${from.namespace}" use ${to.kind} "${to.name}"`,
    related: nearest(mesh, refers),
    // Whoever keeps the object in these files keeps its grant beside it.
    absent: {
      kind: mesh.defines(to.is, to.namespace) ? to.is : "gateway-api/ReferenceGrant",
      namespace: to.namespace,
      name: to.name,
    },
    upstream: to.kind === "Service" ? ["KIA1402"] : [],
  };
}

export default defineRule({
  summary: "A reference to another namespace that no ReferenceGrant there permits",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "A Service, Secret or ConfigMap of another namespace may be used only with a ReferenceGrant in that namespace (RefNotPermitted): without it requests are answered with 500, and listeners without their certificate are not opened.",
  fix: "Add a ReferenceGrant to the namespace of the target, whose `from` has the group, kind and namespace of this object and whose `to` has those of the target.",
  links: ["https://gateway-api.sigs.k8s.io/api-types/referencegrant/"],
  upstream: ["KIA1402"],
  claims: "absence",
  bad: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: shop, namespace: shop }
      spec:
        rules: [{ backendRefs: [{ name: bank, namespace: bank, port: 80 }] }] # error: no ReferenceGrant in "bank" lets HTTPRoutes of "shop" use Service "bank"
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: bank, namespace: bank }
      spec: { ports: [{ port: 80 }] }
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: ReferenceGrant
      metadata: { name: for-grpc, namespace: bank }
      spec:
        from: [{ group: gateway.networking.k8s.io, kind: GRPCRoute, namespace: shop }]
        to: [{ group: "", kind: Service }]
    `,
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: public, namespace: edge }
      spec:
        gatewayClassName: istio
        listeners:
          - name: https
            port: 443
            protocol: HTTPS
            tls: { certificateRefs: [{ name: shop-tls, namespace: shop }] } # error: lets Gateways of "edge" use Secret "shop-tls"
    `,
  ],
  good: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: shop, namespace: shop }
      spec:
        rules: [{ backendRefs: [{ name: bank, namespace: bank, port: 80 }, { name: cart, namespace: shop, port: 80 }] }]
      ---
      apiVersion: gateway.networking.k8s.io/v1beta1
      kind: ReferenceGrant
      metadata: { name: for-shop, namespace: bank }
      spec:
        from: [{ group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: shop }]
        to: [{ group: "", kind: Service, name: bank }]
    `,
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: cart, namespace: shop }
      spec:
        parentRefs: [{ group: "", kind: Service, name: cart }]
        rules: [{ backendRefs: [{ name: bank, namespace: bank, port: 80 }] }]
      ---
      apiVersion: security.istio.io/v1
      kind: PeerAuthentication
      metadata: { name: default, namespace: shop }
      spec: { mtls: { mode: STRICT } }
    `,
  ],
  *check(mesh) {
    for (const backend of backends(mesh)) {
      const found = needsGrant(backend) && judge(mesh, { from: backend.route, ...backend });
      if (found) yield found;
    }
    for (const { manifest, ref, to } of certificates(mesh)) {
      const found = judge(mesh, { from: manifest, ref, to });
      if (found) yield found;
    }
  },
});
