/** WorkloadGroups that register the same workloads. */

import { hasAlternatives } from "../../src/mesh/alternatives.ts";
import { isUnknown } from "../../src/mesh/unknown.ts";
import { at, defineRule, yaml, type Manifest } from "../../src/rule/rule.ts";

type WorkloadGroup = Manifest<"istio/WorkloadGroup">;

function labelsOf({ spec }: WorkloadGroup): Readonly<Record<string, string>> {
  return { ...spec.metadata?.labels, ...spec.template.labels };
}

export default defineRule({
  summary: "Two WorkloadGroups of one namespace give their workloads the same labels",
  category: "correctness",
  severity: "warning",
  since: "0.1.0",
  why: "Services and policies cannot tell the workloads of the two groups apart, so each of them gets the traffic and the rules of both.",
  fix: "Give each group a label of its own.",
  links: ["https://istio.io/latest/docs/reference/config/networking/workload-group/"],
  upstream: ["KIA1702"],
  bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: WorkloadGroup
      metadata:
        name: cart # warning: "stock" registers workloads with the same labels
        namespace: shop
      spec: { metadata: { labels: { app: cart } }, template: { serviceAccount: cart } }
      ---
      apiVersion: networking.istio.io/v1
      kind: WorkloadGroup
      metadata:
        name: stock # warning: "cart" registers workloads with the same labels
        namespace: shop
      spec: { metadata: { labels: { app: cart } }, template: { serviceAccount: stock } }
    `,
  ],
  good: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: WorkloadGroup
      metadata: { name: cart, namespace: shop }
      spec: { metadata: { labels: { app: cart } }, template: { serviceAccount: cart } }
      ---
      apiVersion: networking.istio.io/v1
      kind: WorkloadGroup
      metadata: { name: stock, namespace: shop }
      spec: { metadata: { labels: { app: stock } }, template: { serviceAccount: stock } }
    `,
  ],
  *check(mesh) {
    const groups = new Map<string, WorkloadGroup[]>();
    for (const group of mesh.all("istio/WorkloadGroup")) {
      const labels = labelsOf(group);
      if (Object.keys(labels).length === 0 || isUnknown(labels) || hasAlternatives(mesh, group)) continue;
      const key = JSON.stringify([group.namespace, Object.entries(labels).sort()]);
      const known = groups.get(key);
      if (known) known.push(group);
      else groups.set(key, [group]);
    }
    for (const alike of groups.values()) {
      for (const group of alike) {
        const other = alike.find((one) => one !== group);
        if (!other) continue;
        const message = `"${other.name}" registers workloads with the same labels`;
        const related = [{ at: at(other, other.metadata, "name"), message: "the other WorkloadGroup" }];
        yield { at: at(group, group.metadata, "name"), message, related };
      }
    }
  },
});
