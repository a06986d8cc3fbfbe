/** Gateways that ask for client certificates, but let clients without a valid one pass. */

import { objectsOf } from "../../src/mesh/admission/row.ts";
import { at, defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "A Gateway lets clients pass whose certificate is missing or not valid",
  category: "security",
  severity: "warning",
  securitySeverity: "6.5",
  since: "0.1.0",
  why: "With AllowInsecureFallback a connection is accepted even when the client's certificate is missing or fails its check, so that mutual TLS proves nothing unless the backend checks again.",
  fix: "Use the mode AllowValidOnly, which is the default.",
  links: ["https://gateway-api.sigs.k8s.io/reference/spec/#frontendvalidationmodetype"],
  bad: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: public, namespace: edge }
      spec:
        gatewayClassName: istio
        tls:
          frontend:
            default:
              validation:
                mode: AllowInsecureFallback # warning: clients without a valid certificate are let in
                caCertificateRefs: [{ group: "", kind: ConfigMap, name: clients }]
        listeners: [{ name: https, port: 443, protocol: HTTPS, tls: { certificateRefs: [{ name: shop-tls }] } }]
    `,
  ],
  good: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: public, namespace: edge }
      spec:
        gatewayClassName: istio
        tls:
          frontend:
            default: { validation: { caCertificateRefs: [{ group: "", kind: ConfigMap, name: clients }] } }
        listeners: [{ name: https, port: 443, protocol: HTTPS, tls: { certificateRefs: [{ name: shop-tls }] } }]
    `,
  ],
  *check(mesh) {
    for (const gateway of mesh.all("gateway-api/Gateway")) {
      const { frontend } = gateway.spec.tls ?? {};
      for (const settings of [frontend?.default, ...objectsOf(frontend?.perPort).map(({ tls }) => tls)]) {
        const validation = settings?.validation;
        if (validation?.mode !== "AllowInsecureFallback") continue;
        yield { at: at(gateway, validation, "mode"), message: "clients without a valid certificate are let in" };
      }
    }
  },
});
