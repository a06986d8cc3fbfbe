/** Servers for ports whose traffic no proxy sees. */

import { linkerdInjectionOf } from "../../src/mesh/linkerd/injection.ts";
import { skipsProxy } from "../../src/mesh/linkerd/proxy-settings.ts";
import { isVagueServer, portsOfServer, workloadsOfServer, type Server } from "../../src/mesh/linkerd/servers.ts";
import type { Workload } from "../../src/mesh/workloads.ts";
import { at, defineRule, yaml, type Finding, type Mesh } from "../../src/rule/rule.ts";

type Code = "skipped" | "udp" | "unmeshed";

function isUdpOnly({ containerPorts }: Workload, port: number): boolean {
  const declared = containerPorts.filter(({ containerPort }) => containerPort === port);
  return declared.length > 0 && declared.every(({ protocol }) => protocol === "UDP");
}

/** Why no proxy sees what comes to these pods; undefined where one may. */
function gapOf(mesh: Mesh, server: Server, workload: Workload): Code | undefined {
  // Where nothing asks for proxies, `linkerd inject` may put them in later.
  const { reasons } = linkerdInjectionOf(mesh, workload);
  if (reasons.includes("injection_disable_annotation_present")) return "unmeshed";
  const ports = portsOfServer(server, workload);
  if (ports.length === 0) return undefined;
  if (ports.every((port) => skipsProxy(mesh, workload, port))) return "skipped";
  return ports.every((port) => isUdpOnly(workload, port)) ? "udp" : undefined;
}

function words(server: Server, code: Code): Finding {
  const { spec } = server;
  const port = `port ${typeof spec.port === "number" ? spec.port : `"${spec.port}"`}`;
  switch (code) {
    case "skipped":
      return { at: at(server, spec, "port"), code, message: `${port} goes past the proxy: the pods skip it` };
    case "udp":
      return { at: at(server, spec, "port"), code, message: `${port} of the pods is UDP, which Linkerd leaves alone` };
    case "unmeshed":
      return {
        at: at(server, spec, "podSelector", "key"),
        code,
        message: 'these pods have no proxy: they say "linkerd.io/inject: disabled"',
        severity: "warning",
      };
  }
}

export default defineRule({
  summary: "A Server for traffic that no proxy sees",
  category: "security",
  severity: "error",
  since: "0.1.0",
  why: "Policies hold in the proxy of the pods. Traffic that goes past it reaches the application, whatever the Server says.",
  fix: "Take the port out of config.linkerd.io/skip-inbound-ports, or give the pods a proxy; otherwise remove the Server.",
  links: ["https://linkerd.io/2-edge/reference/authorization-policy/"],
  codes: {
    skipped: "A port that the pods keep from the proxy",
    udp: "A port of UDP",
    unmeshed: "Pods that refuse a proxy",
  },
  bad: [
    yaml`
      apiVersion: v1
      kind: Pod
      metadata:
        name: db
        namespace: shop
        labels: { app: db }
        annotations: { linkerd.io/inject: enabled, config.linkerd.io/skip-inbound-ports: "5432-5433" }
      spec:
        containers:
          - { name: db, image: db, ports: [{ containerPort: 5432 }, { containerPort: 53, protocol: UDP }] }
      ---
      apiVersion: policy.linkerd.io/v1beta3
      kind: Server
      metadata: { name: db, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: db } }
        port: 5432 # error: port 5432 goes past the proxy
      ---
      apiVersion: policy.linkerd.io/v1beta3
      kind: Server
      metadata: { name: dns, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: db } }
        port: 53 # error: UDP
    `,
    yaml`
      apiVersion: v1
      kind: Pod
      metadata: { name: db, namespace: shop, labels: { app: db }, annotations: { linkerd.io/inject: disabled } }
      spec: { containers: [{ name: db, image: db }] }
      ---
      apiVersion: policy.linkerd.io/v1beta3
      kind: Server
      metadata: { name: db, namespace: shop }
      spec:
        podSelector: # warning: these pods have no proxy
          matchLabels: { app: db }
        port: 5432
    `,
  ],
  good: [
    yaml`
      apiVersion: v1
      kind: Pod
      metadata: { name: db, namespace: shop, labels: { app: db }, annotations: { linkerd.io/inject: enabled } }
      spec: { containers: [{ name: db, image: db, ports: [{ containerPort: 5432 }] }] }
      ---
      apiVersion: policy.linkerd.io/v1beta3
      kind: Server
      metadata: { name: db, namespace: shop }
      spec: { podSelector: { matchLabels: { app: db } }, port: 5432 }
    `,
  ],
  *check(mesh) {
    for (const server of mesh.all("linkerd/Server")) {
      if (server.spec.podSelector === undefined || isVagueServer(server)) continue;
      const gaps = new Set(workloadsOfServer(mesh, server).map((workload) => gapOf(mesh, server, workload)));
      const [gap, ...others] = gaps;
      if (gap !== undefined && others.length === 0) yield words(server, gap);
    }
  },
});
