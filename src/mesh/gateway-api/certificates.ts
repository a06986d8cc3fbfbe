/** Every reference to a certificate: of listeners, of a Gateway's TLS towards clients and backends, of backend policies. */

import { objectsOf } from "../admission/row.ts";
import { hasAlternatives } from "../alternatives.ts";
import type { BackendTLSPolicy, ListenerTLSConfig } from "../kinds/gateway-api.ts";
import type { Manifest } from "../manifest.ts";
import { question, type Mesh } from "../mesh.ts";
import { isUnknown } from "../unknown.ts";
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

/** Kinds of the core group that hold what is asked for; authorities in a Secret are an extension of some controllers. */
const holdersOf: Readonly<Record<Certificate["use"], readonly string[]>> = {
  pair: ["Secret"],
  authorities: ["ConfigMap", "Secret"],
};

/** Whether an object of that kind may hold what is asked for; what kinds of other groups hold, their controllers know. */
export function mayHoldCertificate({ to, use }: Certificate): boolean {
  return to.group !== "" || holdersOf[use].includes(to.kind);
}

/** Whether cert-manager makes the Secrets that the listeners of an annotated object name. */
export function hasIssuer({ annotations }: Manifest): boolean {
  return (
    Object.keys(annotations).some((key) => key.startsWith("cert-manager.io/")) ||
    "kubernetes.io/tls-acme" in annotations
  );
}

type Data = Readonly<Record<string, unknown>>;

interface Content {
  readonly data?: unknown;
  readonly stringData?: unknown;
  readonly binaryData?: unknown;
}

function mapping(value: unknown): Data {
  return typeof value === "object" && value !== null ? (value as Data) : {};
}

const isPem = (text: string): boolean => text.includes("-----BEGIN ");

/** The text of a Secret's entry; undefined where it is not known. */
function decoded(value: unknown): string | undefined {
  if (typeof value !== "string" || isUnknown(value)) return undefined;
  // Only the beginning is looked at.
  return Buffer.from(value.slice(0, 4000), "base64").toString("latin1");
}

function secretProblem(name: string, { data, stringData }: Content): string | undefined {
  const all = { ...mapping(data), ...mapping(stringData) };
  // An empty Secret is one that something else fills.
  if (Object.keys(all).length === 0) return undefined;
  const lacking = ["tls.crt", "tls.key"].find((key) => !Object.hasOwn(all, key));
  if (lacking) return `Secret "${name}" has no "${lacking}"`;
  const encoded = mapping(data);
  for (const key of ["tls.crt", "tls.key"]) {
    const text = Object.hasOwn(mapping(stringData), key) ? undefined : decoded(encoded[key]);
    if (text !== undefined && !isPem(text)) return `"${key}" of Secret "${name}" is not in PEM format`;
  }
  return undefined;
}

/** An empty ConfigMap with marks is one that something else fills. */
function isFilledLater({ data, binaryData }: Content, { labels, annotations }: Manifest): boolean {
  if (Object.keys(mapping(data)).length + Object.keys(mapping(binaryData)).length > 0) return false;
  return data === undefined || Object.keys(labels).length + Object.keys(annotations).length > 0;
}

function configMapProblem(map: Manifest): string | undefined {
  const content = map.object as Content;
  if (isFilledLater(content, map)) return undefined;
  const texts = mapping(content.data);
  if (!Object.hasOwn(texts, "ca.crt")) {
    return Object.hasOwn(mapping(content.binaryData), "ca.crt") ? undefined : `ConfigMap "${map.name}" has no "ca.crt"`;
  }
  const text = texts["ca.crt"];
  if (typeof text !== "string" || isUnknown(text) || isPem(text)) return undefined;
  return `"ca.crt" of ConfigMap "${map.name}" is not in PEM format`;
}

/** What the named object lacks to be used so; never shows its content. */
export function contentProblem(mesh: Mesh, { to, use }: Certificate): string | undefined {
  if (use === "pair" && to.is === "kubernetes/Secret") {
    const secret = mesh.find("kubernetes/Secret", to.namespace, to.name);
    return secret && !hasAlternatives(mesh, secret) ? secretProblem(to.name, secret.object) : undefined;
  }
  if (use !== "authorities" || to.is !== "kubernetes/ConfigMap") return undefined;
  const map = mesh.find("kubernetes/ConfigMap", to.namespace, to.name);
  return map && !hasAlternatives(mesh, map) ? configMapProblem(map) : undefined;
}
