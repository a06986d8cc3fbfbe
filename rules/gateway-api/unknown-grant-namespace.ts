/** ReferenceGrants for namespaces that do not exist. */

import { objectsOf } from "../../src/mesh/admission/row.ts";
import { isUnknown } from "../../src/mesh/unknown.ts";
import { mayBeHere } from "../../src/mesh/unread.ts";
import { mayHoldMoreAnywhere } from "../../src/mesh/unseen.ts";
import { at, defineRule, yaml, type Mesh } from "../../src/rule/rule.ts";

/** Namespaces that nobody writes down, and those in which something of these files lives. */
function isThere(mesh: Mesh, used: ReadonlySet<string>, namespace: string): boolean {
  return (
    namespace === "default" ||
    namespace.startsWith("kube-") ||
    used.has(namespace) ||
    mayBeHere(mesh, "kubernetes/Namespace", "", namespace)
  );
}

export default defineRule({
  summary: "A ReferenceGrant is for objects of a namespace that does not exist",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "The grant permits nothing, so the reference for which it was written is refused.",
  fix: "Correct the namespace: `from.namespace` is that of the route or Gateway that refers to the target.",
  links: ["https://gateway-api.sigs.k8s.io/api-types/referencegrant/"],
  upstream: ["KIA1601"],
  claims: "absence",
  bad: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: ReferenceGrant
      metadata: { name: for-shop, namespace: bank }
      spec:
        from: [{ group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: shpo }] # error: unknown namespace "shpo"
        to: [{ group: "", kind: Service }]
      ---
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop }
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
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop }
    `,
  ],
  *check(mesh) {
    const grants = mesh.all("gateway-api/ReferenceGrant");
    if (grants.length === 0 || mayHoldMoreAnywhere(mesh)) return;
    const used = new Set(
      mesh.manifests.map(({ is, name, namespace }) => (is === "kubernetes/Namespace" ? name : namespace)),
    );
    for (const grant of grants) {
      for (const from of objectsOf(grant.spec.from)) {
        if (isUnknown(from.namespace) || isThere(mesh, used, from.namespace)) continue;
        yield {
          at: at(grant, from, "namespace"),
          message: `unknown namespace "${from.namespace}"`,
          absent: { kind: "kubernetes/Namespace", name: from.namespace },
        };
      }
    }
  },
});
