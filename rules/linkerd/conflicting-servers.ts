/** Several Servers for one port of the same pods. */

import { hasAlternatives } from "../../src/mesh/alternatives.ts";
import { isVagueServer, portsOfServer, workloadsOfServer, type Server } from "../../src/mesh/linkerd/servers.ts";
import { at, defineRule, yaml, type Mesh } from "../../src/rule/rule.ts";

/** Where two Servers meet, as text: a port of a workload, or of a selector that both of them write. */
function* keysOf(mesh: Mesh, server: Server): Iterable<string> {
  const { namespace, spec } = server;
  yield `${namespace}\n${JSON.stringify(spec.podSelector)}\n${spec.port}`;
  for (const workload of workloadsOfServer(mesh, server)) {
    const { is, name } = workload.manifest;
    for (const port of portsOfServer(server, workload)) yield `${namespace}\n${is}\n${name}\n${port}`;
  }
}

export default defineRule({
  summary: "Several Servers govern one port of the same pods",
  category: "security",
  severity: "error",
  since: "0.1.0",
  why: "The oldest Server wins the port and the others do nothing, with all policies for them; files do not tell which one is the oldest.",
  fix: "Keep one Server for each port of a pod: narrow the selectors, or merge the Servers.",
  links: ["https://linkerd.io/2-edge/reference/authorization-policy/"],
  bad: [
    yaml`
      apiVersion: v1
      kind: Pod
      metadata: { name: web, namespace: shop, labels: { app: web } }
      spec: { containers: [{ name: web, image: web, ports: [{ name: http, containerPort: 80 }] }] }
      ---
      apiVersion: policy.linkerd.io/v1beta3
      kind: Server
      metadata: { name: all, namespace: shop }
      spec: { podSelector: {}, port: 80, accessPolicy: all-unauthenticated }
      ---
      apiVersion: policy.linkerd.io/v1beta3
      kind: Server
      metadata: { name: web, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: web } }
        port: http # error: governs the same port as "all"
        accessPolicy: deny
    `,
  ],
  good: [
    yaml`
      apiVersion: v1
      kind: Pod
      metadata: { name: web, namespace: shop, labels: { app: web } }
      spec: { containers: [{ name: web, image: web, ports: [{ name: http, containerPort: 80 }] }] }
      ---
      apiVersion: policy.linkerd.io/v1beta3
      kind: Server
      metadata: { name: admin, namespace: shop }
      spec: { podSelector: {}, port: 9990 }
      ---
      apiVersion: policy.linkerd.io/v1beta3
      kind: Server
      metadata: { name: web, namespace: shop }
      spec: { podSelector: { matchLabels: { app: web } }, port: http }
    `,
  ],
  *check(mesh) {
    const first = new Map<string, Server>();
    for (const server of mesh.all("linkerd/Server")) {
      if (server.spec.podSelector === undefined || isVagueServer(server) || hasAlternatives(mesh, server)) continue;
      let other: Server | undefined;
      for (const key of keysOf(mesh, server)) {
        other ??= first.get(key);
        if (!first.has(key)) first.set(key, server);
      }
      if (!other) continue;
      const related = [{ at: at(other, other.spec, "port"), message: `the Server "${other.name}"` }];
      const message = `"${server.name}" governs the same port as "${other.name}": the older of the two wins`;
      yield { at: at(server, server.spec, "port"), message, related };
    }
  },
});
