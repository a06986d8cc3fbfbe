/** Listeners that cannot stand beside each other on one port. */

import { conflicts, type Conflict } from "../../src/mesh/gateway-api/listener-conflicts.ts";
import { at, defineRule, yaml, type Finding } from "../../src/rule/rule.ts";

function judge({ one, other, why }: Conflict): Finding {
  const first = `"${one.listener.name}"${one.holder === other.holder ? "" : ` of ${one.holder.kind} "${one.holder.name}"`}`;
  const { port, protocol } = other.listener;
  const message =
    why === "hostname"
      ? `port ${port} has the same host name as listener ${first} already`
      : `port ${port} cannot speak ${protocol}: listener ${first} speaks ${one.listener.protocol} there`;
  return {
    at: at(other.holder, other.listener, why === "hostname" ? "port" : "protocol"),
    message,
    // The API server takes HTTP beside HTTPS, and some controllers tell them apart; beside TCP nothing is accepted.
    ...(why === "protocol" &&
      one.listener.protocol !== "TCP" &&
      protocol !== "TCP" && { severity: "warning" as const }),
    related: [{ at: at(one.holder, one.listener, "port"), message: "the other listener" }],
  };
}

export default defineRule({
  summary: "Two listeners of a Gateway claim the same port in ways that exclude each other",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "Listeners on one port need different host names and protocols that fit: HTTP seldom goes with HTTPS or TLS, TCP with none of them. All conflicting listeners of one Gateway are dropped (Conflicted); of a ListenerSet, the later one is.",
  fix: "Give the listener another port or host name.",
  links: ["https://gateway-api.sigs.k8s.io/reference/spec/#listener"],
  bad: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: public }
      spec:
        gatewayClassName: istio
        allowedListeners: { namespaces: { from: Same } }
        listeners:
          - { name: http, port: 80, protocol: HTTP, hostname: shop.example }
          - name: https
            port: 80
            protocol: HTTPS # warning: port 80 cannot speak HTTPS: listener "http" speaks HTTP there
            tls: { certificateRefs: [{ name: shop-tls }] }
          - { name: store, port: 6379, protocol: TCP }
          - { name: web, port: 6379, protocol: HTTP } # error: listener "store" speaks TCP there
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: ListenerSet
      metadata: { name: more }
      spec:
        parentRef: { name: public }
        listeners: [{ name: again, port: 80, protocol: HTTP, hostname: shop.example }] # error: same host name as listener "http" of Gateway "public"
    `,
  ],
  good: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: public }
      spec:
        gatewayClassName: istio
        listeners:
          - { name: http, port: 80, protocol: HTTP, hostname: shop.example }
          - { name: all, port: 80, protocol: HTTP }
          - { name: https, port: 443, protocol: HTTPS, hostname: shop.example, tls: { certificateRefs: [{ name: a }] } }
          - { name: tls, port: 443, protocol: TLS, hostname: other.example, tls: { mode: Passthrough } }
          - { name: dns, port: 53, protocol: UDP }
          - { name: dns-tcp, port: 53, protocol: TCP }
    `,
  ],
  *check(mesh) {
    for (const conflict of conflicts(mesh)) yield judge(conflict);
  },
});
