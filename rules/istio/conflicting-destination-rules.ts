/** DestinationRules for one host of which one silently loses. */

import { hasAlternatives } from "../../src/mesh/alternatives.ts";
import { ruleHost, type DestinationRule } from "../../src/mesh/destination-rules.ts";
import { isUnknown } from "../../src/mesh/unknown.ts";
import { exportedTo } from "../../src/mesh/visibility.ts";
import { at, defineRule, yaml, type Finding, type Mesh } from "../../src/rule/rule.ts";
import { listed } from "../../src/rule/words.ts";

/** Rules are merged within one namespace, host, visibility and set of clients (istio/istio pilot/pkg/model/destination_rule.go). */
function slotOf(mesh: Mesh, rule: DestinationRule): string {
  const { spec, namespace } = rule;
  const scopes = exportedTo(mesh, spec.exportTo, namespace, "defaultDestinationRuleExportTo");
  const clients = Object.entries(spec.workloadSelector?.matchLabels ?? {}).sort();
  return JSON.stringify([namespace, ruleHost(mesh, rule), [...scopes].sort(), clients]);
}

/** What the later of two loses. */
function losses(first: DestinationRule, later: DestinationRule): string[] {
  const found: string[] = [];
  if (first.spec.trafficPolicy && later.spec.trafficPolicy) found.push("trafficPolicy");
  const names = new Set(first.spec.subsets?.map(({ name }) => name));
  const shared = (later.spec.subsets ?? []).map(({ name }) => name).filter((name) => names.has(name));
  if (shared.length > 0) found.push(`${shared.length > 1 ? "subsets" : "subset"} ${listed(shared)}`);
  return found;
}

function conflict(first: DestinationRule, later: DestinationRule): Finding | undefined {
  const lost = losses(first, later);
  if (lost.length === 0 || first.name === later.name) return undefined;
  return {
    at: at(later, later.spec, "host"),
    message: `"${first.name}" also sets ${listed(lost)} of "${later.spec.host}": only the older one counts`,
    related: [{ at: at(first, first.spec, "host"), message: "the other DestinationRule of this host" }],
  };
}

export default defineRule({
  summary: "Two DestinationRules of one namespace set the same thing for one host",
  category: "correctness",
  severity: "warning",
  since: "0.1.0",
  why: "istiod merges them by age: subsets are put together, but of two equal subset names and of two traffic policies only the older counts, as a whole. Which one is older is nowhere in git and changes when the objects are made anew.",
  fix: "Keep one DestinationRule for each host and namespace.",
  links: ["https://istio.io/latest/docs/ops/best-practices/traffic-management/#split-virtual-services"],
  upstream: ["KIA0201"],
  bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: { name: reviews, namespace: shop }
      spec:
        host: reviews
        trafficPolicy: { loadBalancer: { simple: RANDOM } }
        subsets: [{ name: v1, labels: { version: v1 } }]
      ---
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: { name: reviews-tls, namespace: shop }
      spec:
        host: reviews.shop.svc.cluster.local # warning: "reviews" also sets trafficPolicy and subset v1
        trafficPolicy: { tls: { mode: ISTIO_MUTUAL } }
        subsets: [{ name: v1, labels: { version: v1 } }]
    `,
  ],
  good: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: { name: reviews, namespace: shop }
      spec: { host: reviews, trafficPolicy: { loadBalancer: { simple: RANDOM } } }
      ---
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: { name: reviews-subsets, namespace: shop }
      spec: { host: reviews, subsets: [{ name: v1, labels: { version: v1 } }] }
      ---
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: { name: own, namespace: shop }
      spec: { host: reviews, exportTo: ["."], trafficPolicy: { tls: { mode: DISABLE } } }
    `,
  ],
  *check(mesh) {
    const slots = new Map<string, DestinationRule[]>();
    for (const rule of mesh.all("istio/DestinationRule")) {
      if (!rule.spec.host || isUnknown(rule.spec.host) || hasAlternatives(mesh, rule)) continue;
      const slot = slotOf(mesh, rule);
      const known = slots.get(slot);
      // The first that says what this one says is enough: one finding for each that loses.
      const found = known?.map((first) => conflict(first, rule)).find((one) => one !== undefined);
      if (found) yield found;
      if (!known) slots.set(slot, [rule]);
      else if (known.length < 20) known.push(rule);
    }
  },
});
