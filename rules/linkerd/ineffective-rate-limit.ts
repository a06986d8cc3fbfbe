/** Rate limits that count nothing: another one is there for the Server, or the Server does not speak HTTP. */

import { hasAlternatives } from "../../src/mesh/alternatives.ts";
import { policyGroup, isVagueReference, refersTo } from "../../src/mesh/linkerd/references.ts";
import type { Manifest } from "../../src/mesh/manifest.ts";
import { at, defineRule, yaml, type Finding, type Mesh } from "../../src/rule/rule.ts";

type Limit = Manifest<"linkerd/HTTPLocalRateLimitPolicy">;

const httpProtocols = new Set(["unknown", "HTTP/1", "HTTP/2"]);

function wrongProtocol(mesh: Mesh, limit: Limit): Finding | undefined {
  const { targetRef } = limit.spec;
  const server = mesh.find("linkerd/Server", limit.namespace, targetRef.name);
  const { proxyProtocol = "unknown" } = server?.spec ?? {};
  if (!server || httpProtocols.has(proxyProtocol) || hasAlternatives(mesh, server)) return undefined;
  const related = [{ at: at(server, server.spec, "proxyProtocol"), message: "the Server's protocol" }];
  const message = `the Server "${server.name}" speaks ${proxyProtocol}: requests are counted for HTTP alone`;
  return { at: at(limit, targetRef, "name"), code: "protocol", message, related };
}

export default defineRule({
  summary: "A rate limit without effect: its Server has another one, or speaks no HTTP",
  category: "reliability",
  severity: "error",
  since: "0.1.0",
  why: "Of several limits for a Server the oldest counts, and on a Server that does not speak HTTP none does.",
  fix: "Put all limits of a Server into one HTTPLocalRateLimitPolicy, on a Server that speaks HTTP.",
  links: ["https://linkerd.io/2-edge/reference/rate-limiting/"],
  codes: {
    repeated: "Another limit for the same Server",
    protocol: "A Server that does not speak HTTP",
  },
  bad: [
    yaml`
      apiVersion: policy.linkerd.io/v1beta3
      kind: Server
      metadata: { name: db, namespace: shop }
      spec: { podSelector: {}, port: 5432, proxyProtocol: opaque }
      ---
      apiVersion: policy.linkerd.io/v1alpha1
      kind: HTTPLocalRateLimitPolicy
      metadata: { name: one, namespace: shop }
      spec:
        targetRef: { group: policy.linkerd.io, kind: Server, name: db } # error: speaks opaque
        total: { requestsPerSecond: 100 }
      ---
      apiVersion: policy.linkerd.io/v1alpha1
      kind: HTTPLocalRateLimitPolicy
      metadata: { name: two, namespace: shop }
      spec:
        targetRef: { group: policy.linkerd.io, kind: Server, name: db } # error: "one" limits "db" already # error: speaks opaque
        total: { requestsPerSecond: 200 }
    `,
  ],
  good: [
    yaml`
      apiVersion: policy.linkerd.io/v1beta3
      kind: Server
      metadata: { name: web, namespace: shop }
      spec: { podSelector: {}, port: 80, proxyProtocol: HTTP/1 }
      ---
      apiVersion: policy.linkerd.io/v1alpha1
      kind: HTTPLocalRateLimitPolicy
      metadata: { name: web, namespace: shop }
      spec:
        targetRef: { group: policy.linkerd.io, kind: Server, name: web }
        total: { requestsPerSecond: 100 }
    `,
  ],
  *check(mesh) {
    const first = new Map<string, Limit>();
    for (const limit of mesh.all("linkerd/HTTPLocalRateLimitPolicy")) {
      const { targetRef } = limit.spec;
      if (isVagueReference(targetRef) || !refersTo(targetRef, policyGroup, "Server")) continue;
      const wrong = wrongProtocol(mesh, limit);
      if (wrong) yield wrong;
      if (hasAlternatives(mesh, limit)) continue;
      const key = `${limit.namespace}\n${targetRef.name}`;
      const other = first.get(key);
      if (!other) first.set(key, limit);
      else {
        const related = [{ at: at(other, other.spec.targetRef, "name"), message: "the other limit" }];
        const message = `"${other.name}" limits "${targetRef.name}" already: the older of the two counts`;
        yield { at: at(limit, targetRef, "name"), code: "repeated", message, related };
      }
    }
  },
});
