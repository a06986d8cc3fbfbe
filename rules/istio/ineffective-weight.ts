/** Weights below 100 on a route's only destination: it gets everything all the same. */

import { isManaged } from "../../src/mesh/canary.ts";
import { splitsOf } from "../../src/mesh/routes.ts";
import { at, defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "The only destination of a route has a weight that is not 100",
  category: "correctness",
  severity: "warning",
  since: "0.1.0",
  why: "Istio ignores the weight of a single destination and sends it everything. A weight of 10 suggests a canary that is none; most often the other destination was lost in an edit.",
  fix: "Remove the weight, or add the destination that shall get the rest.",
  links: [
    "https://kiali.io/docs/features/validations/#kia1104---the-weight-is-assumed-to-be-100-because-there-is-only-one-route-destination",
  ],
  upstream: ["KIA1104"],
  bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: reviews }
      spec:
        hosts: [reviews]
        http:
          - route:
              - destination: { host: reviews, subset: v2 }
                weight: 10 # warning: the only destination gets all traffic, not 10 %
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
              - destination: { host: reviews, subset: v2 }
                weight: 100
    `,
  ],
  *check(mesh) {
    for (const manifest of mesh.all("istio/VirtualService")) {
      if (isManaged(mesh, manifest)) continue;
      for (const { destinations } of splitsOf(manifest)) {
        const [only, ...others] = destinations;
        if (only?.weight === undefined || others.length > 0 || only.weight < 0 || only.weight >= 100) continue;
        const message = `the only destination gets all traffic, not ${only.weight} %`;
        yield { at: at(manifest, only, "weight"), message, ...(only.weight === 0 && { upstream: [] }) };
      }
    }
  },
});
