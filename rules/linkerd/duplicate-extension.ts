/** Namespaces that claim to be one extension of Linkerd. */

import { hasAlternatives } from "../../src/mesh/alternatives.ts";
import type { Manifest } from "../../src/mesh/manifest.ts";
import { isUnknown } from "../../src/mesh/unknown.ts";
import { at, defineRule, yaml } from "../../src/rule/rule.ts";

const key = "linkerd.io/extension";

export default defineRule({
  summary: "Two namespaces carry the label of one extension of Linkerd",
  category: "correctness",
  severity: "warning",
  since: "0.1.0",
  why: "Linkerd's tools find an extension by this label and expect one namespace: with two they look into either of them.",
  fix: "Remove the label from the namespace that is not the extension's own.",
  links: ["https://linkerd.io/2-edge/tasks/extensions/"],
  bad: [
    yaml`
      apiVersion: v1
      kind: Namespace
      metadata: { name: linkerd-viz, labels: { linkerd.io/extension: viz } }
      ---
      apiVersion: v1
      kind: Namespace
      metadata:
        name: monitoring
        labels:
          linkerd.io/extension: viz # warning: is the extension "viz" already
    `,
  ],
  good: [
    yaml`
      apiVersion: v1
      kind: Namespace
      metadata: { name: linkerd-viz, labels: { linkerd.io/extension: viz } }
      ---
      apiVersion: v1
      kind: Namespace
      metadata: { name: linkerd-multicluster, labels: { linkerd.io/extension: multicluster } }
    `,
  ],
  *check(mesh) {
    const first = new Map<string, Manifest<"kubernetes/Namespace">>();
    for (const namespace of mesh.all("kubernetes/Namespace")) {
      const { labels } = namespace.metadata;
      const value = labels?.[key];
      if (!labels || value === undefined || isUnknown(value) || hasAlternatives(mesh, namespace)) continue;
      const other = first.get(value);
      if (!other) first.set(value, namespace);
      else {
        const related = [{ at: at(other, other.metadata, "name"), message: "the other namespace" }];
        yield {
          at: at(namespace, labels, key),
          message: `"${other.name}" is the extension "${value}" already`,
          related,
        };
      }
    }
  },
});
