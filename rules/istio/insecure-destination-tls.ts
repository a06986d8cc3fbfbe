/** Client TLS that trusts too much. */

import { hostScopeOf, tlsBlocksOf, tlsMode, tlsPlace } from "../../src/mesh/client-tls.ts";
import type { ClientTls, DestinationRule, TlsBlock } from "../../src/mesh/client-tls.ts";
import { isInMesh, mayHaveSidecars } from "../../src/mesh/injection.ts";
import type { Mesh } from "../../src/mesh/mesh.ts";
import { mtlsOf, mtlsOfNamespace } from "../../src/mesh/mtls.ts";
import { isOlder } from "../../src/mesh/versions.ts";
import { workloadsOf, type Workload } from "../../src/mesh/workloads.ts";
import { at, defineRule, yaml, type Finding } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "A DestinationRule trusts any server, or sends plain text within the mesh",
  category: "security",
  severity: "warning",
  since: "0.1.0",
  precision: "high",
  securitySeverity: "5.5",
  why:
    "With SIMPLE or MUTUAL and no `caCertificates` the proxy verifies the server against all public roots or, before " +
    "Istio 1.21 and where VERIFY_CERTIFICATE_AT_CLIENT is off, against nothing. `insecureSkipVerify` trusts anyone, " +
    "and DISABLE gives up the mTLS that auto mTLS would use.",
  fix: "Leave `tls` out for hosts of the mesh. Elsewhere set `caCertificates` (`system` for the public roots) and name the server with `subjectAltNames` or `sni`.",
  links: [
    "https://istio.io/latest/docs/ops/best-practices/security/#configure-tls-verification-in-destination-rule-when-using-tls-origination",
    "https://istio.io/latest/docs/reference/config/networking/destination-rule/#ClientTLSSettings",
  ],
  upstream: ["IST0128", "IST0129"],
  codes: {
    "missing-ca": "SIMPLE or MUTUAL without `caCertificates`",
    "skip-verify": "`insecureSkipVerify` is on",
    "plain-text": "DISABLE sends plain text to servers that understand mTLS",
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
            mode: SIMPLE # info: no caCertificates
          portLevelSettings:
            - port:
                number: 443
              tls:
                mode: SIMPLE
                caCertificates: system
                insecureSkipVerify: true # warning: any certificate
    `,
    yaml`
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: { name: database, namespace: shop }
      spec: { host: db.example.com, trafficPolicy: { tls: { mode: MUTUAL } } } # warning: no caCertificates
      # file: mesh-lint.yaml
      mesh: { istio: "1.20" }
    `,
    yaml`
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata:
        name: plain
        namespace: shop
      spec:
        host: "*.shop.svc.cluster.local"
        trafficPolicy:
          tls:
            mode: DISABLE # warning: send plain text
    `,
  ],
  good: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: { name: old, namespace: shop }
      spec: { host: "*.old.svc.cluster.local", trafficPolicy: { tls: { mode: DISABLE } } }
      ---
      apiVersion: v1
      kind: Namespace
      metadata: { name: old, labels: { istio-injection: disabled } }
    `,
    yaml`
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata:
        name: legacy
        namespace: shop
      spec:
        host: legacy
        trafficPolicy:
          tls:
            mode: DISABLE
    `,
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
        if (tlsMode(tls) === "DISABLE" && reachesMesh(mesh, rule)) yield plainText(rule, tls);
        if (tls.mode !== "SIMPLE" && tls.mode !== "MUTUAL") continue;
        if (tls.insecureSkipVerify === true) yield skipsVerification(rule, block);
        else if (!tls.caCertificates && !isFromSecret(rule, tls)) yield lacksCa(mesh, rule, block);
      }
    }
  },
});

/** Servers with STRICT refuse it, which another rule says; of a Service without pods here nothing is known. */
function reachesMesh(mesh: Mesh, rule: DestinationRule): boolean {
  const scope = hostScopeOf(mesh, rule);
  if (scope.is === "mesh") return mtlsOfNamespace(mesh, mesh.settings.rootNamespace).mode === "PERMISSIVE";
  if (scope.is === "namespace")
    return mayHaveSidecars(mesh, scope.namespace) && mtlsOfNamespace(mesh, scope.namespace).mode === "PERMISSIVE";
  const service = scope.is === "service" ? mesh.find("kubernetes/Service", scope.namespace, scope.name) : undefined;
  const pods = service ? workloadsOf(mesh, service) : [];
  return pods.length > 0 && pods.every((workload) => isInMesh(mesh, workload) && isPermissive(mesh, workload));
}

function isPermissive(mesh: Mesh, { namespace, podLabels }: Workload): boolean {
  return mtlsOf(mesh, { namespace, labels: podLabels }).mode === "PERMISSIVE";
}

function plainText(rule: DestinationRule, tls: ClientTls): Finding {
  const message = `clients send plain text to "${rule.spec.host}" although mTLS is understood there`;
  return { at: tlsPlace(rule, tls), code: "plain-text", message, upstream: [] };
}

/** The credential brings the CA, but sidecars heed it only where the rule selects them. */
function isFromSecret({ spec }: DestinationRule, { credentialName }: ClientTls): boolean {
  return Boolean(credentialName) && spec.workloadSelector !== undefined;
}

function skipsVerification(rule: DestinationRule, block: TlsBlock): Finding {
  const { tls } = block;
  const message = "any certificate is accepted for this host";
  const upstream = tls.caCertificates || isFromSecret(rule, tls) ? [] : analyzerCodes(block);
  return { at: at(rule, tls, "insecureSkipVerify"), code: "skip-verify", message, upstream };
}

/** Since then VERIFY_CERTIFICATE_AT_CLIENT is on by default: istio/istio pilot/pkg/features. */
function trustsPublicRoots({ settings }: Mesh): boolean {
  return !isOlder(settings.istio, "1.21");
}

/** The analyzer does not look into subsets. */
function analyzerCodes({ port, subset }: TlsBlock): readonly string[] {
  return subset ? [] : [port === undefined ? "IST0128" : "IST0129"];
}

function lacksCa(mesh: Mesh, rule: DestinationRule, block: TlsBlock): Finding {
  const { tls } = block;
  const isPublic = trustsPublicRoots(mesh);
  const what = isPublic ? ": every public root is trusted" : " to verify the server with";
  const message = `mode ${tls.mode ?? ""} with no caCertificates${what}`;
  const upstream = analyzerCodes(block);
  const severity = isPublic ? { severity: "info" as const } : {};
  return { at: tlsPlace(rule, tls), code: "missing-ca", message, upstream, ...severity };
}
