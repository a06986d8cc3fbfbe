/** What the files do not show although they make it: releases and applications that are rendered elsewhere. */

import type { Manifest } from "./manifest.ts";
import { question, type Mesh } from "./mesh.ts";

function text(value: unknown, ...path: readonly string[]): string | undefined {
  let found = value;
  for (const key of path) {
    if (typeof found !== "object" || found === null) return undefined;
    found = (found as Record<string, unknown>)[key];
  }
  return typeof found === "string" && found !== "" ? found : undefined;
}

/** Where each of these kinds puts what it makes. */
const targets: ReadonlyMap<string, (manifest: Manifest) => string> = new Map([
  ["helm.toolkit.fluxcd.io/HelmRelease", (m: Manifest) => text(m.spec, "targetNamespace") ?? m.namespace],
  ["flux/Kustomization", (m: Manifest) => text(m.spec, "targetNamespace") ?? m.namespace],
  ["helm.cattle.io/HelmChart", (m: Manifest) => text(m.spec, "targetNamespace") ?? m.namespace],
  ["argo/Application", (m: Manifest) => text(m.spec, "destination", "namespace") ?? m.namespace],
  ["argo/ApplicationSet", (m: Manifest) => text(m.spec, "template", "spec", "destination", "namespace") ?? m.namespace],
  ["istio/IstioOperator", (m: Manifest) => m.namespace],
]);

const unseenNamespaces = question((mesh): ReadonlySet<string> => {
  const found = new Set<string>();
  for (const [kind, target] of targets) {
    // One that failed its schema is still meant to make something.
    for (const manifest of [...mesh.allOf(kind), ...mesh.invalid(kind)]) found.add(target(manifest));
  }
  return found;
});

/** Whether something that is not rendered here puts objects into a namespace. */
export function mayHoldMore(mesh: Mesh, namespace: string): boolean {
  return unseenNamespaces(mesh).has(namespace);
}

/** The same for all namespaces: pods of gateways may be anywhere. */
export function mayHoldMoreAnywhere(mesh: Mesh): boolean {
  return unseenNamespaces(mesh).size > 0;
}
