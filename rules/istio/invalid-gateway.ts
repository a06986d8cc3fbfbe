/** What Istio's admission webhook refuses (or warns of) in a Gateway, as a table of checks. */

import { gateway, gatewayCodes } from "../../src/mesh/admission/istio/gateway.ts";
import { serverTlsCodes } from "../../src/mesh/admission/istio/server-tls.ts";
import { defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "A Gateway that Istio's admission webhook refuses",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "On an error the API server refuses the object, or istiod drops it, so its servers are not opened. A warning or an info is let in: its message says what comes of it.",
  fix: "Change the marked field as the message says.",
  links: ["https://istio.io/latest/docs/reference/config/networking/gateway/"],
  upstream: ["IST0106"],
  codes: { ...gatewayCodes, ...serverTlsCodes },
  bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: Gateway
      metadata: { name: web.shop, namespace: shop } # error: no DNS label
      spec:
        servers:
          - port: { number: 443, name: https, protocol: HTTPS } # error: protocol HTTPS needs tls
            hosts: [shop, "shop/", "*x.test"] # error: short name # error: no host # error: wildcard inside a label
          - port: { number: 80, name: https, protocol: HTTP, targetPort: 8080 } # error: stands twice # error: no effect
            hosts: [] # error: a server needs hosts
            bind: host # error: no IP address
            tls: { mode: SIMPLE, credentialName: web } # error: takes no tls
          - port: { number: 0, name: db, protocol: MSSQL } # error: unknown protocol # error: out of range
            hosts: ["*"]
    `,
    yaml`
      apiVersion: networking.istio.io/v1
      kind: Gateway
      metadata: { name: tls, namespace: shop }
      spec:
        servers:
          - port: { number: 443, name: a, protocol: HTTPS }
            hosts: [a.test]
            tls: { mode: MUTUAL, serverCertificate: a, privateKey: b } # error: needs caCertificates
          - port: { number: 444, name: b, protocol: TLS }
            hosts: [b.test]
            tls: { mode: PASSTHROUGH, credentialName: b, httpsRedirect: true } # warning: does not use # warning: no effect
          - port: { number: 445, name: c, protocol: TLS }
            hosts: [c.test]
            tls: { mode: ISTIO_MUTUAL, credentialName: c } # error: uses Istio's certificates
          - port: { number: 446, name: d, protocol: TLS }
            hosts: [d.test]
            tls:
              mode: SIMPLE # error: needs credentialName, or privateKey
              serverCertificate: a
              minProtocolVersion: TLSV1_0
              cipherSuites: [ECDHE-RSA-AES128-SHA, RC4, ECDHE-RSA-AES128-SHA] # warning: unknown # warning: twice
    `,
    yaml`
      apiVersion: networking.istio.io/v1
      kind: Gateway
      metadata: { name: empty, namespace: shop } # error: needs servers
      spec: { selector: { istio: ingressgateway } }
    `,
  ],
  good: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: Gateway
      metadata: { name: web, namespace: shop }
      spec:
        selector: { istio: ingressgateway }
        servers:
          - port: { number: 80, name: http, protocol: HTTP }
            hosts: ["*"]
            tls: { httpsRedirect: true }
          - port: { number: 443, name: https, protocol: HTTPS }
            hosts: [./shop.test, "*/*.shop.test"]
            tls: { mode: SIMPLE, credentialName: web }
          - port: { number: 15443, name: tls, protocol: TLS }
            hosts: ["*.local"]
            tls: { mode: AUTO_PASSTHROUGH }
    `,
  ],
  *check(mesh) {
    for (const manifest of mesh.all("istio/Gateway")) yield* gateway(manifest);
  },
});
