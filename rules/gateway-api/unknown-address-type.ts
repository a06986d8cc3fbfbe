/** Addresses of a type that Istio does not know. */

import { objectsOf } from "../../src/mesh/admission/row.ts";
import { isIstios } from "../../src/mesh/gateway-api/classes.ts";
import { isUnknown } from "../../src/mesh/unknown.ts";
import { at, defineRule, yaml } from "../../src/rule/rule.ts";

const known = ["IPAddress", "Hostname"];

export default defineRule({
  summary: "A Gateway of Istio asks for an address of a type that Istio does not know",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "Istio knows addresses of the types IPAddress and Hostname. A Gateway that asks for another is not accepted (UnsupportedAddress).",
  fix: "Ask for an IPAddress or a Hostname.",
  links: ["https://gateway-api.sigs.k8s.io/reference/spec/#gatewayspecaddress"],
  bad: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: public }
      spec:
        gatewayClassName: istio
        addresses: [{ type: cloud.example/named, value: front }] # error: unknown type of address "cloud.example/named"
        listeners: [{ name: http, port: 80, protocol: HTTP }]
    `,
  ],
  good: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: public }
      spec:
        gatewayClassName: istio
        addresses: [{ value: 10.0.0.1 }, { type: Hostname, value: ingress.istio-gateways.svc.cluster.local }]
        listeners: [{ name: http, port: 80, protocol: HTTP }]
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: cloud }
      spec:
        gatewayClassName: gke-l7-global-external-managed
        addresses: [{ type: NamedAddress, value: front }]
        listeners: [{ name: http, port: 80, protocol: HTTP }]
    `,
  ],
  *check(mesh) {
    for (const gateway of mesh.all("gateway-api/Gateway")) {
      if (!isIstios(mesh, gateway)) continue;
      for (const address of objectsOf(gateway.spec.addresses)) {
        const { type = "IPAddress" } = address;
        if (isUnknown(type) || known.includes(type)) continue;
        yield {
          at: at(gateway, address, "type"),
          message: `unknown type of address "${type}": Istio knows IPAddress and Hostname`,
        };
      }
    }
  },
});
