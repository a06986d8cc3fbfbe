/** TrafficSplits for Services that are not there. */

import { isGeneratedService } from "../../src/mesh/canary.ts";
import { backendsOf, weightOf, trafficSplits, type TrafficSplit } from "../../src/mesh/linkerd/splits.ts";
import { isUnknown } from "../../src/mesh/unknown.ts";
import { at, defineRule, yaml, type Finding, type Mesh } from "../../src/rule/rule.ts";

function isMissing(mesh: Mesh, { namespace }: TrafficSplit, name: string): boolean {
  if (isUnknown(name) || name.includes(".")) return false;
  return !mesh.has("kubernetes/Service", namespace, name) && !isGeneratedService(mesh, namespace, name);
}

function* missingBackends(mesh: Mesh, split: TrafficSplit): Iterable<Finding> {
  const { namespace } = split;
  for (const backend of backendsOf(split)) {
    if (!isMissing(mesh, split, backend.service)) continue;
    const getsNothing = weightOf(backend.weight) === 0;
    const message = `no Service "${backend.service}" in "${namespace}"`;
    yield {
      at: at(split, backend, "service"),
      code: "backend",
      message: getsNothing ? `${message}; it gets no traffic yet` : `${message}: its share of requests fails`,
      absent: { kind: "kubernetes/Service", namespace, name: backend.service },
      ...(getsNothing && { severity: "info" as const }),
    };
  }
}

export default defineRule({
  summary: "A TrafficSplit names a Service that is not there",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "The share of a backend that does not exist fails; without the Service at its root a split does nothing at all.",
  fix: "Name Services of the split's own namespace, or add the one that is missing.",
  links: ["https://github.com/servicemeshinterface/smi-spec/blob/main/apis/traffic-split/v1alpha2/traffic-split.md"],
  claims: "absence",
  codes: {
    apex: "The Service that clients use is not there",
    backend: "A Service that gets a share is not there",
  },
  bad: [
    yaml`
      apiVersion: v1
      kind: Service
      metadata: { name: web-v1, namespace: shop }
      spec: { ports: [{ port: 80 }] }
      ---
      apiVersion: split.smi-spec.io/v1alpha2
      kind: TrafficSplit
      metadata: { name: web, namespace: shop }
      spec:
        service: web # error: no Service "web" in "shop"
        backends:
          - { service: web-v1, weight: 90 }
          - { service: web-v2, weight: 10 } # error: its share of requests fails
          - { service: web-v3, weight: 0 } # info: gets no traffic yet
    `,
  ],
  good: [
    yaml`
      apiVersion: v1
      kind: Service
      metadata: { name: web, namespace: shop }
      spec: { ports: [{ port: 80 }] }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: web-v1, namespace: shop }
      spec: { ports: [{ port: 80 }] }
      ---
      apiVersion: split.smi-spec.io/v1alpha2
      kind: TrafficSplit
      metadata: { name: web, namespace: shop }
      spec: { service: web, backends: [{ service: web-v1, weight: 1 }] }
    `,
  ],
  *check(mesh) {
    for (const split of trafficSplits(mesh)) {
      const { spec, namespace } = split;
      if (isMissing(mesh, split, spec.service)) {
        const message = `no Service "${spec.service}" in "${namespace}" to split the traffic of`;
        const absent = { kind: "kubernetes/Service", namespace, name: spec.service };
        yield { at: at(split, spec, "service"), code: "apex", message, absent };
      }
      yield* missingBackends(mesh, split);
    }
  },
});
