/** Destinations that a route names twice. */

import { fullHost } from "../../src/mesh/hosts.ts";
import { splitsOf, type WeightedDestination } from "../../src/mesh/routes.ts";
import { at, defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "A route names the same destination twice",
  category: "correctness",
  severity: "warning",
  since: "0.1.0",
  why: "The weights of both are added up, so nothing is split. Most often one of the two was meant to be another subset.",
  fix: "Correct the subset, host or port of one of them, or merge the two.",
  links: [
    "https://kiali.io/docs/features/validations/#kia1105---this-host-and-subset-combination-is-already-referenced-in-another-route-destination",
  ],
  upstream: ["KIA1105"],
  bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: reviews, namespace: shop }
      spec:
        hosts: [reviews]
        http:
          - route:
              - { destination: { host: reviews, subset: v1 }, weight: 80 }
              - destination: { host: reviews.shop.svc.cluster.local, subset: v1 } # warning: already a destination of this route
                weight: 20
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
              - { destination: { host: reviews, port: { number: 80 } }, weight: 80 }
              - { destination: { host: reviews, port: { number: 81 } }, weight: 20 }
    `,
  ],
  *check(mesh) {
    for (const manifest of mesh.all("istio/VirtualService")) {
      const key = ({ destination }: WeightedDestination): string => {
        const host = fullHost(mesh, destination?.host ?? "", manifest.namespace);
        return `${host}\n${destination?.subset ?? ""}\n${destination?.port?.number ?? ""}`;
      };
      for (const { destinations } of splitsOf(manifest)) {
        const seen = new Map<string, WeightedDestination>();
        for (const entry of destinations) {
          if (!entry.destination?.host) continue;
          const first = seen.get(key(entry));
          if (!first) {
            seen.set(key(entry), entry);
            continue;
          }
          const { host, subset } = entry.destination;
          const name = subset === undefined ? `"${host}"` : `subset "${subset}" of "${host}"`;
          yield {
            at: at(manifest, entry, "destination"),
            message: `${name} is already a destination of this route`,
            related: [{ at: at(manifest, first, "destination"), message: "first named here" }],
          };
        }
      }
    }
  },
});
