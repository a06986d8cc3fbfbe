/** Private keys of the mesh's own certificate authority that stand in files. */

import { isUnknown } from "../../src/mesh/unknown.ts";
import { at, defineRule, yaml, type Manifest } from "../../src/rule/rule.ts";

/** Secrets in which Istio and Linkerd look for the key that signs all identities, and the entry that holds it. */
const keys: ReadonlyMap<string, string> = new Map([
  ["cacerts", "ca-key.pem"],
  ["istio-ca-secret", "ca-key.pem"],
  ["linkerd-identity-issuer", "tls.key"],
  ["linkerd-trust-anchor", "tls.key"],
]);

/** `-----BEGIN` as base64 writes it. */
const encoded = "LS0tLS1CRUdJTi";

function entryOf(holder: unknown, key: string): string {
  if (typeof holder !== "object" || holder === null || !Object.hasOwn(holder, key)) return "";
  const value: unknown = (holder as Readonly<Record<string, unknown>>)[key];
  return typeof value === "string" && !isUnknown(value) ? value.trimStart() : "";
}

function holdsKey({ object }: Manifest<"kubernetes/Secret">, key: string): boolean {
  const { data, stringData } = object as { readonly data?: unknown; readonly stringData?: unknown };
  return entryOf(stringData, key).startsWith("-----BEGIN") || entryOf(data, key).startsWith(encoded);
}

export default defineRule({
  summary: "The private key of the mesh's certificate authority stands in a file",
  category: "security",
  severity: "error",
  since: "0.1.0",
  securitySeverity: "9.0",
  why: "Whoever reads the repository, or ever has read it, can sign an identity for any workload of the mesh and pass all mTLS and policies.",
  fix: "Take the key out of the files, encrypt the Secret or let cert-manager make it, and make a new authority: the old key stays in the history.",
  links: [
    "https://istio.io/latest/docs/tasks/security/cert-management/plugin-ca-cert/",
    "https://linkerd.io/2-edge/tasks/automatically-rotating-control-plane-tls-credentials/",
  ],
  bad: [
    yaml`
      apiVersion: v1
      kind: Secret
      metadata:
        name: linkerd-identity-issuer # error: holds a private key in "tls.key"
        namespace: linkerd
      stringData:
        tls.key: |
          -----BEGIN EC PRIVATE KEY-----
          (the key)
    `,
    yaml`
      apiVersion: v1
      kind: Secret
      metadata:
        name: cacerts # error: holds a private key in "ca-key.pem"
        namespace: istio-system
      data: { ca-key.pem: LS0tLS1CRUdJTiBSU0EgUFJJVkFURSBLRVktLS0tLQo= }
    `,
  ],
  good: [
    yaml`
      apiVersion: v1
      kind: Secret
      metadata: { name: linkerd-identity-issuer, namespace: linkerd }
      stringData: { tls.key: "ENC[AES256_GCM,data:abc,type:str]" }
    `,
  ],
  *check(mesh) {
    for (const secret of mesh.all("kubernetes/Secret")) {
      const key = keys.get(secret.name);
      if (key === undefined || !holdsKey(secret, key)) continue;
      // The line of the key itself is shown by no report.
      const message = `this Secret holds a private key in "${key}": all identities of the mesh are signed with it`;
      yield { at: at(secret, secret.metadata, "name"), message };
    }
  },
});
