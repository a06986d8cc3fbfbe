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
  const slash = object.apiVersion.indexOf("/");
  const group = slash === -1 ? "" : object.apiVersion.slice(0, slash);
  const namespace = typeof metadata.namespace === "string" ? metadata.namespace : "";
  return `${group}/${object.kind}/${namespace}/${metadata.name}`;
}
