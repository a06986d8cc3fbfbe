/** Several TrafficSplits of one Service. */

import { hasAlternatives } from "../../src/mesh/alternatives.ts";
import { splitsOf, trafficSplits } from "../../src/mesh/linkerd/splits.ts";
import { isUnknown } from "../../src/mesh/unknown.ts";
import { at, defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "Several TrafficSplits split the traffic of one Service",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "Linkerd's extension writes each split into the same ServiceProfile, so whichever was changed last wins.",
  fix: "Put all backends of a Service into one TrafficSplit.",
  links: ["https://linkerd.io/2-edge/features/traffic-split/"],
  bad: [
    yaml`
      apiVersion: split.smi-spec.io/v1alpha2
      kind: TrafficSplit
      metadata: { name: one }
      spec: { service: web, backends: [{ service: web-v1, weight: 1 }] }
      ---
      apiVersion: split.smi-spec.io/v1alpha2
      kind: TrafficSplit
      metadata: { name: two }
      spec:
        service: web # error: "one" splits "web" already
        backends: [{ service: web-v2, weight: 1 }]
    `,
  ],
  good: [
    yaml`
      apiVersion: split.smi-spec.io/v1alpha2
      kind: TrafficSplit
      metadata: { name: one, namespace: shop }
      spec: { service: web, backends: [{ service: web-v1, weight: 1 }] }
      ---
      apiVersion: split.smi-spec.io/v1alpha2
      kind: TrafficSplit
      metadata: { name: two, namespace: store }
      spec: { service: web, backends: [{ service: web-v2, weight: 1 }] }
    `,
  ],
  *check(mesh) {
    for (const split of trafficSplits(mesh)) {
      const { spec, namespace, name } = split;
      const [first] = splitsOf(mesh, namespace, spec.service);
      if (!first || first.name === name || isUnknown(spec.service) || isUnknown(name)) continue;
      if (hasAlternatives(mesh, split) || hasAlternatives(mesh, first)) continue;
      const related = [{ at: at(first, first.spec, "service"), message: "the other split" }];
      yield { at: at(split, spec, "service"), message: `"${first.name}" splits "${spec.service}" already`, related };
    }
  },
});
