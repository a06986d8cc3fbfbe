/** HTTPS listeners of Istio without a certificate. */

import { isIstios } from "../../src/mesh/gateway-api/classes.ts";
import { listenersOf } from "../../src/mesh/gateway-api/listeners.ts";
import { at, defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "An HTTPS listener of Istio has no certificate",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "The API server takes an HTTPS listener without `tls`, but Istio has no certificate to answer with, so the listener is not opened. Clouds that keep certificates elsewhere are left out.",
  fix: "Name the Secret with the certificate in `tls.certificateRefs`.",
  links: ["https://gateway-api.sigs.k8s.io/guides/tls/"],
  bad: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: public }
      spec:
        gatewayClassName: istio
        listeners:
          - name: https
            port: 443
            protocol: HTTPS # error: an HTTPS listener needs "tls" with a certificate
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
          - { name: http, port: 80, protocol: HTTP }
          - { name: https, port: 443, protocol: HTTPS, tls: { certificateRefs: [{ name: shop-tls }] } }
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: cloud, annotations: { networking.gke.io/certmap: shop } }
      spec:
        gatewayClassName: gke-l7-global-external-managed
        listeners: [{ name: https, port: 443, protocol: HTTPS }]
    `,
  ],
  *check(mesh) {
    for (const gateway of mesh.all("gateway-api/Gateway")) {
      if (!isIstios(mesh, gateway)) continue;
      for (const listener of listenersOf(gateway)) {
        if (listener.protocol !== "HTTPS" || listener.tls) continue;
        yield { at: at(gateway, listener, "protocol"), message: 'an HTTPS listener needs "tls" with a certificate' };
      }
    }
  },
});
