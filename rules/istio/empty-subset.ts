/** Subsets whose labels no pod of their Service has. */

import { isManaged } from "../../src/mesh/canary.ts";
import { ruleHost, type DestinationRule, type Subset } from "../../src/mesh/destination-rules.ts";
import { meantLabel } from "../../src/mesh/slips.ts";
import { entryWithout, isRouted, podsOfSubset, writtenLabels, type SubsetPods } from "../../src/mesh/subsets.ts";
import { mayHoldMore } from "../../src/mesh/unseen.ts";
import { selectorOf } from "../../src/mesh/workloads.ts";
import { at, defineRule, yaml, type Finding, type Mesh, type Related } from "../../src/rule/rule.ts";
import { listed } from "../../src/rule/words.ts";

function related({ workloads }: SubsetPods): Related[] {
  return workloads.slice(0, 3).map(({ manifest, template }) => ({
    at: at(manifest, template.metadata ?? manifest.metadata, "labels"),
    message: `pods of ${manifest.kind} "${manifest.name}"`,
  }));
}

export default defineRule({
  summary: "A subset selects no pod of its Service",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "A subset picks pods of the Service by their labels. One that picks none has no endpoints: requests that are routed to it are answered with 503. The labels count that stand in the pod template, not those of the Deployment.",
  fix: "Use labels of the pod templates, or add the label to them.",
  links: [
    "https://istio.io/latest/docs/reference/config/networking/destination-rule/#Subset",
    "https://istio.io/latest/docs/reference/config/analysis/ist0173/",
  ],
  upstream: ["IST0173", "KIA0203"],
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
          - { name: v2, labels: { version: "2" } } # warning: no pod of Service "reviews" has version=2
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: reviews, namespace: shop }
      spec: { selector: { app: reviews }, ports: [{ name: http, port: 80 }] }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: reviews-v1, namespace: shop, labels: { version: "2" } }
      spec:
        selector: { matchLabels: { app: reviews } }
        template:
          metadata: { labels: { app: reviews, version: v1 } }
          spec: { containers: [{ name: reviews, image: reviews }] }
    `,
    yaml`
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: { name: maps, namespace: shop }
      spec:
        host: maps.example.com
        subsets:
          - { name: v1, labels: { version: v1 } }
          - { name: v2, labels: { version: v2 } } # warning: no endpoint of ServiceEntry "maps" has version=v2
      ---
      apiVersion: networking.istio.io/v1
      kind: ServiceEntry
      metadata: { name: maps, namespace: shop }
      spec:
        hosts: [maps.example.com]
        ports: [{ number: 443, name: tls, protocol: TLS }]
        resolution: STATIC
        endpoints: [{ address: 192.0.2.1, labels: { version: v1 } }]
    `,
  ],
  good: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: { name: reviews, namespace: shop }
      spec: { host: reviews, subsets: [{ name: v1, labels: { version: v1 } }] }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: reviews, namespace: shop }
      spec: { selector: { app: reveiws }, ports: [{ name: http, port: 80 }] } # is misspelt
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: reviews, namespace: shop }
      spec:
        selector: { matchLabels: { app: reviews } }
        template:
          metadata: { labels: { app: reviews, version: v1 } }
          spec: { containers: [{ name: reviews, image: reviews }] }
    `,
    yaml`
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: { name: reviews, namespace: shop }
      spec:
        host: reviews
        subsets:
          - { name: v1, labels: { version: v1, topology.kubernetes.io/zone: a } }
          - { name: all }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: reviews, namespace: shop }
      spec: { selector: { app: reviews }, ports: [{ name: http, port: 80 }] }
      ---
      apiVersion: apps/v1
      kind: StatefulSet
      metadata: { name: reviews, namespace: shop }
      spec:
        serviceName: reviews
        selector: { matchLabels: { app: reviews } }
        template:
          metadata: { labels: { app: reviews, version: v1 } }
          spec: { containers: [{ name: reviews, image: reviews }] }
    `,
    yaml`
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: { name: reviews, namespace: shop }
      spec: { host: reviews, subsets: [{ name: all, labels: {} }, { name: near, labels: { topology.kubernetes.io/zone: a } }] }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: reviews, namespace: shop }
      spec: { selector: { app: reviews }, ports: [{ name: http, port: 80 }] }
    `,
    yaml`
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: { name: reviews, namespace: shop }
      spec: { host: reviews, subsets: [{ name: machines, labels: { version: vm } }] }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: reviews, namespace: shop }
      spec: { selector: { app: reviews }, ports: [{ name: http, port: 80 }] }
      ---
      apiVersion: networking.istio.io/v1
      kind: WorkloadEntry
      metadata: { name: reviews, namespace: shop }
      spec: { address: 10.0.0.7, labels: { app: reviews, version: vm } }
    `,
  ],
  *check(mesh) {
    for (const rule of mesh.all("istio/DestinationRule")) {
      if (isManaged(mesh, rule)) continue;
      for (const subset of rule.spec.subsets ?? []) {
        // Without labels to look for it is all of its host, be there pods or not.
        if (Object.keys(writtenLabels(subset)).length === 0) continue;
        const found = ofService(mesh, rule, subset) ?? ofEntry(mesh, rule, subset);
        if (!found) continue;
        const severity = isRouted(mesh, ruleHost(mesh, rule), subset.name) ? "error" : "warning";
        yield { at: at(rule, subset, "labels"), severity, ...found };
      }
    }
  },
});

function wordsOf(subset: Subset): string {
  return listed(Object.entries(writtenLabels(subset)).map(([key, value]) => `${key}=${value}`));
}

function ofService(mesh: Mesh, rule: DestinationRule, subset: Subset): Omit<Finding, "at"> | undefined {
  const pods = podsOfSubset(mesh, rule, subset);
  if (!pods?.isEmpty || mayHoldMore(mesh, pods.service.namespace)) return undefined;
  const { service, workloads } = pods;
  // A slip in the selector of the Service is reported there.
  if (workloads.length === 0 && meantLabel(mesh, selectorOf(service) ?? {}, service.namespace) !== undefined)
    return undefined;
  const kind = workloads[0]?.manifest.is ?? "kubernetes/Deployment";
  return {
    message: `no pod of Service "${service.name}" has ${wordsOf(subset)}`,
    absent: { kind, namespace: service.namespace, name: subset.name },
    related: related(pods),
  };
}

function ofEntry(mesh: Mesh, rule: DestinationRule, subset: Subset): Omit<Finding, "at"> | undefined {
  const entry = entryWithout(mesh, rule, subset);
  if (!entry || mayHoldMore(mesh, entry.namespace)) return undefined;
  const message = `no endpoint of ServiceEntry "${entry.name}" has ${wordsOf(subset)}`;
  return { message, absent: { kind: "istio/ServiceEntry", namespace: entry.namespace, name: subset.name } };
}
