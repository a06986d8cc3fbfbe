/** Documents → the Kubernetes objects in them. What is none (values files, workflows) is silently no resource. */

import type { Path, YamlDocument } from "../yaml/document.ts";
import { isMapping } from "./edit.ts";
import type { KubernetesObject, Resource } from "./environment.ts";
import type { RenderProblem } from "./problem.ts";
import { scrapeConfigOf } from "./scrape-config.ts";

/** The objects of a document, those of a `List` one by one. */
export function resourcesOf(document: YamlDocument): readonly Resource[] {
  const { value } = document;
  if (!isKubernetesObject(value)) return foreign(document);
  if (value.kind.endsWith("List")) return [...expand(document, value, [])];
  return isKustomizeConfig(value) ? none : [{ document, prefix: atRoot, object: value }];
}

const none: readonly never[] = [];

function foreign(document: YamlDocument): readonly Resource[] {
  const scrapeConfig = scrapeConfigOf(document);
  return scrapeConfig ? [scrapeConfig] : none;
}
const atRoot: Path = [];

function* expand(document: YamlDocument, value: unknown, prefix: Path): Generator<Resource> {
  if (!isKubernetesObject(value)) return;
  const items = value.items;
  if (value.kind.endsWith("List") && Array.isArray(items)) {
    for (const [index, item] of (items as unknown[]).entries()) {
      yield* expand(document, item, [...prefix, "items", index]);
    }
  } else if (!isKustomizeConfig(value)) {
    yield { document, prefix, object: value };
  }
}

export function isKubernetesObject(value: unknown): value is KubernetesObject {
  return isMapping(value) && typeof value.apiVersion === "string" && typeof value.kind === "string";
}

/** Kustomize's own files are read by kustomize, not applied. */
function isKustomizeConfig({ apiVersion }: KubernetesObject): boolean {
  return apiVersion.startsWith("kustomize.config.k8s.io/");
}

const apiVersion = /^(?:[a-z0-9-]+(?:\.[a-z0-9-]+)*\/)?v[0-9]+(?:(?:alpha|beta)[0-9]+)?$/;
const kind = /^[A-Z][A-Za-z0-9]+$/;

/** Says of a document that would be a manifest which one of its two names it lacks. */
export function missingNames(document: YamlDocument): readonly RenderProblem[] {
  return isKubernetesObject(document.value) ? none : [...lackedNames(document)];
}

function* lackedNames(document: YamlDocument): Generator<RenderProblem> {
  const { value } = document;
  if (!isMapping(value) || !isMapping(value.metadata) || typeof value.metadata.name !== "string") return;
  const hasBody = ["spec", "data", "stringData", "rules", "subjects"].some((key) => isMapping(value[key]));
  if (!hasBody) return;
  const base = { severity: "error", document, path: ["metadata"], part: "key" } as const;
  if (typeof value.kind === "string" && kind.test(value.kind) && value.apiVersion === undefined) {
    yield { ...base, rule: "gitops/missing-api-version", message: `${value.kind} without "apiVersion"` };
  } else if (value.kind === undefined && typeof value.apiVersion === "string" && apiVersion.test(value.apiVersion)) {
    yield { ...base, rule: "gitops/missing-kind", message: `object of "${value.apiVersion}" without "kind"` };
  }
}

/** Group, kind, namespace and name as written: what two versions of one object share. */
export function identityOf({ object }: Resource): string | undefined {
  const { metadata } = object;
  if (!isMapping(metadata) || typeof metadata.name !== "string") return undefined;
  return `${groupOf(object)}/${object.kind}/${namespaceOf(metadata)}/${metadata.name}`;
}

function groupOf({ apiVersion }: KubernetesObject): string {
  const slash = apiVersion.indexOf("/");
  return slash === -1 ? "" : apiVersion.slice(0, slash);
}

function namespaceOf({ namespace }: Readonly<Record<string, unknown>>): string {
  return typeof namespace === "string" ? namespace : "";
}

/** A value for each identity; maps within maps, because a joined key would have to be built and hashed for each object. */
export interface ByIdentity<T> {
  /** Puts a value in the place of the one before, which it returns. */
  readonly replace: (resource: Resource, value: T) => T | undefined;
}

export function byIdentity<T>(): ByIdentity<T> {
  // By group, and by the apiVersions that name it; then by kind and namespace.
  const groups = new Map<string, Map<string, Map<string, Map<string, T>>>>();
  const byApiVersion: typeof groups = new Map();
  const kindsOf = (object: KubernetesObject) => {
    const known = byApiVersion.get(object.apiVersion);
    if (known) return known;
    const kinds = below(groups, groupOf(object));
    byApiVersion.set(object.apiVersion, kinds);
    return kinds;
  };
  return {
    replace({ object }, value) {
      const { metadata } = object;
      if (!isMapping(metadata) || typeof metadata.name !== "string") return undefined;
      const names = below(below(kindsOf(object), object.kind), namespaceOf(metadata));
      const before = names.get(metadata.name);
      names.set(metadata.name, value);
      return before;
    },
  };
}

function below<V>(map: Map<string, Map<string, V>>, key: string): Map<string, V> {
  let next = map.get(key);
  if (!next) map.set(key, (next = new Map<string, V>()));
  return next;
}
