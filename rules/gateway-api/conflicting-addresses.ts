/** Gateways that ask for the same address. */

import { hasAlternatives } from "../../src/mesh/alternatives.ts";
import { objectsOf } from "../../src/mesh/admission/row.ts";
import type { Gateway } from "../../src/mesh/gateway-api/listeners.ts";
import { isUnknown } from "../../src/mesh/unknown.ts";
import { at, defineRule, yaml, type Finding, type Mesh } from "../../src/rule/rule.ts";

type Address = NonNullable<Gateway["spec"]["addresses"]>[number];

interface Asked {
  readonly gateway: Gateway;
  readonly address: Address;
}

function* asked(mesh: Mesh): Iterable<Asked> {
  for (const gateway of mesh.all("gateway-api/Gateway")) {
    if (hasAlternatives(mesh, gateway)) continue;
    for (const address of objectsOf(gateway.spec.addresses)) {
      if (address.value && !isUnknown(address.value)) yield { gateway, address };
    }
  }
}

function portsMeet(one: Gateway, other: Gateway): boolean {
  const ports = new Set(objectsOf(one.spec.listeners).map(({ port }) => port));
  return objectsOf(other.spec.listeners).some(({ port }) => ports.has(port));
}

export default defineRule({
  summary: "Two Gateways ask for the same address and port",
  category: "correctness",
  severity: "warning",
  since: "0.1.0",
  why: "A load balancer gives an address to one Gateway; the other stays without one and is not programmed (AddressNotUsable). A Hostname is that of a Service which several Gateways may share.",
  fix: "Give each Gateway an address of its own, or merge their listeners.",
  links: ["https://gateway-api.sigs.k8s.io/reference/spec/#gatewayspecaddress"],
  upstream: ["KIA1502"],
  bad: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: private, namespace: edge }
      spec:
        gatewayClassName: istio
        addresses: [{ value: 10.0.0.1 }]
        listeners: [{ name: http, port: 80, protocol: HTTP }]
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: public, namespace: edge }
      spec:
        gatewayClassName: istio
        addresses: [{ type: IPAddress, value: 10.0.0.1 }] # warning: Gateway "private" asks for the address "10.0.0.1" too
        listeners: [{ name: http, port: 80, protocol: HTTP }]
    `,
  ],
  good: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: private, namespace: edge }
      spec:
        gatewayClassName: istio
        addresses: [{ value: 10.0.0.1 }, { type: Hostname, value: ingress.edge.svc.cluster.local }]
        listeners: [{ name: http, port: 80, protocol: HTTP }]
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: public, namespace: edge }
      spec:
        gatewayClassName: istio
        addresses: [{ value: 10.0.0.1 }, { type: Hostname, value: ingress.edge.svc.cluster.local }]
        listeners: [{ name: https, port: 443, protocol: HTTPS, tls: { certificateRefs: [{ name: a }] } }]
    `,
  ],
  *check(mesh): Iterable<Finding> {
    const first = new Map<string, Asked>();
    for (const one of asked(mesh)) {
      const { type = "IPAddress", value = "" } = one.address;
      if (type !== "IPAddress") continue;
      const earlier = first.get(value);
      if (!earlier) first.set(value, one);
      else if (earlier.gateway !== one.gateway && portsMeet(earlier.gateway, one.gateway)) {
        yield {
          at: at(one.gateway, one.address, "value"),
          message: `Gateway "${earlier.gateway.name}" asks for the address "${value}" too`,
          related: [{ at: at(earlier.gateway, earlier.address, "value"), message: "the other Gateway" }],
        };
      }
    }
  },
});
