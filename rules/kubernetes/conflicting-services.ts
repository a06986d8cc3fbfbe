/** Services that lead to the same pods and contradict each other in the eyes of a sidecar. */

import { injectionOf } from "../../src/mesh/injection.ts";
import { servicesOf, workloads, type Service, type Workload } from "../../src/mesh/workloads.ts";
import { at, defineRule, yaml, type Finding, type Mesh } from "../../src/rule/rule.ts";
import { listed } from "../../src/rule/words.ts";

const injectKey = "sidecar.istio.io/inject";

type ServicePort = NonNullable<Service["spec"]["ports"]>[number];

interface Entry {
  readonly service: Service;
  readonly port: ServicePort;
}

function grouped(entries: readonly Entry[], key: (entry: Entry) => number | string): Map<number | string, Entry[]> {
  const groups = new Map<number | string, Entry[]>();
  for (const entry of entries) groups.set(key(entry), [...(groups.get(key(entry)) ?? []), entry]);
  return groups;
}

function related(entries: readonly Entry[]): Finding["related"] & object {
  return entries.slice(0, 5).map(({ service, port }) => ({
    at: at(service, port, "port"),
    message: `port ${port.port} of Service "${service.name}"`,
  }));
}

/** Pods that ask for a sidecar count, whether or not their namespace lets them have one. */
function isMeantForMesh(mesh: Mesh, workload: Workload): boolean {
  const { podLabels, podAnnotations } = workload;
  const asked = podLabels[injectKey] ?? podAnnotations[injectKey];
  return asked === "true" || injectionOf(mesh, workload).is === "sidecar";
}

function* judge(mesh: Mesh, workload: Workload): Iterable<Finding> {
  const { manifest } = workload;
  const entries = servicesOf(mesh, workload).flatMap((service) =>
    (service.spec.ports ?? []).map((port) => ({ service, port })),
  );
  if (entries.length < 2 || !isMeantForMesh(mesh, workload)) return;
  const place = at(manifest, manifest.metadata, "name");
  for (const [port, group] of grouped(entries, (entry) => entry.port.port)) {
    const protocols = new Set(group.map((entry) => entry.port.protocol ?? "TCP"));
    if (protocols.size < 2) continue;
    const message = `its Services use port ${port} as ${listed(protocols)}`;
    yield { at: place, message, related: related(group), upstream: ["IST0116"] };
  }
  for (const [target, group] of grouped(entries, ({ port }) => port.targetPort ?? port.port)) {
    const ports = new Set(group.map(({ port }) => port.port));
    if (ports.size < 2) continue;
    const message = `its Services lead to port ${target} from ports ${listed(ports)}`;
    yield { at: place, message, related: related(group), upstream: ["IST0137"] };
  }
}

export default defineRule({
  summary: "Services of one Deployment disagree on protocol or port",
  category: "correctness",
  severity: "warning",
  since: "0.1.0",
  why: "A sidecar has one inbound listener for each port of its pod, whatever Service the traffic came by. Where Services give one port two protocols, or one pod port two numbers, it cannot tell which settings apply.",
  fix: "Let all Services of these pods use the same port and protocol.",
  links: [
    "https://istio.io/latest/docs/ops/deployment/application-requirements/",
    "https://istio.io/latest/docs/reference/config/analysis/ist0116/",
  ],
  upstream: ["IST0116", "IST0137"],
  bad: [
    yaml`
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop, labels: { istio-injection: enabled } }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec: { selector: { app: cart }, ports: [{ name: http, port: 80, targetPort: 8080 }] }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart-old, namespace: shop }
      spec: { selector: { app: cart }, ports: [{ name: http, port: 8000, targetPort: 8080 }] }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: cart, namespace: shop } # warning: its Services lead to port 8080 from ports 80 and 8000
      spec:
        selector: { matchLabels: { app: cart } }
        template:
          metadata: { labels: { app: cart } }
          spec: { containers: [{ name: cart, image: cart }] }
    `,
    yaml`
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop, labels: { istio-injection: disabled } }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: dns, namespace: shop }
      spec:
        selector: { app: dns }
        ports: [{ name: tcp, port: 53 }, { name: udp, port: 53, protocol: UDP }]
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: dns, namespace: shop } # warning: its Services use port 53 as TCP and UDP
      spec:
        selector: { matchLabels: { app: dns } }
        template:
          metadata: { labels: { app: dns }, annotations: { sidecar.istio.io/inject: "true" } }
          spec: { containers: [{ name: dns, image: dns }] }
    `,
  ],
  good: [
    yaml`
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop, labels: { istio-injection: enabled } }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec: { selector: { app: cart }, ports: [{ name: http, port: 80 }, { name: grpc, port: 90 }] }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart-headless, namespace: shop }
      spec: { clusterIP: None, selector: { app: cart }, ports: [{ name: http, port: 80 }] }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: cart, namespace: shop }
      spec:
        selector: { matchLabels: { app: cart } }
        template:
          metadata: { labels: { app: cart } }
          spec: { containers: [{ name: cart, image: cart }] }
    `,
  ],
  *check(mesh) {
    for (const workload of workloads(mesh)) if (workload.manifest.kind === "Deployment") yield* judge(mesh, workload);
  },
});
