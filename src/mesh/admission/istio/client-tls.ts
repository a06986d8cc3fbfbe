/** TLS that clients originate: istio/istio pkg/config/validation/validation.go validateTLS. */

import type { ClientTLSSettings } from "../../kinds/istio.ts";
import { isDnsLabel } from "../../values/names.ts";
import { quote } from "../../values/quote.ts";
import { entry, error, isSet, type Findings, type On } from "../row.ts";

export const clientTlsCodes = {
  "tls-configmap-credential": "a credential names a ConfigMap of another namespace, or none",
  "tls-skip-verify-conflict": "insecureSkipVerify stands beside what it would not verify",
  "tls-credential-and-files": "a credential stands beside certificate files",
  "tls-mutual-certs": "mutual TLS without a client certificate and its key",
};

const configMap = "configmap://";

export function* clientTls(on: On, tls: ClientTLSSettings | undefined, namespace: string): Findings {
  if (typeof tls !== "object") return;
  yield* entry(on, tls, "credentialName", "tls-configmap-credential", (name) => {
    if (!name.startsWith(configMap)) return undefined;
    const [owner = "", config = "", ...more] = name.slice(configMap.length).split("/");
    if (!isDnsLabel(owner) || config === "" || more.length > 0)
      return `${quote(name)} is not "configmap://namespace/name"`;
    return owner === namespace ? undefined : `${quote(name)} must be in the rule's own namespace ${quote(namespace)}`;
  });
  yield* skipVerify(on, tls);
  const { mode } = tls;
  if (mode !== "SIMPLE" && mode !== "MUTUAL") return;
  if (isSet(tls.credentialName)) yield* credentialAndFiles(on, tls);
  else if (mode === "MUTUAL") {
    const missing = (["clientCertificate", "privateKey"] as const).filter((field) => !isSet(tls[field]));
    if (missing.length === 0) return;
    const message = `MUTUAL needs credentialName, or ${missing.join(" and ")}`;
    yield error(on(tls, "mode"), "tls-mutual-certs", message);
  }
}

function* skipVerify(on: On, tls: ClientTLSSettings): Findings {
  if (tls.insecureSkipVerify !== true) return;
  const always = ["caCertificates", "subjectAltNames"] as const;
  const fields = tls.mode === "SIMPLE" ? ([...always, "credentialName"] as const) : tls.mode === "MUTUAL" ? always : [];
  for (const field of fields) {
    if (!isSet(tls[field])) continue;
    yield error(on(tls, field, "key"), "tls-skip-verify-conflict", `${field} cannot stand beside insecureSkipVerify`);
  }
}

function* credentialAndFiles(on: On, tls: ClientTLSSettings): Findings {
  for (const field of ["clientCertificate", "caCertificates", "privateKey", "caCrl"] as const) {
    if (!isSet(tls[field])) continue;
    yield error(on(tls, field, "key"), "tls-credential-and-files", `${field} cannot stand beside credentialName`);
  }
}
