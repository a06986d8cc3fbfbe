/** Every reference to a certificate: of listeners, of a Gateway's TLS towards clients and backends, of backend policies. */

import { objectsOf } from "../admission/row.ts";
import type { BackendTLSPolicy, ListenerTLSConfig } from "../kinds/gateway-api.ts";
import type { Manifest } from "../manifest.ts";
import { question } from "../mesh.ts";
import { holders, listenersOf, type Gateway } from "./listeners.ts";
import { referentOf, type Reference, type Referent } from "./references.ts";

export interface Certificate {
  readonly manifest: Manifest;
  readonly ref: Reference;
  readonly to: Referent;
  /** A pair of certificate and key stands in a Secret, authorities in a ConfigMap. */
  readonly use: "pair" | "authorities";
}

interface Named {
  readonly ref: Reference;
  readonly use: Certificate["use"];
}

function ofListener(tls: ListenerTLSConfig | undefined): readonly Named[] {
  return objectsOf(tls?.certificateRefs).map((ref) => ({ ref, use: "pair" }));
}

function* ofGateway({ spec }: Gateway): Iterable<Named> {
  const { frontend, backend } = spec.tls ?? {};
  const settings = [frontend?.default, ...objectsOf(frontend?.perPort).map(({ tls }) => tls)];
  for (const each of settings) {
    for (const ref of objectsOf(each?.validation?.caCertificateRefs)) yield { ref, use: "authorities" };
  }
  if (backend?.clientCertificateRef) yield { ref: backend.clientCertificateRef, use: "pair" };
}

function ofPolicy({ validation }: BackendTLSPolicy["spec"]): readonly Named[] {
  return objectsOf(validation.caCertificateRefs).map((ref) => ({ ref, use: "authorities" }));
}

function resolved(manifest: Manifest, named: Iterable<Named>): readonly Certificate[] {
  const found: Certificate[] = [];
  for (const { ref, use } of named) {
    const kind = use === "pair" ? "Secret" : "ConfigMap";
    const to = referentOf(ref, { group: "", kind, namespace: manifest.namespace });
    if (to) found.push({ manifest, ref, to, use });
  }
  return found;
}

export const certificates = question((mesh): readonly Certificate[] => [
  ...holders(mesh).flatMap((holder) =>
    resolved(
      holder,
      listenersOf(holder).flatMap(({ tls }) => ofListener(tls)),
    ),
  ),
  ...mesh.all("gateway-api/Gateway").flatMap((gateway) => resolved(gateway, ofGateway(gateway))),
  ...mesh.all("gateway-api/BackendTLSPolicy").flatMap((policy) => resolved(policy, ofPolicy(policy.spec))),
]);

/** Whether cert-manager makes the Secrets that the listeners of an annotated object name. */
export function hasIssuer({ annotations }: Manifest): boolean {
  return (
    Object.keys(annotations).some((key) => key.startsWith("cert-manager.io/")) ||
    "kubernetes.io/tls-acme" in annotations
  );
}
