/** What Istio's admission webhook refuses (or warns of) in a Sidecar, as a table of checks. */

import { selectorCodes } from "../../src/mesh/admission/istio/blocks.ts";
import { connectionPoolCodes } from "../../src/mesh/admission/istio/connection-pool.ts";
import { destinationCodes } from "../../src/mesh/admission/istio/destination.ts";
import { serverTlsCodes } from "../../src/mesh/admission/istio/server-tls.ts";
import { sidecarEgressCodes } from "../../src/mesh/admission/istio/sidecar-egress.ts";
import { sidecarIngressCodes } from "../../src/mesh/admission/istio/sidecar-ingress.ts";
import { sidecar, sidecarCodes } from "../../src/mesh/admission/istio/sidecar.ts";
import { defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "A Sidecar that Istio's admission webhook refuses",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "On an error the API server refuses the object, or istiod drops it, so its proxies are configured without it. A warning or an info is let in: its message says what comes of it.",
  fix: "Change the marked field as the message says.",
  links: ["https://istio.io/latest/docs/reference/config/networking/sidecar/"],
  upstream: ["IST0106"],
  codes: {
    ...sidecarEgressCodes,
    ...sidecarIngressCodes,
    ...sidecarCodes,
    ...selectorCodes,
    ...connectionPoolCodes,
    ...destinationCodes,
    ...serverTlsCodes,
  },
  bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: Sidecar
      metadata: { name: web, namespace: shop }
      spec:
        workloadSelector: { labels: { app: "*" } } # error: wildcard
        ingress:
          - port: { number: 80, protocol: SQL, name: http_1 } # error: unknown protocol # error: no DNS label
            bind: localhost # error: no IP address
            defaultEndpoint: 10.0.0.1:80 # error: no default endpoint
          - port: { number: 80, protocol: HTTP, targetPort: 8080 } # error: stands twice # error: no effect
            tls: { mode: ISTIO_MUTUAL } # error: does not support mode
        egress:
          - hosts: [shop, "x_y/*", "shop/short", "./*"] # error: no host # error: no host # error: no host # error: must be the last
          - port: { protocol: HTTP } # error: needs a unix:// bind
            hosts: ["*/*", "*/*", "./a.test"] # warning: already # warning: imports everything
    `,
    yaml`
      apiVersion: networking.istio.io/v1
      kind: Sidecar
      metadata: { name: empty, namespace: shop } # error: needs one of
      spec: {}
      ---
      apiVersion: networking.istio.io/v1
      kind: Sidecar
      metadata: { name: proxy, namespace: shop }
      spec:
        outboundTrafficPolicy:
          mode: REGISTRY_ONLY
          egressProxy: { host: "*.test" } # error: needs mode ALLOW_ANY # error: no full host name # error: needs a port
        inboundConnectionPool: { http: { maxRetries: -1 } } # error: below zero
    `,
  ],
  good: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: Sidecar
      metadata: { name: web, namespace: shop }
      spec:
        workloadSelector: { labels: { app: web } }
        ingress:
          - port: { number: 9080, protocol: HTTP, name: http }
            defaultEndpoint: 127.0.0.1:8080
        egress:
          - port: { number: 3306, protocol: MYSQL, name: db }
            hosts: ["./db.shop.svc.cluster.local"]
          - hosts: ["./*", "istio-system/*", "~other/*"]
    `,
  ],
  *check(mesh) {
    for (const manifest of mesh.all("istio/Sidecar")) yield* sidecar(manifest);
  },
});
