/** Weights of TrafficSplits by the rules of SMI and of Linkerd's extension. */

import {
  backendsOf,
  isServedByLinkerd,
  weightOf,
  trafficSplits,
  type TrafficSplit,
} from "../../src/mesh/linkerd/splits.ts";
import { isUnknown } from "../../src/mesh/unknown.ts";
import { at, defineRule, yaml, type Finding } from "../../src/rule/rule.ts";

function* wrongWeights(split: TrafficSplit): Iterable<Finding> {
  for (const backend of backendsOf(split)) {
    const { weight } = backend;
    const value = isUnknown(weight) ? 0 : weightOf(weight);
    const place = at(split, backend, "weight");
    if (value === undefined) {
      yield {
        at: place,
        code: "format",
        message: `"${weight}" is no weight: write a number or a quantity such as "500m"`,
      };
    } else if (value < 0) {
      yield { at: place, code: "negative", message: `a weight of ${weight} is below zero` };
    } else if (!split.apiVersion.endsWith("/v1alpha1") && !Number.isInteger(value)) {
      yield { at: place, code: "fraction", message: `a weight of ${weight} is no whole number` };
    }
  }
}

function sharesNothing(split: TrafficSplit): boolean {
  const backends = backendsOf(split);
  return backends.length > 0 && backends.every(({ weight }) => !isUnknown(weight) && weightOf(weight) === 0);
}

export default defineRule({
  summary: "A TrafficSplit whose weights cannot be shared out",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "Weights are relative and not below zero; where all are zero, Linkerd sends everything to the Service at the root.",
  fix: "Give each backend a whole number from zero on, and at least one of them more than zero.",
  links: ["https://github.com/servicemeshinterface/smi-spec/blob/main/apis/traffic-split/v1alpha2/traffic-split.md"],
  codes: {
    format: "A weight that is no number",
    negative: "A weight below zero",
    fraction: "A fraction where SMI wants a whole number",
    "all-zero": "No backend gets any traffic",
    "no-backends": "A split without backends",
  },
  bad: [
    yaml`
      apiVersion: split.smi-spec.io/v1alpha2
      kind: TrafficSplit
      metadata: { name: web }
      spec:
        service: web
        backends:
          - { service: web-v1, weight: 90.5 } # error: no whole number
          - { service: web-v2, weight: -10 } # error: below zero
    `,
    yaml`
      apiVersion: split.smi-spec.io/v1alpha1
      kind: TrafficSplit
      metadata: { name: web }
      spec:
        service: web
        backends: # error: all weights are zero
          - { service: web-v1, weight: 0 }
          - { service: web-v2, weight: 0m }
    `,
    yaml`
      apiVersion: split.smi-spec.io/v1alpha1
      kind: TrafficSplit
      metadata: { name: web }
      spec:
        service: web
        backends: [] # error: no backends
    `,
  ],
  good: [
    yaml`
      apiVersion: split.smi-spec.io/v1alpha1
      kind: TrafficSplit
      metadata: { name: web }
      spec: { service: web, backends: [{ service: web-v1, weight: 900m }, { service: web-v2, weight: 100m }] }
    `,
  ],
  *check(mesh) {
    for (const split of trafficSplits(mesh)) {
      yield* wrongWeights(split);
      const place = at(split, split.spec, "backends", "key");
      if (backendsOf(split).length === 0 && Array.isArray(split.spec.backends)) {
        yield { at: place, code: "no-backends", message: "a split with no backends sends nothing anywhere" };
      } else if (sharesNothing(split)) {
        const effect = isServedByLinkerd(split) ? `everything goes to "${split.spec.service}"` : "nothing is split";
        yield { at: place, code: "all-zero", message: `all weights are zero: ${effect}` };
      }
    }
  },
});
