/** Names and combinations of Services that a TrafficSplit cannot have. */

import { backendsOf, splitsOf, weightOf, trafficSplits, type TrafficSplit } from "../../src/mesh/linkerd/splits.ts";
import { splitsElsewhere } from "../../src/mesh/linkerd/presence.ts";
import { hasAlternatives } from "../../src/mesh/alternatives.ts";
import { isUnknown } from "../../src/mesh/unknown.ts";
import { at, defineRule, yaml, type Finding, type Mesh } from "../../src/rule/rule.ts";

function* dottedNames(split: TrafficSplit): Iterable<Finding> {
  for (const owner of [split.spec, ...backendsOf(split)]) {
    if (isUnknown(owner.service) || !owner.service.includes(".")) continue;
    const [name = ""] = owner.service.split(".");
    const message = `"${owner.service}" is a host: name the Service alone, "${name}"`;
    yield { at: at(split, owner, "service"), code: "host", message };
  }
}

function* repeatedBackends(split: TrafficSplit): Iterable<Finding> {
  const seen = new Set<string>();
  for (const backend of backendsOf(split)) {
    if (seen.has(backend.service) && !isUnknown(backend.service)) {
      const message = `"${backend.service}" is a backend already`;
      yield { at: at(split, backend, "service"), code: "repeated", message };
    }
    seen.add(backend.service);
  }
}

function* nestedSplits(mesh: Mesh, split: TrafficSplit): Iterable<Finding> {
  for (const backend of backendsOf(split)) {
    if (backend.service === split.spec.service || weightOf(backend.weight) === 0) continue;
    const [inner] = splitsOf(mesh, split.namespace, backend.service);
    if (!inner) continue;
    const related = [{ at: at(inner, inner.spec, "service"), message: "the split that is not looked at" }];
    const message = `"${backend.service}" is split itself, but splits do not nest: its own split is passed over`;
    yield { at: at(split, backend, "service"), code: "nested", message, related, severity: "warning" };
  }
}

/** Such Services have no address at which Linkerd looks up what to split. */
function* headless(mesh: Mesh, split: TrafficSplit): Iterable<Finding> {
  for (const owner of [split.spec, ...backendsOf(split)]) {
    const service = mesh.find("kubernetes/Service", split.namespace, owner.service);
    if (!service || hasAlternatives(mesh, service)) continue;
    const { clusterIP, type } = service.spec;
    if (clusterIP !== "None" && type !== "ExternalName") continue;
    const message = `the Service "${owner.service}" has no cluster IP, so nothing can be split there`;
    const related = [{ at: at(service, service.metadata, "name"), message: "the Service" }];
    yield { at: at(split, owner, "service"), code: "headless", message, related };
  }
}

export default defineRule({
  summary: "A TrafficSplit whose Services are named twice, as hosts, or split again",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "Linkerd appends namespace and domain to what stands there, adds no weights of one backend, and splits once only.",
  fix: "Name each Service of the namespace once, without a domain.",
  links: ["https://github.com/servicemeshinterface/smi-spec/blob/main/apis/traffic-split/v1alpha2/traffic-split.md"],
  codes: {
    host: "A host where the name of a Service belongs",
    repeated: "A backend that stands there twice",
    headless: "A Service without a cluster IP",
    nested: "A backend that is the root of another split",
  },
  bad: [
    yaml`
      apiVersion: split.smi-spec.io/v1alpha2
      kind: TrafficSplit
      metadata: { name: web }
      spec:
        service: web.shop.svc.cluster.local # error: name the Service alone, "web"
        backends:
          - { service: web-v1, weight: 50 }
          - { service: web-v1, weight: 50 } # error: is a backend already
    `,
    yaml`
      apiVersion: split.smi-spec.io/v1alpha2
      kind: TrafficSplit
      metadata: { name: web }
      spec:
        service: web
        backends:
          - { service: web-v1, weight: 1 } # warning: splits do not nest
      ---
      apiVersion: split.smi-spec.io/v1alpha2
      kind: TrafficSplit
      metadata: { name: web-v1 }
      spec: { service: web-v1, backends: [{ service: web-v1a, weight: 1 }] }
    `,
    yaml`
      apiVersion: v1
      kind: Service
      metadata: { name: web-v1, namespace: shop }
      spec: { clusterIP: None, ports: [{ port: 80 }] }
      ---
      apiVersion: split.smi-spec.io/v1alpha2
      kind: TrafficSplit
      metadata: { name: web, namespace: shop }
      spec:
        service: web
        backends:
          - { service: web-v1, weight: 50 } # error: has no cluster IP
          - { service: web-v2, weight: 50 }
    `,
  ],
  good: [
    yaml`
      apiVersion: split.smi-spec.io/v1alpha2
      kind: TrafficSplit
      metadata: { name: web }
      spec: { service: web, backends: [{ service: web, weight: 1 }, { service: web-v2, weight: 1 }] }
    `,
    yaml`
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop, labels: { openservicemesh.io/monitored-by: osm } }
      ---
      apiVersion: split.smi-spec.io/v1alpha2
      kind: TrafficSplit
      metadata: { name: web, namespace: shop }
      spec: { service: web.shop, backends: [{ service: web-v1, weight: 1 }, { service: web-v2, weight: 1 }] }
    `,
  ],
  *check(mesh) {
    for (const split of trafficSplits(mesh)) {
      // Open Service Mesh takes a host for the root.
      if (!splitsElsewhere(mesh)) yield* dottedNames(split);
      yield* repeatedBackends(split);
      yield* nestedSplits(mesh, split);
      yield* headless(mesh, split);
    }
  },
});
