/** What the API server refuses in a Gateway beyond its structure, as a table of checks. */

import { gateway, gatewayCodes } from "../../src/mesh/admission/gateway-api/gateway.ts";
import { listenerCodes } from "../../src/mesh/admission/gateway-api/listeners.ts";
import { placesIn } from "../../src/mesh/admission/row.ts";
import { defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "A Gateway that the API server refuses",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "The CRD carries these demands as validation rules, so the API server refuses the object and the last good version stays in effect.",
  fix: "Change the marked field as the message says.",
  links: ["https://gateway-api.sigs.k8s.io/api-types/gateway/"],
  codes: { ...listenerCodes, ...gatewayCodes },
  bad: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: public }
      spec:
        gatewayClassName: istio
        infrastructure:
          labels: { "Shop/-team": a } # error: is no key
        listeners:
          - name: http
            port: 80
            protocol: HTTP
            tls: { options: { a.example/b: c } } # error: has no "tls"
          - { name: https, port: 443, protocol: HTTPS, tls: { mode: Passthrough } } # error: use Terminate
          - { name: passthrough, port: 8443, protocol: TLS } # error: needs "tls" with a mode
          - { name: store, port: 6379, protocol: TCP, hostname: store.example } # error: has no hostname
          - { name: again, port: 80, protocol: HTTP } # error: another listener has port 80
        addresses:
          - { type: IPAddress, value: 10.0.0.1 }
          - { value: 10.0.0.1 } # error: requested twice
          - { type: Hostname, value: "" } # error: is no hostname
    `,
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: closed }
      spec:
        gatewayClassName: istio
        listeners:
          - name: https
            port: 443
            protocol: HTTPS
            tls: { mode: Terminate } # error: without "certificateRefs"
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
          - { name: other, port: 80, protocol: HTTP, hostname: "*.shop.example" }
          - { name: https, port: 443, protocol: HTTPS, tls: { certificateRefs: [{ name: shop-tls }] } }
          - { name: passthrough, port: 8443, protocol: TLS, tls: { mode: Passthrough } }
    `,
  ],
  *check(mesh) {
    for (const manifest of mesh.all("gateway-api/Gateway")) yield* gateway(placesIn(manifest), manifest.spec);
  },
});
