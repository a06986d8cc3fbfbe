/** Weights that do not add up to 100, so that they are no percentages. */

import { isManaged } from "../../src/mesh/canary.ts";
import { splitsOf } from "../../src/mesh/routes.ts";
import { percent, sharesOf, sumOfWeights } from "../../src/mesh/weights.ts";
import { at, defineRule, yaml } from "../../src/rule/rule.ts";
import { listed } from "../../src/rule/words.ts";

export default defineRule({
  summary: "Weights of a route do not add up to 100, so they are no percentages",
  category: "correctness",
  severity: "warning",
  since: "0.1.0",
  why: "Since Istio 1.15 weights are proportions: each destination gets its weight divided by the sum. Whoever reads 90 and 20 as percentages reads the wrong traffic, and a canary gets more or less than it was meant to.",
  fix: "Let the weights of each route add up to 100.",
  links: ["https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRouteDestination"],
  bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: reviews }
      spec:
        hosts: [reviews]
        http:
          - route: # warning: weights add up to 110: v1 gets 81.8 % and v2 gets 18.2 %
              - { destination: { host: reviews, subset: v1 }, weight: 90 }
              - { destination: { host: reviews, subset: v2 }, weight: 20 }
    `,
  ],
  good: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: reviews }
      spec:
        hosts: [reviews]
        http:
          - route:
              - { destination: { host: reviews, subset: v1 }, weight: 95 }
              - { destination: { host: reviews, subset: v2 }, weight: 5 }
    `,
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: reviews }
      spec:
        hosts: [reviews]
        http:
          - route:
              - { destination: { host: stable }, weight: 1 }
              - { destination: { host: canary }, weight: 1 }
      ---
      apiVersion: argoproj.io/v1alpha1
      kind: Rollout
      metadata: { name: reviews }
      spec:
        strategy:
          canary:
            canaryService: canary
            stableService: stable
            trafficRouting: { istio: { virtualService: { name: reviews } } }
    `,
  ],
  *check(mesh) {
    for (const manifest of mesh.all("istio/VirtualService")) {
      if (isManaged(mesh, manifest)) continue;
      for (const { route, destinations } of splitsOf(manifest)) {
        const sum = sumOfWeights(destinations);
        const isComplete = destinations.every(({ weight }) => typeof weight === "number" && weight >= 0);
        if (destinations.length < 2 || !isComplete || sum === 100 || sum === 0) continue;
        const shares = sharesOf(destinations).map(({ name, share }) => `${name} gets ${percent(share)}`);
        yield { at: at(manifest, route, "route"), message: `weights add up to ${sum}: ${listed(shares)}` };
      }
    }
  },
});
