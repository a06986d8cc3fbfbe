/** Backends of a TrafficSplit that do not offer the ports of the Service at its root. */

import { backendsOf, weightOf, trafficSplits } from "../../src/mesh/linkerd/splits.ts";
import { at, defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "A backend of a TrafficSplit lacks a port of the Service at its root",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "A split names no ports: what is sent to a port of the root goes to the same port of the backend.",
  fix: "Give the backend the ports of the Service at the root.",
  links: ["https://github.com/servicemeshinterface/smi-spec/blob/main/apis/traffic-split/v1alpha2/traffic-split.md"],
  bad: [
    yaml`
      apiVersion: v1
      kind: Service
      metadata: { name: web }
      spec: { ports: [{ port: 80 }] }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: web-v2 }
      spec: { ports: [{ port: 8080 }] }
      ---
      apiVersion: split.smi-spec.io/v1alpha2
      kind: TrafficSplit
      metadata: { name: web }
      spec:
        service: web
        backends:
          - { service: web-v2, weight: 1 } # error: has no port 80
    `,
  ],
  good: [
    yaml`
      apiVersion: v1
      kind: Service
      metadata: { name: web }
      spec: { ports: [{ port: 80 }] }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: web-v2 }
      spec: { ports: [{ port: 80, targetPort: 8080 }, { port: 9090, name: metrics }] }
      ---
      apiVersion: split.smi-spec.io/v1alpha2
      kind: TrafficSplit
      metadata: { name: web }
      spec: { service: web, backends: [{ service: web-v2, weight: 1 }] }
    `,
  ],
  *check(mesh) {
    for (const split of trafficSplits(mesh)) {
      const apex = mesh.find("kubernetes/Service", split.namespace, split.spec.service);
      const ports = apex?.spec.ports ?? [];
      for (const backend of backendsOf(split)) {
        const leaf = mesh.find("kubernetes/Service", split.namespace, backend.service);
        const offered = leaf?.spec.ports;
        if (!apex || !leaf || !offered || weightOf(backend.weight) === 0) continue;
        const missing = ports.find(({ port }) => !offered.some((each) => each.port === port));
        if (!missing) continue;
        const related = [{ at: at(apex, missing, "port"), message: `the port of "${apex.name}"` }];
        const message = `the Service "${leaf.name}" has no port ${missing.port}, which "${apex.name}" has`;
        yield { at: at(split, backend, "service"), message, related };
      }
    }
  },
});
