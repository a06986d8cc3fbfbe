/** Routes, listener sets and their parents: those that do not exist. */

import { isLinkerds } from "../../src/mesh/gateway-api/backends.ts";
import { isHolderKind } from "../../src/mesh/gateway-api/listeners.ts";
import { attachmentParents, type ParentReference } from "../../src/mesh/gateway-api/parents.ts";
import { append } from "../../src/mesh/lists.ts";
import { question } from "../../src/mesh/mesh.ts";
import { isSlip } from "../../src/mesh/slips.ts";
import { isCredibleMiss } from "../../src/mesh/gateway-api/service-evidence.ts";
import { at, defineRule, yaml, type Finding, type Manifest, type Mesh } from "../../src/rule/rule.ts";

const upstream: Readonly<Record<string, readonly string[]>> = {
  "gateway-api/Gateway": ["KIA1401"],
  "kubernetes/Service": ["KIA1402"],
};

/** Gateways that say their namespace, by name. */
const gatewaysByName = question((mesh): ReadonlyMap<string, readonly Manifest[]> => {
  const found = new Map<string, Manifest[]>();
  for (const gateway of mesh.all("gateway-api/Gateway")) {
    if (gateway.metadata.namespace !== undefined) append(found, gateway.name, gateway);
  }
  return found;
});

/** Whether the only Gateway of that name lies in another namespace, which was left out or misspelt. */
function isMeantElsewhere(mesh: Mesh, { manifest, ref, to }: ParentReference): boolean {
  const [gateway, ...more] = to.is === "gateway-api/Gateway" ? (gatewaysByName(mesh).get(to.name) ?? []) : [];
  if (!gateway || more.length > 0) return false;
  if (ref.namespace !== undefined) return isSlip(ref.namespace, gateway.namespace);
  return manifest.metadata.namespace !== undefined;
}

function judge(mesh: Mesh, reference: ParentReference): Finding | undefined {
  const { manifest, ref, to } = reference;
  // A Service of another group is reported as such; parents of Linkerd's routes by Linkerd's rules.
  if (to.kind === "Service" && to.is !== "kubernetes/Service") return undefined;
  if (!isHolderKind(to) && isLinkerds(mesh, manifest)) return undefined;
  if (!isCredibleMiss(mesh, to)) return undefined;
  return {
    at: at(manifest, ref, "name"),
    message: `unknown ${to.kind} "${to.name}" in namespace "${to.namespace}"`,
    absent: {
      kind: to.is,
      namespace: to.namespace,
      name: to.name,
      isMeantElsewhere: isMeantElsewhere(mesh, reference),
    },
    upstream: upstream[to.is] ?? [],
  };
}

export default defineRule({
  summary: "A route or ListenerSet is attached to a parent that does not exist",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "No controller takes up a route whose parent is missing, and none writes a status: its traffic is answered with 404. A parent without a namespace is one of the route's own namespace.",
  fix: 'Correct the name, or add the namespace of the parent. A Service as parent needs `group: ""`.',
  links: ["https://gateway-api.sigs.k8s.io/api-types/httproute/#attaching-to-gateways"],
  upstream: ["KIA1401", "KIA1402"],
  claims: "absence",
  bad: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: shop, namespace: shop }
      spec:
        parentRefs:
          - name: public # error: unknown Gateway "public" in namespace "shop"
          - { group: "", kind: Service, name: crat } # error: unknown Service "crat"
        rules: [{ backendRefs: [{ name: cart, port: 80 }] }]
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: public, namespace: edge }
      spec: { gatewayClassName: istio, listeners: [{ name: http, port: 80, protocol: HTTP }] }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec: { ports: [{ port: 80 }] }
      ---
      apiVersion: security.istio.io/v1
      kind: PeerAuthentication
      metadata: { name: default, namespace: shop }
      spec: { mtls: { mode: STRICT } }
    `,
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: ListenerSet
      metadata: { name: more, namespace: shop }
      spec:
        parentRef: { name: public } # error: unknown Gateway "public"
        listeners: [{ name: http, port: 80, protocol: HTTP }]
    `,
  ],
  good: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: shop, namespace: shop }
      spec:
        parentRefs: [{ name: public, namespace: edge }, { group: "", kind: Service, name: cart }]
        rules: [{ backendRefs: [{ name: cart, port: 80 }] }]
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: public, namespace: edge }
      spec:
        gatewayClassName: istio
        listeners: [{ name: http, port: 80, protocol: HTTP, allowedRoutes: { namespaces: { from: All } } }]
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec: { ports: [{ port: 80 }] }
    `,
  ],
  *check(mesh) {
    for (const reference of attachmentParents(mesh)) {
      const found = judge(mesh, reference);
      if (found) yield found;
    }
  },
});
