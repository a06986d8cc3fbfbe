/** One Kubernetes object as rules see it: plain data that knows nothing of files. */

import type { Completeness, Overrides, Resource } from "../render/environment.ts";
import { groupOf, kindName } from "./kinds/family.ts";
import type { Kinds } from "./kinds/kinds.ts";

export type { Completeness };
export type KindName = keyof Kinds;

export interface Metadata {
  readonly name?: string;
  readonly generateName?: string;
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly [key: string]: unknown;
}

type SpecOf<K extends KindName> = Kinds[K] extends { readonly spec?: infer S } ? NonNullable<S> : object;

export interface Manifest<K extends KindName = KindName> {
  /** Kind with its family, whatever the version: `istio/VirtualService`. */
  readonly is: K;
  readonly apiVersion: string;
  readonly group: string;
  readonly kind: string;
  /** In effect in this environment (after prefixes and suffixes of a kustomization). */
  readonly name: string;
  /** In effect in this environment; "" for cluster-scoped kinds. */
  readonly namespace: string;
  /** In effect in this environment. */
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  /** As written: the owner to point at. */
  readonly metadata: Metadata;
  /** As written, with the defaults of its schema; an empty object where it is absent. */
  readonly spec: SpecOf<K>;
  /** The whole object as written. */
  readonly object: Kinds[K] & { readonly apiVersion: string; readonly kind: string; readonly metadata?: Metadata };
  readonly overrides?: Overrides;
}

const none: Readonly<Record<string, never>> = Object.freeze({});

const clusterScoped = new Set([
  "kubernetes/Namespace",
  "kubernetes/CustomResourceDefinition",
  "kubernetes/MutatingWebhookConfiguration",
  "kubernetes/ValidatingWebhookConfiguration",
  "kubernetes/ClusterRole",
  "kubernetes/ClusterRoleBinding",
  "kubernetes/PersistentVolume",
  "kubernetes/Node",
  "gateway-api/GatewayClass",
  "gateway-api/XMesh",
]);

export function isClusterScoped(kind: string): boolean {
  return clusterScoped.has(kind);
}

function record(value: unknown): Readonly<Record<string, string>> {
  return typeof value === "object" && value !== null ? (value as Record<string, string>) : none;
}

/** The entries that are texts: in a file that is wrong a label may be anything. */
export function textsOf(value: unknown): Readonly<Record<string, string>> {
  const entries = record(value);
  for (const key in entries) if (typeof entries[key] !== "string") return onlyTexts(entries);
  return entries;
}

function onlyTexts(entries: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(entries).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
}

/** A name may be anything where a file is wrong. */
function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** The manifest that a resource is in its environment; `defaultNamespace` fills in where none is written. */
export function manifestOf({ object, overrides }: Resource, defaultNamespace = "default"): Manifest {
  const { apiVersion, kind } = object;
  const is = kindName(apiVersion, kind);
  const metadata = record(object.metadata) as Metadata;
  const written = text(metadata.name) ?? text(metadata.generateName) ?? "";
  const name = overrides ? `${overrides.namePrefix ?? ""}${written}${overrides.nameSuffix ?? ""}` : written;
  const labels = textsOf(metadata.labels);
  const annotations = textsOf(metadata.annotations);
  const manifest = {
    is,
    apiVersion,
    group: groupOf(apiVersion),
    kind,
    name,
    namespace: isClusterScoped(is) ? "" : (overrides?.namespace ?? text(metadata.namespace) ?? defaultNamespace),
    labels: overrides?.labels ? { ...labels, ...overrides.labels } : labels,
    annotations: overrides?.annotations ? { ...annotations, ...overrides.annotations } : annotations,
    metadata,
    spec: record(object.spec),
    object,
  };
  // The one place where YAML becomes a manifest: the schema has vouched for the shape.
  return (overrides ? { ...manifest, overrides } : manifest) as unknown as Manifest;
}
