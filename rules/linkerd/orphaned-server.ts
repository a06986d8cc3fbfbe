/** Servers that speak of no pod, or of a port that their pods do not have. */

import { isVagueServer, portsOfServer, workloadsOfServer, type Server } from "../../src/mesh/linkerd/servers.ts";
import { hasUnknown, maySelect, type Labels } from "../../src/mesh/selectors.ts";
import { meantLabel } from "../../src/mesh/slips.ts";
import { mayHoldMore } from "../../src/mesh/unseen.ts";
import { workloads, type Workload } from "../../src/mesh/workloads.ts";
import { at, defineRule, yaml, type Finding, type Mesh } from "../../src/rule/rule.ts";
import { listed } from "../../src/rule/words.ts";

function mayStillSelect(mesh: Mesh, { spec, namespace }: Server): boolean {
  const labels = (spec.podSelector?.matchLabels ?? {}) as Labels;
  return workloads(mesh).some(
    (each) => each.namespace === namespace && hasUnknown(each.podLabels) && maySelect(labels, each.podLabels),
  );
}

function unknownPort(server: Server, pods: readonly Workload[]): Finding | undefined {
  const { spec } = server;
  if (typeof spec.port !== "string" || pods.some((workload) => portsOfServer(server, workload).length > 0))
    return undefined;
  const ports = pods.flatMap(({ containerPorts }) => containerPorts);
  if (ports.some(({ name, protocol }) => name === spec.port && protocol === "UDP")) {
    return {
      at: at(server, spec, "port"),
      code: "port",
      message: `port "${spec.port}" of the pods is a UDP port, which Linkerd leaves alone`,
    };
  }
  const names = ports.flatMap(({ name }) => (name === undefined ? [] : [name]));
  const known = names.length > 0 ? `they name ${listed(names)}` : "they name none";
  return {
    at: at(server, spec, "port"),
    code: "port",
    message: `no pod that "${server.name}" selects names a port "${spec.port}": ${known}`,
  };
}

export default defineRule({
  summary: "A Server selects no pod, or a port that its pods do not name",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "Such a Server governs nothing: the port it was written for keeps the default policy, which lets everybody in as shipped.",
  fix: "Select labels of a pod template in the Server's own namespace, and a port that a container names.",
  links: ["https://linkerd.io/2-edge/reference/authorization-policy/"],
  claims: "absence",
  codes: {
    selector: "No pods have these labels",
    port: "No container of the pods names this port",
  },
  bad: [
    yaml`
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: web, namespace: shop }
      spec:
        selector: { matchLabels: { app: web } }
        template:
          metadata: { labels: { app: web } }
          spec: { containers: [{ name: web, image: web, ports: [{ name: http, containerPort: 80 }] }] }
      ---
      apiVersion: policy.linkerd.io/v1beta3
      kind: Server
      metadata: { name: web, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: web } }
        port: htttp # error: they name http
      ---
      apiVersion: policy.linkerd.io/v1beta3
      kind: Server
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: # warning: selects no pod in "shop"
          matchLabels: { app: cart }
        port: 80
    `,
    yaml`
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: payments, namespace: shop }
      spec:
        selector: { matchLabels: { app: payments } }
        template: { metadata: { labels: { app: payments } }, spec: { containers: [{ name: app, image: payments }] } }
      ---
      apiVersion: policy.linkerd.io/v1beta3
      kind: Server
      metadata: { name: payments, namespace: shop }
      spec:
        podSelector: # warning: did you mean "app=payments"?
          matchLabels: { app: payment }
        port: 80
    `,
  ],
  good: [
    yaml`
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: web, namespace: shop }
      spec:
        selector: { matchLabels: { app: web } }
        template:
          metadata: { labels: { app: web } }
          spec: { containers: [{ name: web, image: web, ports: [{ name: http, containerPort: 80 }] }] }
      ---
      apiVersion: policy.linkerd.io/v1beta3
      kind: Server
      metadata: { name: web, namespace: shop }
      spec: { podSelector: { matchExpressions: [{ key: app, operator: In, values: [web, cart] }] }, port: http }
      ---
      apiVersion: policy.linkerd.io/v1beta3
      kind: Server
      metadata: { name: admin, namespace: shop }
      spec: { podSelector: { matchLabels: { app: web } }, port: 9990 }
    `,
  ],
  *check(mesh) {
    for (const server of mesh.all("linkerd/Server")) {
      const { spec, namespace, name } = server;
      if (spec.podSelector === undefined || isVagueServer(server)) continue;
      const pods = workloadsOfServer(mesh, server);
      if (pods.length > 0) {
        const found = unknownPort(server, pods);
        if (found) yield { ...found, absent: { kind: pods[0]?.manifest.is ?? "", namespace, name: String(spec.port) } };
      } else if (!mayHoldMore(mesh, namespace) && !mayStillSelect(mesh, server)) {
        const meant = meantLabel(mesh, (spec.podSelector.matchLabels ?? {}) as Labels, namespace);
        // Where files may hold but a part of the pods, only a slip of the pen is sure to be a mistake.
        if (meant === undefined && mesh.environment.completeness !== "complete") continue;
        const absent = { kind: "kubernetes/Deployment", namespace, name };
        const hint = meant === undefined ? "" : `: did you mean "${meant}"?`;
        const message = `"${name}" selects no pod in "${namespace}"${hint}`;
        yield { at: at(server, spec, "podSelector", "key"), code: "selector", message, absent, severity: "warning" };
      }
    }
  },
});
