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

function conflict(mine: DestinationRule, other: DestinationRule): Finding | undefined {
  const lost = losses(other, mine);
  if (lost.length === 0 || other.name === mine.name) return undefined;
  return {
    at: at(mine, mine.spec, "host"),
    message: `"${other.name}" also sets ${listed(lost)} of "${mine.spec.host}": only the older one counts`,
    related: [{ at: at(other, other.spec, "host"), message: "the other DestinationRule of this host" }],
  };
}

/** One finding for each that conflicts with any; nobody knows which is older. */
function* conflictsIn(rules: readonly DestinationRule[]): Iterable<Finding> {
  for (const rule of rules) {
    const found = rules.slice(0, 20).map((other) => conflict(rule, other));
    const first = found.find((one) => one !== undefined);
    if (first) yield first;
  }
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
        host: reviews # warning: "reviews-tls" also sets trafficPolicy and subset v1
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
      if (known) known.push(rule);
      else slots.set(slot, [rule]);
    }
    for (const rules of slots.values()) if (rules.length > 1) yield* conflictsIn(rules);
  },
});
