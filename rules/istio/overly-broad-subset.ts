/** Subsets that pick every pod of their host. */

import { isManaged } from "../../src/mesh/canary.ts";
import { at, defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "A subset without labels picks every pod of its host",
  category: "style",
  severity: "info",
  preset: "strict",
  since: "0.1.0",
  why: "Such a subset is the host itself under another name. Mostly its labels were forgotten, and a canary gets all pods.",
  fix: "Give the subset the labels of its pods, or route to the host.",
  links: ["https://istio.io/latest/docs/reference/config/networking/destination-rule/#Subset"],
  upstream: ["KIA0209"],
  bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: { name: reviews, namespace: shop }
      spec:
        host: reviews
        subsets:
          - name: v1 # info: subset "v1" has no labels
          - name: v2 # info: subset "v2" has no labels
            labels: {}
    `,
  ],
  good: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: { name: reviews, namespace: shop }
      spec:
        host: reviews
        subsets:
          - { name: v1, labels: { version: v1 } }
          - { name: patient, trafficPolicy: { connectionPool: { tcp: { connectTimeout: 30s } } } }
    `,
  ],
  *check(mesh) {
    for (const rule of mesh.all("istio/DestinationRule")) {
      if (isManaged(mesh, rule)) continue;
      for (const subset of rule.spec.subsets ?? []) {
        // With settings of its own and no labels at all it is a way to reach all pods in another manner.
        if (Object.keys(subset.labels ?? {}).length > 0 || (subset.trafficPolicy && !subset.labels)) continue;
        const message = `subset "${subset.name}" has no labels, so it picks every pod of "${rule.spec.host}"`;
        yield { at: at(rule, subset, "name"), message };
      }
    }
  },
});
