/** Objects of one kind, namespace and name that stand twice in one environment. */

import type { Manifest } from "../../src/mesh/manifest.ts";
import { isUnknown } from "../../src/mesh/unknown.ts";
import { at, defineRule, yaml, type Mesh } from "../../src/rule/rule.ts";

/** In a plain folder several files may hold alternatives, of which one is applied; elsewhere all are applied. */
function areApplied(mesh: Mesh, one: Manifest, other: Manifest): boolean {
  const { origin, completeness } = mesh.environment;
  if (origin === "folder" && completeness === "open") return mesh.areNeighbours(one, other);
  return true;
}

export default defineRule({
  summary: "Two objects of one kind, namespace and name live in one environment",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "Only one of them can exist. Whatever is applied last silently replaces the other, and kustomize and Argo CD refuse to build.",
  fix: "Remove one, rename it, or put it into the environment where it belongs.",
  links: ["https://kubernetes.io/docs/concepts/overview/working-with-objects/names/"],
  bad: [
    yaml`
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec: { ports: [{ port: 80 }] }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop } # error: Service "shop/cart" is already defined
      spec: { ports: [{ port: 8080 }] }
    `,
  ],
  good: [
    yaml`
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec: { ports: [{ port: 80 }] }
      ---
      apiVersion: serving.knative.dev/v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: stage }
      spec: { ports: [{ port: 80 }] }
    `,
  ],
  *check(mesh) {
    const named = new Map<Manifest, Manifest>();
    for (const manifest of mesh.manifests) {
      const { is, kind, namespace, name, metadata } = manifest;
      if (metadata.name === undefined) continue;
      const met = mesh.find(is, namespace, name) ?? manifest;
      if (met === manifest || isUnknown(name) || isUnknown(namespace)) continue;
      // Where `generateName` has the same text, the first that is called so comes after it.
      const first = met.metadata.name === undefined ? named.get(met) : met;
      if (!first) named.set(met, manifest);
      if (!first || !areApplied(mesh, first, manifest)) continue;
      yield {
        at: at(manifest, metadata, "name"),
        message: `${kind} "${namespace === "" ? name : `${namespace}/${name}`}" is already defined`,
        related: [{ at: at(first, first.metadata, "name"), message: "first defined here" }],
      };
    }
  },
});
