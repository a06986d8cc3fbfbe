/** Client TLS that trusts too much. */

import {
  tlsBlocksOf,
  tlsPlace,
  type ClientTls,
  type DestinationRule,
  type TlsBlock,
} from "../../src/mesh/client-tls.ts";
import { at, defineRule, yaml, type Finding } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "A DestinationRule does not say how the server's certificate is verified",
  category: "security",
  severity: "warning",
  since: "0.1.0",
  precision: "high",
  securitySeverity: "5.5",
  why:
    "With SIMPLE or MUTUAL and no `caCertificates` the proxy verifies the server against nothing or, where the " +
    "installation sets VERIFY_CERTIFICATE_AT_CLIENT, against all public roots. `insecureSkipVerify` trusts anyone.",
  fix: "Set `caCertificates` (`system` for the public roots) and name the server with `subjectAltNames` or `sni`.",
  links: [
    "https://istio.io/latest/docs/ops/best-practices/security/#configure-tls-verification-in-destination-rule-when-using-tls-origination",
    "https://istio.io/latest/docs/reference/config/networking/destination-rule/#ClientTLSSettings",
  ],
  upstream: ["IST0128", "IST0129"],
  codes: {
    "missing-ca": "SIMPLE or MUTUAL without `caCertificates`",
    "skip-verify": "`insecureSkipVerify` is on",
  },
  bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata:
        name: database
        namespace: shop
      spec:
        host: db.example.com
        trafficPolicy:
          tls:
            mode: SIMPLE # warning: no caCertificates
          portLevelSettings:
            - port:
                number: 443
              tls:
                mode: SIMPLE
                caCertificates: system
                insecureSkipVerify: true # warning: any certificate
    `,
  ],
  good: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata:
        name: database
        namespace: shop
      spec:
        host: db.example.com
        trafficPolicy:
          tls:
            mode: SIMPLE
            caCertificates: /etc/certs/root.pem
        subsets:
          - name: mesh
            trafficPolicy:
              tls:
                mode: ISTIO_MUTUAL
    `,
  ],

  *check(mesh) {
    for (const rule of mesh.all("istio/DestinationRule")) {
      for (const block of tlsBlocksOf(rule)) {
        const { tls } = block;
        if (tls.mode !== "SIMPLE" && tls.mode !== "MUTUAL") continue;
        if (tls.insecureSkipVerify === true) yield skipsVerification(rule, tls);
        else if (!tls.caCertificates && !isFromSecret(rule, tls)) yield lacksCa(rule, block);
      }
    }
  },
});

/** The credential brings the CA, but sidecars heed it only where the rule selects them. */
function isFromSecret({ spec }: DestinationRule, { credentialName }: ClientTls): boolean {
  return Boolean(credentialName) && spec.workloadSelector !== undefined;
}

function skipsVerification(rule: DestinationRule, tls: ClientTls): Finding {
  const message = "any certificate is accepted for this host";
  const upstream = tls.caCertificates ? [] : ["IST0128"];
  return { at: at(rule, tls, "insecureSkipVerify"), code: "skip-verify", message, upstream };
}

function lacksCa(rule: DestinationRule, { tls, port, subset }: TlsBlock): Finding {
  const message = `mode ${tls.mode ?? ""} with no caCertificates to verify the server with`;
  // The analyzer does not look into subsets.
  const upstream = subset ? [] : [port === undefined ? "IST0128" : "IST0129"];
  return { at: tlsPlace(rule, tls), code: "missing-ca", message, upstream };
}
