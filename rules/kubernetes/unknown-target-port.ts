/** Services that send to a port which their pods do not declare. */

import { isUnknown } from "../../src/mesh/unknown.ts";
import { workloadsOf, type Service, type Workload } from "../../src/mesh/workloads.ts";
import { at, defineRule, yaml, type Finding } from "../../src/rule/rule.ts";
import { listed } from "../../src/rule/words.ts";

type ServicePort = NonNullable<Service["spec"]["ports"]>[number];

function declares({ containerPorts }: Workload, target: number | string): boolean {
  return containerPorts.some(
    ({ containerPort, name }) => (typeof target === "number" ? containerPort : name) === target,
  );
}

/** A name must be declared; a number works without, but says that one of the two is wrong where others are declared. */
function misses(workload: Workload, target: number | string): boolean {
  if (workload.containerPorts.some(({ containerPort, name }) => isUnknown(containerPort) || isUnknown(name)))
    return false;
  if (typeof target === "number" && workload.containerPorts.length === 0) return false;
  return !declares(workload, target);
}

function judge(service: Service, port: ServicePort, workloads: readonly Workload[]): Finding | undefined {
  const target = port.targetPort ?? port.port;
  if (isUnknown(target) || !workloads.every((workload) => misses(workload, target))) return undefined;
  const [first] = workloads;
  if (!first) return undefined;
  const declared = first.containerPorts.map(({ containerPort, name }) =>
    typeof target === "number" ? containerPort : (name ?? containerPort),
  );
  const has = declared.length > 0 ? `they declare ${listed(declared)}` : "they declare none";
  return {
    at: port.targetPort === undefined ? at(service, port, "port") : at(service, port, "targetPort"),
    message: `no pod of this Service declares port ${typeof target === "number" ? target : `"${target}"`}: ${has}`,
    severity: typeof target === "number" ? "warning" : "error",
    related: [{ at: at(first.manifest, first.manifest.metadata, "name"), message: `selected ${first.manifest.kind}` }],
  };
}

export default defineRule({
  summary: "A Service sends to a port that none of its pods declares",
  category: "correctness",
  severity: "warning",
  since: "0.1.0",
  why: "A named targetPort that no container declares leaves the Service without endpoints. A number works as long as something listens, but where the pods declare other ports it is most often the wrong one, and proxies and policies by port look at the declared ones.",
  fix: "Name the containerPort that the application listens on.",
  links: ["https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports"],
  upstream: ["KIA0701"],
  bad: [
    yaml`
      apiVersion: v1
      kind: Service
      metadata: { name: cart }
      spec:
        selector: { app: cart }
        ports:
          - { name: http, port: 80 } # warning: no pod of this Service declares port 80: they declare 8080
          - { name: http-admin, port: 81, targetPort: admin } # error: no pod of this Service declares port "admin"
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: cart }
      spec:
        selector: { matchLabels: { app: cart } }
        template:
          metadata: { labels: { app: cart } }
          spec: { containers: [{ name: cart, image: cart, ports: [{ containerPort: 8080 }] }] }
    `,
  ],
  good: [
    yaml`
      apiVersion: v1
      kind: Service
      metadata: { name: cart }
      spec:
        selector: { app: cart }
        ports: [{ name: http, port: 80, targetPort: web }, { name: grpc, port: 90, targetPort: 9000 }]
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: cart }
      spec:
        selector: { matchLabels: { app: cart } }
        template:
          metadata: { labels: { app: cart } }
          spec:
            containers:
              - { name: cart, image: cart, ports: [{ name: web, containerPort: 8080 }, { containerPort: 9000 }] }
    `,
  ],
  *check(mesh) {
    for (const service of mesh.all("kubernetes/Service")) {
      const workloads = workloadsOf(mesh, service);
      for (const port of service.spec.ports ?? []) {
        const found = judge(service, port, workloads);
        if (found) yield found;
      }
    }
  },
});
