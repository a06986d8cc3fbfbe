/** Certificates that listeners, Gateways and backend policies name, but that do not exist. */

import {
  certificates,
  hasIssuer,
  mayHoldCertificate,
  type Certificate,
} from "../../src/mesh/gateway-api/certificates.ts";
import { mayRefer } from "../../src/mesh/gateway-api/grants.ts";
import { isMissing } from "../../src/mesh/gateway-api/references.ts";
import { at, defineRule, yaml, type Finding, type Mesh } from "../../src/rule/rule.ts";

/** What is not permitted must not be told to exist or not: permission comes first. */
function judge(mesh: Mesh, certificate: Certificate): Finding | undefined {
  const { manifest, ref, to, use } = certificate;
  if (use === "pair" && hasIssuer(manifest) && to.namespace === manifest.namespace) return undefined;
  if (!mayRefer(mesh, manifest, to) || !isMissing(mesh, to)) return undefined;
  // Of a wrong kind it is reported as such.
  if (!mayHoldCertificate(certificate)) return undefined;
  return {
    at: at(manifest, ref, "name"),
    message: `unknown ${to.kind} "${to.name}" in namespace "${to.namespace}"`,
    absent: { kind: to.is, namespace: to.namespace, name: to.name },
  };
}

export default defineRule({
  summary: "A listener or policy names a certificate that does not exist",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "A listener without its certificate is not opened (InvalidCertificateRef), and a BackendTLSPolicy without its authorities makes all requests to the backend fail.",
  fix: "Correct the name, or add the Secret or ConfigMap (or the Certificate, ExternalSecret or SealedSecret that makes it).",
  links: ["https://gateway-api.sigs.k8s.io/guides/tls/"],
  claims: "absence",
  bad: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: public, namespace: edge }
      spec:
        gatewayClassName: istio
        listeners:
          - name: https
            port: 443
            protocol: HTTPS
            tls: { certificateRefs: [{ name: shop-cert }] } # error: unknown Secret "shop-cert" in namespace "edge"
      ---
      apiVersion: cert-manager.io/v1
      kind: Certificate
      metadata: { name: shop, namespace: shop }
      spec: { secretName: shop-cert, dnsNames: [shop.example] }
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: BackendTLSPolicy
      metadata: { name: cart, namespace: shop }
      spec:
        targetRefs: [{ group: "", kind: Service, name: cart }]
        validation:
          hostname: cart.example
          caCertificateRefs: [{ group: "", kind: ConfigMap, name: authorities }] # error: unknown ConfigMap "authorities"
    `,
  ],
  good: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: public, namespace: edge }
      spec:
        gatewayClassName: istio
        listeners:
          - { name: https, port: 443, protocol: HTTPS, tls: { certificateRefs: [{ name: shop-cert }] } }
      ---
      apiVersion: cert-manager.io/v1
      kind: Certificate
      metadata: { name: shop, namespace: edge }
      spec: { secretName: shop-cert, dnsNames: [shop.example] }
    `,
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: public, namespace: edge, annotations: { cert-manager.io/cluster-issuer: acme } }
      spec:
        gatewayClassName: istio
        listeners:
          - { name: https, port: 443, protocol: HTTPS, tls: { certificateRefs: [{ name: made-by-cert-manager }] } }
          - { name: map, port: 444, protocol: HTTPS, tls: { certificateRefs: [{ kind: ConfigMap, name: cert }] } }
    `,
  ],
  *check(mesh) {
    for (const certificate of certificates(mesh)) {
      const found = judge(mesh, certificate);
      if (found) yield found;
    }
  },
});
