/** Ports that a Service takes as opaque and its pods do not, or the other way round. */

import { at, defineRule, yaml } from "../../src/rule/rule.ts";
import { opaquePortsKey } from "../../src/mesh/linkerd/known-annotations.ts";
import { opaqueMismatches } from "../../src/mesh/linkerd/opaque-ports.ts";
import { workloadsOf } from "../../src/mesh/workloads.ts";

export default defineRule({
  summary: "A Service and its pods disagree about which ports are opaque",
  category: "reliability",
  severity: "warning",
  since: "0.1.0",
  why: "Clients go by the Service and servers by the pod: where one of them looks for a protocol, connections hang for ten seconds.",
  fix: "Annotate both with config.linkerd.io/opaque-ports: the Service with its ports, the pod with its container ports.",
  links: ["https://linkerd.io/2-edge/features/protocol-detection/"],
  codes: {
    "not-on-pod": "Opaque for the Service, not for its pods",
    "not-on-service": "Opaque for the pods, not for their Service",
  },
  bad: [
    yaml`
      apiVersion: v1
      kind: Service
      metadata: { name: db, annotations: { config.linkerd.io/opaque-ports: "9200" } } # in the place of the default list
      spec:
        selector: { app: db }
        ports:
          - { name: sql, port: 5432 } # warning: port 5432 of the pods is opaque, port 5432 of the Service is not
      ---
      apiVersion: v1
      kind: Pod
      metadata: { name: db, labels: { app: db } }
      spec: { containers: [{ name: db, image: postgres, ports: [{ containerPort: 5432 }] }] }
    `,
    yaml`
      apiVersion: v1
      kind: Service
      metadata: { name: search, annotations: { config.linkerd.io/opaque-ports: "9200" } }
      spec:
        selector: { app: search }
        ports:
          - { name: api, port: 9200 } # warning: is opaque for the Service, port 9200 of the pods is not
          - { name: peer, port: 93, targetPort: 9301 } # warning: port 9301 of the pods is opaque, port 93 of the Service is not
      ---
      apiVersion: v1
      kind: Pod
      metadata: { name: search, labels: { app: search }, annotations: { config.linkerd.io/opaque-ports: "9301" } }
      spec: { containers: [{ name: search, image: search, ports: [{ containerPort: 9200 }, { containerPort: 9301 }] }] }
    `,
  ],
  good: [
    yaml`
      apiVersion: v1
      kind: Service
      metadata: { name: mysql }
      spec: { selector: { app: mysql }, ports: [{ port: 3306 }] }
      ---
      apiVersion: v1
      kind: Pod
      metadata: { name: mysql, labels: { app: mysql }, annotations: { config.linkerd.io/opaque-ports: "3306" } }
      spec: { containers: [{ name: mysql, image: mysql, ports: [{ containerPort: 3306 }] }] }
    `,
    yaml`
      apiVersion: v1
      kind: Service
      metadata: { name: search, annotations: { config.linkerd.io/opaque-ports: "92" } }
      spec: { selector: { app: search }, ports: [{ port: 92, targetPort: api }] }
      ---
      apiVersion: v1
      kind: Pod
      metadata: { name: search, labels: { app: search }, annotations: { config.linkerd.io/opaque-ports: "9200" } }
      spec: { containers: [{ name: search, image: search, ports: [{ name: api, containerPort: 9200 }] }] }
    `,
  ],
  *check(mesh) {
    for (const service of mesh.all("kubernetes/Service")) {
      if (service.spec.clusterIP === "None") continue;
      const told = new Set<object>();
      for (const workload of workloadsOf(mesh, service)) {
        for (const { port, targetPort, opaqueOn } of opaqueMismatches(mesh, service, workload)) {
          if (told.has(port)) continue;
          told.add(port);
          const isOnService = opaqueOn === "service";
          const message = isOnService
            ? `port ${port.port} is opaque for the Service, port ${targetPort} of the pods is not`
            : `port ${targetPort} of the pods is opaque, port ${port.port} of the Service is not`;
          const { annotations } = workload.template.metadata ?? {};
          const owner = annotations && Object.hasOwn(annotations, opaquePortsKey) ? annotations : undefined;
          const there = owner
            ? at(workload.manifest, owner, opaquePortsKey)
            : at(workload.manifest, workload.manifest.metadata, "name");
          const related = [{ at: there, message: "the pods" }];
          yield {
            at: at(service, port, "port"),
            code: isOnService ? "not-on-pod" : "not-on-service",
            message,
            related,
          };
        }
      }
    }
  },
});
