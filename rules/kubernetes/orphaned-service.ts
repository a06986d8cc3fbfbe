/** Services that select no pod: what is sent to them gets no answer. */

import { attachmentParents } from "../../src/mesh/gateway-api/parents.ts";
import { question } from "../../src/mesh/mesh.ts";
import { podlessSelectedBy } from "../../src/mesh/podless.ts";
import { hasUnknown, type Labels } from "../../src/mesh/selectors.ts";
import { meantLabel } from "../../src/mesh/slips.ts";
import { mayHoldMore } from "../../src/mesh/unseen.ts";
import {
  maySelectWorkload,
  selectorOf,
  servicesOf,
  workloadsSelectedBy,
  type Service,
} from "../../src/mesh/workloads.ts";
import { at, defineRule, yaml, type Finding, type Mesh } from "../../src/rule/rule.ts";

/** A pod that was meant, for no other Service selects it. */
function meantPods(mesh: Mesh, labels: Labels, namespace: string): string | undefined {
  const meant = meantLabel(mesh, labels, namespace);
  const [key = "", value = ""] = meant?.split("=") ?? [];
  const pods = meant === undefined ? [] : workloadsSelectedBy(mesh, { ...labels, [key]: value }, namespace);
  return pods.some((pod) => servicesOf(mesh, pod).length > 0) ? undefined : meant;
}

/** Pods of the Service's own name that no Service selects, for one label has another value. */
function namesake(mesh: Mesh, { name, namespace }: Service, labels: Labels): string | undefined {
  const pod = workloadsSelectedBy(mesh, {}, namespace)
    .slice(0, 1000)
    .find(({ manifest }) => manifest.name === name);
  if (!pod || servicesOf(mesh, pod).length > 0) return undefined;
  const [key = "", ...others] = Object.keys(labels).filter((each) => pod.podLabels[each] !== labels[each]);
  return others.length === 0 && Object.hasOwn(pod.podLabels, key) ? `${key}=${pod.podLabels[key] ?? ""}` : undefined;
}

/** Operators give their pods labels of their own; a key that other pods carry as well is one that people write. */
function isWritten(mesh: Mesh, labels: Labels, namespace: string): boolean {
  const pods = workloadsSelectedBy(mesh, {}, namespace);
  return Object.keys(labels).every((key) => pods.some(({ podLabels }) => Object.hasOwn(podLabels, key)));
}

/** Services that stand for a name alone: a split or a route sends on what is sent to them. */
const names = question((mesh): ReadonlySet<string> => {
  const splits = mesh.all("smi/TrafficSplit").map(({ namespace, spec }) => `${namespace}/${spec.service}`);
  const parents = attachmentParents(mesh).map(({ to }) => `${to.namespace}/${to.name}`);
  return new Set([...splits, ...parents]);
});

function judge(mesh: Mesh, service: Service): Finding | undefined {
  const { namespace } = service;
  const labels = selectorOf(service);
  if (!labels || hasUnknown(labels) || mayHoldMore(mesh, namespace)) return undefined;
  if (maySelectWorkload(mesh, labels, namespace) || podlessSelectedBy(mesh, labels, namespace).length > 0)
    return undefined;
  const meant = meantPods(mesh, labels, namespace) ?? namesake(mesh, service, labels);
  const isName = names(mesh).has(`${namespace}/${service.name}`);
  const isWhole = !isName && mesh.environment.completeness === "complete" && isWritten(mesh, labels, namespace);
  if (meant === undefined && !isWhole) return undefined;
  const pairs = Object.entries(labels).map(([key, value]) => `${key}=${value}`);
  const hint = meant === undefined ? "" : `: did you mean "${meant}"?`;
  return {
    at: at(service, service.spec, "selector", "key"),
    message: `no pod of namespace "${namespace}" has ${pairs.join(", ")}${hint}`,
    absent: { kind: "kubernetes/Service", namespace, name: service.name },
  };
}

export default defineRule({
  summary: "A Service selects pods that nothing makes",
  category: "reliability",
  severity: "warning",
  since: "0.1.0",
  why: "A Service without pods has no endpoints: whoever calls it is answered with 503. Most often a label was changed on one side only.",
  fix: "Let the selector name labels of a pod template in the Service's own namespace.",
  links: ["https://kubernetes.io/docs/concepts/services-networking/service/#defining-a-service"],
  claims: "absence",
  bad: [
    yaml`
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec:
        selector: # warning: no pod of namespace "shop" has app=cart
          app: cart
        ports: [{ name: http, port: 80 }]
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: cart, namespace: shop }
      spec:
        selector: { matchLabels: { app: basket } }
        template:
          metadata: { labels: { app: basket } }
          spec: { containers: [{ name: cart, image: cart }] }
    `,
    yaml`
      apiVersion: v1
      kind: Service
      metadata: { name: orders, namespace: shop }
      spec:
        selector: # warning: did you mean "app=order"?
          app: orders
        ports: [{ name: http, port: 80 }]
      ---
      apiVersion: v1
      kind: Pod
      metadata: { name: orders, namespace: shop, labels: { app: order } }
      spec: { containers: [{ name: orders, image: orders }] }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: web-ui, namespace: shop }
      spec:
        selector: { app: web } # warning: did you mean "app=web-ui"?
        ports: [{ name: http, port: 80 }]
      ---
      apiVersion: v1
      kind: Pod
      metadata: { name: web-ui, namespace: shop, labels: { app: web-ui, tier: front } }
      spec: { containers: [{ name: web, image: web }] }
    `,
  ],
  good: [
    yaml`
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec: { selector: { app: cart }, ports: [{ name: http, port: 80 }] }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: kafka, namespace: shop }
      spec: { selector: { strimzi.io/cluster: events }, ports: [{ name: tcp, port: 9092 }] }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: away, namespace: shop }
      spec: { type: ExternalName, externalName: away.example.com, selector: { app: away } }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: bank, namespace: shop }
      spec: { selector: { app: bank }, ports: [{ name: http, port: 80 }] }
      ---
      apiVersion: split.smi-spec.io/v1alpha2
      kind: TrafficSplit
      metadata: { name: bank, namespace: shop }
      spec: { service: bank, backends: [{ service: cart, weight: 100 }] }
      ---
      apiVersion: v1
      kind: Pod
      metadata: { name: cart, namespace: shop, labels: { app: cart } }
      spec: { containers: [{ name: cart, image: cart }] }
    `,
  ],
  *check(mesh) {
    for (const service of mesh.all("kubernetes/Service")) {
      const found = judge(mesh, service);
      if (found) yield found;
    }
  },
});
