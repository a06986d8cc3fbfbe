/** What Linkerd's webhook refuses in a Server and a ServerAuthorization (linkerd2 policy-controller/k8s/api/src/policy/server.rs). */

import type { ServerAuthorizationSpec, ServerSpec } from "../../kinds/linkerd.ts";
import { accessPolicies } from "../../linkerd/access-policies.ts";
import { isUnknown } from "../../unknown.ts";
import { isPort } from "../../values/address.ts";
import { quote } from "../../values/quote.ts";
import { entry, error, listOf, type Findings, type On } from "../row.ts";
import { identities, identityCodes } from "./authentications.ts";
import { networkCodes, networks } from "./networks.ts";

const proxyProtocols: readonly string[] = ["unknown", "HTTP/1", "HTTP/2", "gRPC", "opaque", "TLS"];

export const serverCodes = {
  "access-policy": "An access policy that Linkerd does not know",
  "proxy-protocol": "A protocol that Linkerd does not know",
  "port-range": "A port outside of 1 to 65535",
};

export function* server(on: On, spec: ServerSpec): Findings {
  yield* entry(on, spec, "accessPolicy", "access-policy", (text) => oneOf("access policy", text, accessPolicies));
  yield* entry(on, spec, "proxyProtocol", "proxy-protocol", (text) => oneOf("protocol", text, proxyProtocols));
  if (typeof spec.port === "number" && !isPort(spec.port)) {
    yield error(on(spec, "port"), "port-range", `port ${spec.port} is out of range: use 1 to 65535`);
  }
}

function oneOf(what: string, text: string, allowed: readonly string[]): string | undefined {
  if (allowed.includes(text)) return undefined;
  const meant = allowed.find((each) => each.toLowerCase() === text.toLowerCase().replaceAll("_", "-"));
  if (meant !== undefined) return `unknown ${what} ${quote(text)}: did you mean "${meant}"`;
  return `unknown ${what} ${quote(text)}: use ${allowed.slice(0, -1).join(", ")} or ${allowed.at(-1) ?? ""}`;
}

export const serverAuthorizationCodes = {
  "client-contradictory": "A client that is unauthenticated and has an identity at once",
  "tls-contradictory": "TLS without identity beside identities",
  ...networkCodes,
  ...identityCodes,
};

export function* serverAuthorization(on: On, { client }: ServerAuthorizationSpec): Findings {
  if (isUnknown(client)) return;
  const { unauthenticated, meshTLS } = client;
  yield* networks(on, client.networks);
  // The webhook lets these pass, unlike in a MeshTLSAuthentication: they match nobody.
  for (const finding of identities(on, meshTLS?.identities)) yield { ...finding, severity: "warning" };
  if (unauthenticated === true && meshTLS) {
    const message = "a client is either unauthenticated or known by mesh TLS: remove one of the two";
    yield error(on(client, "meshTLS", "key"), "client-contradictory", message);
  }
  if (meshTLS?.unauthenticatedTLS !== true) return;
  for (const key of ["identities", "serviceAccounts"] as const) {
    if (listOf<unknown>(meshTLS[key]).length === 0) continue;
    const message = `"unauthenticatedTLS" asks for no identity, so "${key}" cannot stand beside it`;
    yield error(on(meshTLS, key, "key"), "tls-contradictory", message);
  }
}
