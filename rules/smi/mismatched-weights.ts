/** Weights of TrafficSplits that look like per cent and do not add up to a hundred. */

import { backendsOf, weightOf, trafficSplits } from "../../src/mesh/linkerd/splits.ts";
import { isUnknown } from "../../src/mesh/unknown.ts";
import { percent } from "../../src/mesh/weights.ts";
import { at, defineRule, yaml } from "../../src/rule/rule.ts";
import { listed } from "../../src/rule/words.ts";

/** Sums that a reader takes for a whole: one, ten, a hundred, a thousand; small numbers are ratios by intent. */
const wholes = new Set([1, 10, 100, 1000, 10000]);

export default defineRule({
  summary: "Weights of a TrafficSplit that do not add up to a hundred",
  category: "style",
  severity: "info",
  since: "0.1.0",
  why: "Weights of a TrafficSplit are relative, so 90 and 20 do not mean 90 per cent and 20 per cent.",
  fix: "Write weights that add up to 100, so that each reads as its share.",
  links: ["https://github.com/servicemeshinterface/smi-spec/blob/main/apis/traffic-split/v1alpha2/traffic-split.md"],
  bad: [
    yaml`
      apiVersion: split.smi-spec.io/v1alpha2
      kind: TrafficSplit
      metadata: { name: web }
      spec:
        service: web
        backends: # info: add up to 110: the shares are 81.8 % and 18.2 %
          - { service: web-v1, weight: 90 }
          - { service: web-v2, weight: 20 }
    `,
  ],
  good: [
    yaml`
      apiVersion: split.smi-spec.io/v1alpha2
      kind: TrafficSplit
      metadata: { name: web }
      spec: { service: web, backends: [{ service: web-v1, weight: 2 }, { service: web-v2, weight: 1 }] }
    `,
    yaml`
      apiVersion: split.smi-spec.io/v1alpha1
      kind: TrafficSplit
      metadata: { name: web }
      spec: { service: web, backends: [{ service: web-v1, weight: 900m }, { service: web-v2, weight: 100m }] }
    `,
  ],
  *check(mesh) {
    for (const split of trafficSplits(mesh)) {
      const backends = backendsOf(split);
      const weights = backends.map(({ weight }) => (isUnknown(weight) ? undefined : weightOf(weight)));
      const known = weights.filter((weight) => weight !== undefined && weight >= 0) as number[];
      const sum = known.reduce((total, weight) => total + weight, 0);
      if (known.length < weights.length || known.length < 2 || sum < 50 || wholes.has(Math.round(sum * 1e6) / 1e6))
        continue;
      const shares = listed(known.map((weight) => percent((100 * weight) / sum)));
      yield {
        at: at(split, split.spec, "backends", "key"),
        message: `the weights add up to ${sum}: the shares are ${shares}`,
      };
    }
  },
});
