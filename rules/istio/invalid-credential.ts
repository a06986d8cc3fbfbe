/** Certificates of Gateway servers that cannot be used. */

import { namespacesOfGateway } from "../../src/mesh/gateways.ts";
import type { Manifest } from "../../src/mesh/manifest.ts";
import { isUnknown } from "../../src/mesh/unknown.ts";
import { at, defineRule, yaml, type Finding, type Mesh } from "../../src/rule/rule.ts";

type Secret = Manifest<"kubernetes/Secret">;

function entryOf({ object }: Secret, key: string): string {
  const { stringData, data } = object as { stringData?: Record<string, unknown>; data?: Record<string, unknown> };
  const plain = stringData?.[key];
  if (typeof plain === "string") return plain;
  const encoded = data?.[key];
  if (typeof encoded !== "string") return "";
  return isUnknown(encoded) ? encoded : Buffer.from(encoded, "base64").toString("latin1");
}

/** Generic Secrets name them otherwise than those of type kubernetes.io/tls (istio/istio pilot/pkg/credentials/kube). */
const pairs = [
  ["cert", "key"],
  ["tls.crt", "tls.key"],
] as const;

/** What speaks against the certificate; undefined where nothing does, or nobody can tell. */
function problemOf(secret: Secret): string | undefined {
  const filled = pairs
    .map(([crt, key]) => ({ certificate: entryOf(secret, crt), key: entryOf(secret, key) }))
    .find(({ certificate, key }) => certificate !== "" && key !== "");
  if (!filled) return `has neither "tls.crt" and "tls.key" nor "cert" and "key"`;
  if (isUnknown(filled.certificate) || isUnknown(filled.key)) return undefined;
  return certificateProblem(filled.certificate);
}

function certificateProblem(text: string): string | undefined {
  if (!text.includes("-----BEGIN CERTIFICATE-----")) return "holds no PEM certificate";
  // Loaded where a certificate is really there.
  const { X509Certificate } = process.getBuiltinModule("node:crypto");
  try {
    const { validFrom, validTo } = new X509Certificate(text);
    const now = Date.now();
    if (Date.parse(validTo) < now) return `holds a certificate that is out of date since ${day(validTo)}`;
    return Date.parse(validFrom) > now ? `holds a certificate that is valid from ${day(validFrom)} on` : undefined;
  } catch {
    return "holds a certificate that cannot be read";
  }
}

function day(date: string): string {
  return new Date(date).toISOString().slice(0, 10);
}

function secretsNamed(mesh: Mesh, name: string, namespaces: readonly string[]): readonly Secret[] {
  return namespaces.flatMap((namespace) => mesh.find("kubernetes/Secret", namespace, name) ?? []);
}

export default defineRule({
  summary: "The certificate of a Gateway server cannot be used",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "A server whose Secret lacks the certificate or its key is not opened, and clients refuse a certificate that is out of date.",
  fix: "Fill the Secret with a certificate that is valid (`tls.crt`) and its key (`tls.key`).",
  links: [
    "https://istio.io/latest/docs/tasks/traffic-management/ingress/secure-ingress/#key-formats",
    "https://istio.io/latest/docs/reference/config/analysis/ist0161/",
  ],
  upstream: ["IST0161"],
  bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: Gateway
      metadata: { name: shop, namespace: shop }
      spec:
        selector: { istio: edge }
        servers:
          - port: { number: 443, name: https, protocol: HTTPS }
            hosts: [shop.example.com]
            tls: { mode: SIMPLE, credentialName: shop } # error: Secret "edge/shop" has neither "tls.crt" and "tls.key" nor
          - port: { number: 8443, name: https-blog, protocol: HTTPS }
            hosts: [blog.example.com]
            tls: { mode: SIMPLE, credentialName: blog } # error: Secret "edge/blog" holds no PEM certificate
      ---
      apiVersion: v1
      kind: Pod
      metadata: { name: gateway, namespace: edge, labels: { istio: edge } }
      spec: { containers: [{ name: istio-proxy, image: proxyv2 }] }
      ---
      apiVersion: v1
      kind: Secret
      metadata: { name: shop, namespace: edge }
      stringData: { tls.crt: certificate, key: key }
      ---
      apiVersion: v1
      kind: Secret
      metadata: { name: blog, namespace: edge }
      data: { cert: Y2VydGlmaWNhdGU=, key: a2V5 }
    `,
    yaml`
      apiVersion: networking.istio.io/v1
      kind: Gateway
      metadata: { name: shop, namespace: shop }
      spec:
        selector: { istio: ingressgateway }
        servers:
          - port: { number: 443, name: https, protocol: HTTPS }
            hosts: [shop.example.com]
            tls: { mode: SIMPLE, credentialName: shop } # error: Secret "istio-system/shop" holds no PEM certificate
      ---
      apiVersion: v1
      kind: Secret
      metadata: { name: shop, namespace: istio-system }
      stringData: { tls.crt: certificate, tls.key: key }
    `,
  ],
  good: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: Gateway
      metadata: { name: shop, namespace: shop }
      spec:
        selector: { istio: edge }
        servers:
          - port: { number: 443, name: https, protocol: HTTPS }
            hosts: [shop.example.com]
            tls: { mode: SIMPLE, credentialName: shop }
      ---
      apiVersion: v1
      kind: Pod
      metadata: { name: gateway, namespace: edge, labels: { istio: edge } }
      spec: { containers: [{ name: istio-proxy, image: proxyv2 }] }
      ---
      apiVersion: v1
      kind: Secret
      metadata: { name: shop, namespace: edge }
      stringData: { tls.crt: "ENC[AES256_GCM,data:x]", tls.key: "ENC[AES256_GCM,data:y]" }
    `,
  ],
  *check(mesh) {
    for (const gateway of mesh.all("istio/Gateway")) {
      const credentials = (gateway.spec.servers ?? []).flatMap(({ tls }) => (tls?.credentialName ? [tls] : []));
      if (credentials.length === 0) continue;
      const namespaces = namespacesOfGateway(mesh, gateway);
      for (const tls of credentials) {
        const name = (tls.credentialName ?? "").replace(/^kubernetes:\/\//, "");
        for (const secret of secretsNamed(mesh, name, namespaces)) {
          const problem = problemOf(secret);
          if (problem === undefined) continue;
          const finding: Finding = {
            at: at(gateway, tls, "credentialName"),
            message: `Secret "${secret.namespace}/${name}" ${problem}`,
            related: [{ at: at(secret, secret.metadata, "name"), message: "the Secret" }],
          };
          yield finding;
        }
      }
    }
  },
});
