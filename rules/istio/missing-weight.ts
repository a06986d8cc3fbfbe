/** Destinations without a weight beside ones that have it: they get no traffic. */

import { isManaged } from "../../src/mesh/canary.ts";
import { splitsOf } from "../../src/mesh/routes.ts";
import { sharesOf, sumOfWeights } from "../../src/mesh/weights.ts";
import { at, defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "A destination has no weight although others of its route have one",
  category: "correctness",
  severity: "warning",
  since: "0.1.0",
  why: "An absent weight is 0, not the rest: the destination is left out of the route altogether.",
  fix: "Give every destination its weight, or remove the one that shall get nothing.",
  links: ["https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRouteDestination"],
  bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: reviews }
      spec:
        hosts: [reviews]
        http:
          - route:
              - destination: { host: reviews, subset: v1 } # warning: v1 has no weight, so it gets no traffic
              - { destination: { host: reviews, subset: v2 }, weight: 10 }
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
          - match: [{ headers: { beta: { exact: "1" } } }]
            route: [{ destination: { host: reviews, subset: v2 } }]
          - route:
              - { destination: { host: reviews, subset: v1 }, weight: 100 }
              - { destination: { host: reviews, subset: v2 }, weight: 0 }
    `,
  ],
  *check(mesh) {
    for (const manifest of mesh.all("istio/VirtualService")) {
      if (isManaged(mesh, manifest)) continue;
      for (const { destinations } of splitsOf(manifest)) {
        // Without any weight admission refuses the route.
        if (destinations.length < 2 || sumOfWeights(destinations) === 0) continue;
        for (const { destination, name } of sharesOf(destinations)) {
          if (destination.weight !== undefined || !destination.destination) continue;
          const message = `${name} has no weight, so it gets no traffic`;
          yield { at: at(manifest, destination, "destination"), message };
        }
      }
    }
  },
});
