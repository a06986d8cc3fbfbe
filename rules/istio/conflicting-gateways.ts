/** Gateways that listen for one host on one port of the same pods. */

import { classOf, conflictsOf, type Conflict } from "../../src/mesh/gateway-conflicts.ts";
import { hostsOverlap } from "../../src/mesh/hosts.ts";
import { at, defineRule, yaml, type Finding } from "../../src/rule/rule.ts";

function outcome({ listener, other }: Conflict): string {
  const mine = listener.server.port.protocol;
  const theirs = other.server.port.protocol;
  if (classOf(listener) !== classOf(other)) return `as ${theirs}, not ${mine}: only one of them is opened`;
  const host = `for "${listener.host}"`;
  return classOf(listener) === "http"
    ? `${host}, so their routes are put together`
    : `${host}: only one of them counts`;
}

/** The analyzer compares hosts as they are written; Kiali looks whether one covers the other. */
function codesOf({ listener, other }: Conflict): readonly string[] {
  if (listener.written === other.written) return ["IST0145", "KIA0301"];
  const isShared = listener.namespace === "*" || other.namespace === "*" || listener.namespace === other.namespace;
  return isShared && hostsOverlap(listener.host, other.host) ? ["KIA0301"] : [];
}

function finding(conflict: Conflict): Finding {
  const { listener, other } = conflict;
  const { gateway, server, index } = listener;
  const rival = `"${other.gateway.namespace}/${other.gateway.name}"`;
  const isMerged = classOf(listener) === "http" && classOf(other) === "http";
  return {
    at: at(gateway, server.hosts, index),
    message: `Gateway ${rival} also listens on port ${server.port.number} ${outcome(conflict)}`,
    severity: isMerged ? "warning" : "error",
    upstream: codesOf(conflict),
    related: [{ at: at(other.gateway, other.server.hosts, other.index), message: "the other server" }],
  };
}

export default defineRule({
  summary: "Two Gateways listen for the same host on the same port of the same pods",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "istiod merges all Gateways of one set of pods, oldest first. Of two servers with another protocol on one port, and of two TLS servers for one host, the younger is dropped without a word. Plain HTTP servers are put together, so that VirtualServices of either answer for both.",
  fix: "Keep one server for each port and host, and let VirtualServices share the Gateway.",
  links: [
    "https://istio.io/latest/docs/reference/config/analysis/ist0145/",
    "https://istio.io/latest/docs/reference/config/networking/gateway/",
  ],
  upstream: ["IST0145", "KIA0301"],
  bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: Gateway
      metadata: { name: shop, namespace: shop }
      spec:
        selector: { istio: ingressgateway }
        servers:
          - port: { number: 443, name: https, protocol: HTTPS }
            hosts: [shop.example.com] # error: Gateway "edge/all" also listens on port 443 for "shop.example.com": only one
            tls: { mode: SIMPLE, credentialName: shop }
          - port: { number: 80, name: http, protocol: HTTP }
            hosts: ["*.example.com"] # error: as TCP, not HTTP: only one of them is opened
      ---
      apiVersion: networking.istio.io/v1
      kind: Gateway
      metadata: { name: all, namespace: edge }
      spec:
        selector: { istio: ingressgateway }
        servers:
          - port: { number: 443, name: https, protocol: HTTPS }
            hosts: [shop.example.com] # error: Gateway "shop/shop" also listens
            tls: { mode: SIMPLE, credentialName: all }
          - port: { number: 80, name: tcp, protocol: TCP }
            hosts: ["*"] # error: as HTTP, not TCP
    `,
  ],
  good: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: Gateway
      metadata: { name: shop, namespace: shop }
      spec:
        selector: { istio: ingressgateway }
        servers:
          - port: { number: 80, name: http, protocol: HTTP }
            hosts: ["./*", shop.example.com]
      ---
      apiVersion: networking.istio.io/v1
      kind: Gateway
      metadata: { name: stage, namespace: stage }
      spec:
        selector: { istio: ingressgateway }
        servers:
          - port: { number: 80, name: http, protocol: HTTP }
            hosts: ["./*"]
          - port: { number: 8080, name: http-alt, protocol: HTTP }
            hosts: [shop.example.com]
    `,
  ],
  *check(mesh) {
    for (const conflict of conflictsOf(mesh)) yield finding(conflict);
  },
});
