/** Telemetries of which only one counts for a pod. */

import { hasAlternatives } from "../../src/mesh/alternatives.ts";
import type { Manifest } from "../../src/mesh/manifest.ts";
import { isTargeted } from "../../src/mesh/policies.ts";
import { workloadsSelectedBy, type Workload } from "../../src/mesh/workloads.ts";
import { at, defineRule, yaml, type Finding, type Mesh } from "../../src/rule/rule.ts";

type Telemetry = Manifest<"istio/Telemetry">;

function labelsOf({ spec }: Telemetry): Readonly<Record<string, string>> {
  return spec.selector?.matchLabels ?? {};
}

function clash(mine: Telemetry, other: Telemetry, what: string, code: string): Finding {
  return {
    at: at(mine, mine.metadata, "name"),
    message: `Telemetry "${other.name}" is for ${what}, too: only the older one counts`,
    related: [{ at: at(other, other.metadata, "name"), message: "the other Telemetry" }],
    upstream: [code],
  };
}

function* ofNamespaces(telemetries: readonly Telemetry[]): Iterable<Finding> {
  const groups = new Map<string, Telemetry[]>();
  for (const one of telemetries) {
    const known = groups.get(one.namespace);
    if (known) known.push(one);
    else groups.set(one.namespace, [one]);
  }
  for (const [namespace, group] of groups) {
    for (const mine of group) {
      const other = group.find((one) => one !== mine);
      if (other) yield clash(mine, other, `all pods of namespace "${namespace}"`, "IST0160");
    }
  }
}

function* ofWorkloads(mesh: Mesh, telemetries: readonly Telemetry[]): Iterable<Finding> {
  const first = new Map<Workload, Telemetry>();
  const said = new Set<Telemetry>();
  for (const mine of telemetries) {
    for (const workload of workloadsSelectedBy(mesh, labelsOf(mine), mine.namespace)) {
      const other = first.get(workload);
      if (!other) {
        first.set(workload, mine);
        continue;
      }
      for (const [one, rival] of [[mine, other] as const, [other, mine] as const]) {
        if (said.has(one)) continue;
        said.add(one);
        yield clash(one, rival, `pods of ${workload.manifest.kind} "${workload.manifest.name}"`, "IST0159");
      }
    }
  }
}

export default defineRule({
  summary: "Two Telemetries are for the same pods, so one of them is ignored",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "For a pod istiod takes one Telemetry of its namespace: the oldest with a matching selector, and the oldest without. The others are ignored, and their age is nowhere in git.",
  fix: "Merge them, or give them selectors that exclude each other.",
  links: [
    "https://istio.io/latest/docs/reference/config/analysis/ist0160/",
    "https://istio.io/latest/docs/reference/config/telemetry/",
  ],
  upstream: ["IST0159", "IST0160"],
  bad: [
    yaml`
      apiVersion: telemetry.istio.io/v1
      kind: Telemetry
      metadata: { name: logs, namespace: shop } # error: Telemetry "traces" is for all pods of namespace "shop", too
      spec: { accessLogging: [{ providers: [{ name: envoy }] }] }
      ---
      apiVersion: telemetry.istio.io/v1
      kind: Telemetry
      metadata: { name: traces, namespace: shop } # error: Telemetry "logs" is for all pods
      spec: { tracing: [{ randomSamplingPercentage: 10 }] }
    `,
  ],
  good: [
    yaml`
      apiVersion: telemetry.istio.io/v1
      kind: Telemetry
      metadata: { name: logs, namespace: shop }
      spec: { accessLogging: [{ providers: [{ name: envoy }] }] }
      ---
      apiVersion: telemetry.istio.io/v1
      kind: Telemetry
      metadata: { name: cart, namespace: shop }
      spec: { selector: { matchLabels: { app: cart } }, tracing: [{ randomSamplingPercentage: 10 }] }
      ---
      apiVersion: telemetry.istio.io/v1
      kind: Telemetry
      metadata: { name: gateway, namespace: shop }
      spec:
        targetRefs: [{ group: gateway.networking.k8s.io, kind: Gateway, name: public }]
        tracing: [{ randomSamplingPercentage: 10 }]
    `,
  ],
  *check(mesh) {
    const telemetries = mesh.all("istio/Telemetry").filter((one) => !hasAlternatives(mesh, one) && !isTargeted(one));
    const isWide = (one: Telemetry): boolean => Object.keys(labelsOf(one)).length === 0;
    yield* ofNamespaces(telemetries.filter(isWide));
    yield* ofWorkloads(
      mesh,
      telemetries.filter((one) => !isWide(one)),
    );
  },
});
