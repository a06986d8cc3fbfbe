/** Services that send to a port number which their pods do not declare. */

import { lostPorts } from "../../src/mesh/target-ports.ts";
import { at, defineRule, yaml } from "../../src/rule/rule.ts";
import { listed } from "../../src/rule/words.ts";

export default defineRule({
  summary: "A Service sends to a port number that none of its pods declares",
  category: "correctness",
  severity: "warning",
  preset: "strict",
  since: "0.1.0",
  why: "It works as long as something listens, but where the pods declare other ports the number is most often wrong, and proxies and policies by port look at the declared ones.",
  fix: "Send to the containerPort that the application listens on.",
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
        ports: [{ name: http, port: 80, targetPort: 8080 }, { name: grpc, port: 90, targetPort: 9000 }]
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
      if (typeof target !== "number") continue;
      const { manifest } = workload;
      yield {
        at: port.targetPort === undefined ? at(service, port, "port") : at(service, port, "targetPort"),
        message: `no pod of this Service declares port ${target}: they declare ${listed(declared)}`,
        related: [{ at: at(manifest, manifest.metadata, "name"), message: `selected ${manifest.kind}` }],
      };
    }
  },
});
