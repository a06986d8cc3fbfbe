/** What the API server refuses in an XBackend beyond its structure (Gateway API's CEL rules, apisx/v1alpha1/xbackend_types.go). */

import type { BackendSpec, BackendTLS } from "../../kinds/gateway-api.ts";
import { isUnknown } from "../../unknown.ts";
import { quote } from "../../values/quote.ts";
import { error, type Findings, type On } from "../row.ts";
import { backendValidation } from "./policies.ts";

export const backendSpecCodes = {
  "backend-type-mismatched": "A backend whose type and field do not fit",
  "backend-protocol-tls": "A backend whose protocol and TLS do not fit",
  "backend-hostname-local": "An external hostname that lies in the cluster",
  "backend-client-certificate": "A client certificate without mutual TLS, or the other way round",
};

const fields = [
  ["ExternalHostname", "externalHostname"],
  ["EndpointSelector", "endpointSelector"],
] as const;

export function* backendSpec(on: On, spec: BackendSpec): Findings {
  if (!isUnknown(spec.type)) yield* typeFields(on, spec);
  yield* protocol(on, spec);
  const hostname = spec.externalHostname?.hostname;
  if (spec.externalHostname && hostname?.endsWith(".cluster.local")) {
    const message = `${quote(hostname)} lies in the cluster: use the type EndpointSelector`;
    yield error(on(spec.externalHostname, "hostname"), "backend-hostname-local", message);
  }
  if (spec.tls) yield* tls(on, spec.tls);
}

function* typeFields(on: On, spec: BackendSpec): Findings {
  for (const [type, field] of fields) {
    if (spec.type === type && spec[field] === undefined) {
      yield error(on(spec, "type"), "backend-type-mismatched", `the type ${quote(type)} needs ${quote(field)}`);
    } else if (spec.type !== type && spec[field] !== undefined) {
      yield error(on(spec, field, "key"), "backend-type-mismatched", `${quote(field)} needs the type ${quote(type)}`);
    }
  }
}

function* protocol(on: On, spec: BackendSpec): Findings {
  if (spec.protocol === "H2C" && spec.tls) {
    yield error(on(spec, "tls", "key"), "backend-protocol-tls", "H2C goes without TLS: use the protocol HTTP2");
  } else if (spec.protocol === "HTTP2" && !spec.tls) {
    yield error(on(spec, "protocol"), "backend-protocol-tls", 'HTTP2 needs "tls": without it the protocol is H2C');
  } else if (spec.protocol === "WSS" && !spec.tls) {
    yield error(on(spec, "protocol"), "backend-protocol-tls", 'WSS needs "tls"');
  }
}

function* tls(on: On, config: BackendTLS): Findings {
  yield* backendValidation(on, config);
  if (isUnknown(config.mode)) return;
  const isMutual = config.mode === "ClientAndServer";
  if (isMutual && !config.clientCertificateRef) {
    const message = 'the mode "ClientAndServer" needs "clientCertificateRef"';
    yield error(on(config, "mode"), "backend-client-certificate", message);
  } else if (!isMutual && config.clientCertificateRef) {
    const message = '"clientCertificateRef" needs the mode "ClientAndServer"';
    yield error(on(config, "clientCertificateRef", "key"), "backend-client-certificate", message);
  }
}
