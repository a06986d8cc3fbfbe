/** The same listener on two Gateways. */

import { hasAlternatives } from "../../src/mesh/alternatives.ts";
import { listenersOf, type Gateway, type Listener } from "../../src/mesh/gateway-api/listeners.ts";
import { isUnknown } from "../../src/mesh/unknown.ts";
import { at, defineRule, yaml } from "../../src/rule/rule.ts";

/** Gateways of two classes are served by proxies of two sorts, which share no address. */
function keyOf({ spec }: Gateway, { port, protocol, hostname = "" }: Listener): string | undefined {
  const { gatewayClassName } = spec;
  if ([gatewayClassName, port, protocol, hostname].some(isUnknown) || protocol === "HBONE") return undefined;
  return `${gatewayClassName}\n${port}\n${protocol}\n${hostname.toLowerCase()}`;
}

function addressesOf({ spec }: Gateway): readonly string[] {
  return (spec.addresses ?? []).flatMap(({ value }) => (value === undefined || isUnknown(value) ? [] : [value]));
}

/** Whether both ask for addresses, and for no common one. */
function areApart(one: Gateway, other: Gateway): boolean {
  const [mine, theirs] = [addressesOf(one), addressesOf(other)];
  return mine.length > 0 && theirs.length > 0 && !mine.some((address) => theirs.includes(address));
}

interface Held {
  readonly gateway: Gateway;
  readonly listener: Listener;
}

export default defineRule({
  summary: "Two Gateways have a listener with the same port, protocol and host name",
  category: "style",
  severity: "info",
  preset: "all",
  since: "0.1.0",
  why: "Gateways with addresses of their own may well listen alike. But where a controller merges Gateways, or DNS leads to one of them only, the listener of the other gets no traffic.",
  fix: "Give one of the listeners another host name, or keep one Gateway and attach all routes to it.",
  links: ["https://gateway-api.sigs.k8s.io/reference/spec/#gatewayspec"],
  upstream: ["KIA1501"],
  bad: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: first, namespace: edge }
      spec:
        gatewayClassName: istio
        listeners: [{ name: http, port: 80, protocol: HTTP, hostname: shop.example }]
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: second, namespace: edge }
      spec:
        gatewayClassName: istio
        listeners: [{ name: web, port: 80, protocol: HTTP, hostname: shop.example }] # info: Gateway "first" has the same listener
    `,
  ],
  good: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: first, namespace: edge }
      spec:
        gatewayClassName: istio
        listeners: [{ name: http, port: 80, protocol: HTTP, hostname: shop.example }]
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: second, namespace: edge }
      spec:
        gatewayClassName: istio
        listeners: [{ name: web, port: 80, protocol: HTTP, hostname: other.example }]
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: third, namespace: edge }
      spec:
        gatewayClassName: cilium
        addresses: [{ value: 10.0.0.10 }]
        listeners: [{ name: http, port: 80, protocol: HTTP, hostname: shop.example }]
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: fourth, namespace: edge }
      spec:
        gatewayClassName: cilium
        addresses: [{ value: 10.0.0.11 }]
        listeners: [{ name: http, port: 80, protocol: HTTP, hostname: shop.example }]
    `,
  ],
  *check(mesh) {
    const first = new Map<string, Held>();
    for (const gateway of mesh.all("gateway-api/Gateway")) {
      if (hasAlternatives(mesh, gateway)) continue;
      for (const listener of listenersOf(gateway)) {
        const key = keyOf(gateway, listener);
        const earlier = key === undefined ? undefined : first.get(key);
        if (key !== undefined && !earlier) first.set(key, { gateway, listener });
        if (!earlier || earlier.gateway === gateway || areApart(earlier.gateway, gateway)) continue;
        yield {
          at: at(gateway, listener, "name"),
          message: `Gateway "${earlier.gateway.name}" has the same listener: "${earlier.listener.name}"`,
          related: [{ at: at(earlier.gateway, earlier.listener, "name"), message: "the other listener" }],
        };
      }
    }
  },
});
