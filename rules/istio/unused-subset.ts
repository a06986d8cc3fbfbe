/** Subsets that no route uses although routes use their siblings. */

import { isManaged } from "../../src/mesh/canary.ts";
import { ruleHost } from "../../src/mesh/destination-rules.ts";
import { isRouted } from "../../src/mesh/subsets.ts";
import { isUnknown } from "../../src/mesh/unknown.ts";
import { isVague } from "../../src/mesh/unread.ts";
import { at, defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "No route uses a subset although routes use others of its DestinationRule",
  category: "style",
  severity: "info",
  since: "0.1.0",
  why: "Each subset costs a cluster in every proxy. One that no route names is a leftover of a finished rollout, or the route to it was forgotten.",
  fix: "Remove the subset, or route to it.",
  links: ["https://istio.io/latest/docs/reference/config/networking/destination-rule/#Subset"],
  claims: "absence",
  bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: { name: reviews, namespace: shop }
      spec:
        host: reviews
        subsets:
          - { name: v1, labels: { version: v1 } }
          - { name: v2, labels: { version: v2 } } # info: no route uses subset "v2" of "reviews"
      ---
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: reviews, namespace: shop }
      spec: { hosts: [reviews], http: [{ route: [{ destination: { host: reviews, subset: v1 } }] }] }
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
          - { name: v2, labels: { version: v2 } }
    `,
  ],
  *check(mesh) {
    if (isVague(mesh, "istio/VirtualService")) return;
    for (const rule of mesh.all("istio/DestinationRule")) {
      const { subsets = [], host: written } = rule.spec;
      const host = ruleHost(mesh, rule);
      const isUsed = ({ name }: { readonly name: string }): boolean => isRouted(mesh, host, name);
      if (host.startsWith("*") || isManaged(mesh, rule) || !subsets.some(isUsed)) continue;
      for (const subset of subsets) {
        if (isUsed(subset) || isUnknown(subset.name)) continue;
        yield {
          at: at(rule, subset, "name"),
          message: `no route uses subset "${subset.name}" of "${written}"`,
          absent: { kind: "istio/VirtualService", namespace: rule.namespace, name: written },
        };
      }
    }
  },
});
