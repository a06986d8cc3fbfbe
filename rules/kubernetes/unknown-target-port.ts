/** Services that send to a named port which their pods do not declare: they have no endpoints. */

import { lostPorts } from "../../src/mesh/target-ports.ts";
import { at, defineRule, yaml } from "../../src/rule/rule.ts";
import { listed } from "../../src/rule/words.ts";

export default defineRule({
  summary: "A Service sends to a named port that none of its pods declares",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "A named targetPort that no container declares leaves the Service without endpoints.",
  fix: "Give a container port this name, or use one that there is.",
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
    for (const { service, port, target, workload, declared } of lostPorts(mesh)) {
      if (typeof target !== "string") continue;
      const { manifest } = workload;
      yield {
        at: port.targetPort === undefined ? at(service, port, "port") : at(service, port, "targetPort"),
        message: `no pod of this Service declares port "${target}": they declare ${listed(declared) || "none"}`,
        related: [{ at: at(manifest, manifest.metadata, "name"), message: `selected ${manifest.kind}` }],
      };
    }
  },
});
