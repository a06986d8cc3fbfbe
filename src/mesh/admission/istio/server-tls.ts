/** TLS that proxies terminate: Gateway servers and ingress listeners of a Sidecar (validateServerTLS…). */

import type { Place } from "../../../finding/finding.ts";
import type { ServerTLSSettings, TLSCertificate } from "../../kinds/istio.ts";
import { isUnknown } from "../../unknown.ts";
import { quote } from "../../values/quote.ts";
import { error, isSet, listOf, objectsOf, warning, type Findings, type On } from "../row.ts";

export const serverTlsCodes = {
  "tls-min-version-no-ciphers": "TLS below 1.2 without naming its ciphers",
  "tls-cipher-invalid": "a cipher suite is unknown and left out",
  "tls-cipher-duplicate": "a cipher suite stands twice",
  "tls-istio-mutual-no-certs": "ISTIO_MUTUAL with certificates of its own",
  "tls-passthrough-certs-ignored": "certificates that passing through does not use",
  "tls-one-cert-source": "certificates from more than one source",
  "tls-server-cert-required": "a server certificate is missing",
  "tls-private-key-required": "a private key is missing",
  "tls-ca-required": "the CA for client certificates is missing",
  "tls-crl-simple": "a revocation list where no client certificates are asked for",
  "tls-crl-credential-name": "a revocation list beside a credential",
};

const ciphers: ReadonlySet<string> = new Set(
  (
    "ECDHE-ECDSA-AES128-GCM-SHA256 ECDHE-RSA-AES128-GCM-SHA256 ECDHE-ECDSA-AES256-GCM-SHA384 " +
    "ECDHE-RSA-AES256-GCM-SHA384 ECDHE-ECDSA-CHACHA20-POLY1305 ECDHE-RSA-CHACHA20-POLY1305 ECDHE-ECDSA-AES128-SHA " +
    "ECDHE-RSA-AES128-SHA ECDHE-ECDSA-AES256-SHA ECDHE-RSA-AES256-SHA AES128-GCM-SHA256 AES256-GCM-SHA384 AES128-SHA " +
    "AES256-SHA DES-CBC3-SHA"
  ).split(" "),
);

const certificateFields = ["serverCertificate", "privateKey", "caCertificates"] as const;
const secretFields = ["tlsCertificates", "credentialName", "credentialNames"] as const;

export function* serverTls(on: On, owner: { readonly tls?: ServerTLSSettings }): Findings {
  const { tls } = owner;
  if (!tls || isUnknown(tls) || isUnknown(tls.mode)) return;
  yield* cipherSuites(on, tls);
  const { mode = "PASSTHROUGH" } = tls;
  if (mode === "ISTIO_MUTUAL") {
    for (const field of [...certificateFields, ...secretFields].filter((name) => isSet(tls[name]))) {
      yield error(
        on(tls, field, "key"),
        "tls-istio-mutual-no-certs",
        `ISTIO_MUTUAL uses Istio's certificates, no ${field}`,
      );
    }
    return;
  }
  yield* sources(on, tls);
  if (mode === "PASSTHROUGH" || mode === "AUTO_PASSTHROUGH") {
    for (const field of ["caCrl", ...certificateFields, ...secretFields] as const) {
      if (!isSet(tls[field])) continue;
      yield warning(on(tls, field, "key"), "tls-passthrough-certs-ignored", `${mode} does not use ${field}`);
    }
  } else if (!isSet(tls.credentialName) && !isSet(tls.credentialNames)) {
    yield* certificates(on, tls);
    if (mode !== "SIMPLE" && !isSet(tls.caCertificates) && !isSet(tls.caCertCredentialName)) {
      yield error(on(tls, "mode"), "tls-ca-required", `${mode} needs caCertificates to check clients with`);
    }
  }
  yield* revocation(on, tls);
}

function* cipherSuites(on: On, tls: ServerTLSSettings): Findings {
  const { minProtocolVersion: least } = tls;
  const suites = listOf(tls.cipherSuites);
  if ((least === "TLSV1_0" || least === "TLSV1_1") && suites.length === 0) {
    const message = `${least} needs cipherSuites: those of older TLS are off by default`;
    yield warning(on(tls, "minProtocolVersion"), "tls-min-version-no-ciphers", message);
  }
  const seen = new Set<string>();
  for (const [index, suite] of suites.entries()) {
    if (isUnknown(suite) || suite === "" || suite === "ALL" || /^[^A-Za-z0-9]/.test(suite)) continue;
    if (!ciphers.has(suite)) {
      yield warning(on(suites, index), "tls-cipher-invalid", `unknown cipher suite ${quote(suite)}: it is left out`);
    } else if (seen.has(suite)) {
      yield warning(on(suites, index), "tls-cipher-duplicate", `cipher suite ${quote(suite)} stands twice`);
    }
    seen.add(suite);
  }
}

/** Of files, credentialName, credentialNames and tlsCertificates only one may be used. */
function* sources(on: On, tls: ServerTLSSettings): Findings {
  const given = secretFields.filter((field) => isSet(tls[field]));
  const files = isSet(tls.serverCertificate) && isSet(tls.privateKey);
  const [first = "", second] = [...(files ? (["serverCertificate"] as const) : []), ...given];
  if (second === undefined) return;
  yield error(on(tls, second, "key"), "tls-one-cert-source", `only one of ${first} and ${second} can be set`);
}

function* certificates(on: On, tls: ServerTLSSettings): Findings {
  const list = objectsOf(tls.tlsCertificates);
  for (const pair of list) yield* certificate(on(pair), pair, tls.mode);
  if (list.length === 0) yield* certificate(on(tls, "mode"), tls, tls.mode);
}

function* certificate(place: Place, pair: TLSCertificate, mode = ""): Findings {
  const hasKey = isSet(pair.privateKey);
  if (!isSet(pair.serverCertificate)) {
    const needed = hasKey ? "serverCertificate" : "serverCertificate and privateKey";
    yield error(place, "tls-server-cert-required", `${mode} needs credentialName, or ${needed}`);
  } else if (!hasKey) {
    yield error(place, "tls-private-key-required", `${mode} needs credentialName, or privateKey`);
  }
}

function* revocation(on: On, tls: ServerTLSSettings): Findings {
  if (!isSet(tls.caCrl)) return;
  const place = on(tls, "caCrl", "key");
  if (tls.mode === "SIMPLE") {
    yield error(place, "tls-crl-simple", "caCrl has no use with SIMPLE, which asks for no client certificate");
  } else if (isSet(tls.credentialName)) {
    const refusal = error(place, "tls-crl-credential-name", "caCrl cannot stand beside credentialName");
    // Where client certificates are asked for, upstream leaves off before it comes to this check.
    const isMutual = tls.mode === "MUTUAL" || tls.mode === "OPTIONAL_MUTUAL";
    yield isMutual ? { ...refusal, severity: "warning", upstream: [] } : refusal;
  }
}
