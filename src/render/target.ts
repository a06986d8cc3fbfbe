/** Which resources a patch means: by group, kind and name, or by patterns and labels. */

import { isMapping, mappingOf, type Mapping } from "./edit.ts";
import type { Path } from "../yaml/document.ts";
import type { KubernetesObject, Resource } from "./environment.ts";

/** Whether a whole text meets an anchored pattern of a manifest. */
export type Pattern = (pattern: string, text: string) => boolean;

/** Names, groups with dots in them, and how names begin: nearly all that is written. */
const simple = /^([\w.-]*?)(\.\*)?$/;

/** Texts that no name of Kubernetes is: a dot does not stand for the end of a line, and for both halves of a pair. */
const odd = /[\n\ud800-\udfff]/;

/** What RE2 answers for a simple pattern and a text that differs from it; undefined for any other pattern. */
function simpleMatch(pattern: string): ((text: string) => boolean) | undefined {
  const [, head, open] = simple.exec(pattern) ?? [];
  if (head === undefined) return undefined;
  if (open === undefined && !head.includes(".")) return () => false;
  return (text) => {
    const characters = odd.test(text) ? Array.from(text) : text;
    if (open === undefined ? characters.length !== head.length : characters.length < head.length) return false;
    for (let at = 0; at < head.length; at++) if (head[at] !== "." && head[at] !== characters[at]) return false;
    return !text.includes("\n");
  };
}

/**
 * Patterns of targets are RE2, as in kustomize. The engine is loaded if some pattern is not simple; a pattern that it
 * refuses matches nothing.
 */
export async function patternsFor(patterns: readonly string[]): Promise<Pattern> {
  const compiled = new Map<string, (text: string) => boolean>();
  for (const pattern of patterns) {
    const simply = simpleMatch(pattern);
    if (simply) compiled.set(pattern, simply);
  }
  const hard = patterns.filter((pattern) => !compiled.has(pattern));
  if (hard.length > 0) await compileHard(hard, compiled);
  return (pattern, text) => pattern === text || (compiled.get(pattern)?.(text) ?? false);
}

async function compileHard(patterns: readonly string[], compiled: Map<string, (text: string) => boolean>) {
  const { RE2JS } = await import("re2js");
  for (const pattern of patterns) {
    try {
      const engine = RE2JS.compile(pattern);
      compiled.set(pattern, (text) => engine.matches(text));
    } catch {
      compiled.set(pattern, () => false);
    }
  }
}

interface Names {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  /** As written, as patched, and as it is called now. */
  readonly names: readonly string[];
  readonly namespaces: readonly string[];
}

function namesOf(resource: Resource): Names {
  const { object, overrides } = resource;
  const metadata = mappingOf(object.metadata);
  const name = text(metadata.name);
  const now = `${overrides?.namePrefix ?? ""}${name}${overrides?.nameSuffix ?? ""}`;
  const namespaces = [text(metadata.namespace), ...(overrides?.namespace === undefined ? [] : [overrides.namespace])];
  const names = [name, now, ...(resource.changes ? writtenNames(resource) : [])];
  const { apiVersion, kind } = object;
  return { group: groupOf(apiVersion), version: versionOf(apiVersion), kind, names, namespaces };
}

/** `namespace:` renames a Namespace, which patches may still call by its first name. */
function writtenNames({ document, prefix }: Resource): string[] {
  let node = document.value;
  for (const key of [...prefix, "metadata"]) {
    if (typeof node !== "object" || node === null || !Object.hasOwn(node, key)) return [];
    node = (node as Readonly<Mapping>)[key];
  }
  return isMapping(node) && typeof node.name === "string" ? [node.name] : [];
}

function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf("/");
  return slash === -1 ? "" : apiVersion.slice(0, slash);
}

/** Whether a name holds what a template is told by: who fills it in knows what will stand there. */
export function mayBeFilledIn(name: string): boolean {
  return /[${}]/.test(name);
}

/** Whether it goes by a name, as written, as patched, or now. */
export function isCalled(resource: Resource, name: string): boolean {
  return namesOf(resource).names.includes(name);
}

/** Whether a strategic merge patch names this resource. */
export function isNamedBy(patch: KubernetesObject, resource: Resource): boolean {
  const { group, kind, names } = namesOf(resource);
  if (kind !== patch.kind || group !== groupOf(patch.apiVersion)) return false;
  return isMapping(patch.metadata) && names.includes(text(patch.metadata.name));
}

/** Built-in kinds of the whole cluster, for which a namespace says nothing. Other kinds always count as namespaced. */
const clusterScoped =
  /^(?:Cluster|Namespace$|Node$|PersistentVolume$|CustomResourceDefinition$|StorageClass$|PriorityClass$|IngressClass$|RuntimeClass$|CSI|VolumeAttachment$|APIService$|FlowSchema$|.*WebhookConfiguration$|.*AdmissionPolicy|PriorityLevel|PodSecurityPolicy$|CertificateSigningRequest$)/;

export function isClusterScoped(kind: string): boolean {
  return clusterScoped.test(kind);
}

/**
 * Why kustomize does not take the patch to be for this resource, though it names it: version and namespace have to be
 * the same (kubernetes-sigs/kustomize kyaml/resid/resid.go, Equals). Undefined where that is not certain.
 */
export function mismatch(patch: KubernetesObject, resource: Resource): { reason: string; path: Path } | undefined {
  const { object, overrides } = resource;
  const [written, wanted] = [versionOf(object.apiVersion), versionOf(patch.apiVersion)];
  if (written !== wanted) {
    return { reason: `has version "${written}", not "${wanted}"`, path: ["apiVersion"] };
  }
  // A namespace that a base sets counts as well as the one before.
  if (overrides?.namespace !== undefined || isClusterScoped(patch.kind)) return undefined;
  const [own, named] = [object, patch].map(({ metadata }) => namespaceOf(metadata));
  if (own === undefined || named === undefined || own === named) return undefined;
  const said =
    text(mappingOf(patch.metadata).namespace) === "" ? "and this patch names none" : `not ${JSON.stringify(named)}`;
  return {
    reason: `is in namespace ${JSON.stringify(own)}, ${said}`,
    path: ["metadata", said.startsWith("not") ? "namespace" : "name"],
  };
}

function namespaceOf(metadata: unknown): string | undefined {
  const { namespace = "default" } = mappingOf(metadata);
  return typeof namespace !== "string" || mayBeFilledIn(namespace) ? undefined : namespace || "default";
}

function versionOf(apiVersion: string): string {
  return apiVersion.slice(apiVersion.indexOf("/") + 1);
}

/** Whether a `target` selects this resource; absent fields select all. */
export function isSelected(target: Readonly<Mapping>, resource: Resource, matches: Pattern): boolean {
  return isNamedSo(target, resource, matches) && hasMarks(target, resource);
}

/** The same where fields are no patterns: `source`, `select` and `reject` of replacements. */
export function isMeantBy(selector: Readonly<Mapping>, resource: Resource): boolean {
  return (
    isNamedSo(selector, resource, (wanted, value) => wanted === "" || wanted === value) && hasMarks(selector, resource)
  );
}

function isNamedSo(target: Readonly<Mapping>, resource: Resource, matches: Pattern): boolean {
  // Most of what is asked for is of another kind.
  if (target.kind !== undefined && !matches(text(target.kind), resource.object.kind)) return false;
  const { group, version, names, namespaces } = namesOf(resource);
  const meets = (field: string, values: readonly string[]) =>
    target[field] === undefined || values.some((value) => matches(text(target[field]), value));
  return (
    meets("group", [group]) &&
    meets("version", [version]) &&
    meets("name", names) &&
    meets("namespace", [...namespaces, ...(namespaces[0] === "" ? ["default"] : [])])
  );
}

function hasMarks({ labelSelector, annotationSelector }: Readonly<Mapping>, resource: Resource): boolean {
  return meetsSelector(labelSelector, resource, "labels") && meetsSelector(annotationSelector, resource, "annotations");
}

export function patternsOf(target: Readonly<Mapping>): string[] {
  return ["group", "version", "kind", "name", "namespace"].map((field) => text(target[field]));
}

/** Splitting is quadratic for hostile input. */
const longestSelector = 2_000;

function meetsSelector(selector: unknown, { object, overrides }: Resource, field: "labels" | "annotations"): boolean {
  if (typeof selector !== "string") return true;
  if (selector.length > longestSelector) return false;
  const metadata = mappingOf(object.metadata);
  const written = mappingOf(metadata[field]);
  const held = { ...written, ...overrides?.[field] };
  return requirements(selector).every((requirement) => meetsRequirement(requirement, held));
}

/** Splits at the commas that stand outside of parentheses. */
function requirements(selector: string): string[] {
  return selector.split(/,(?![^(]*\))/).map((each) => each.trim());
}

function meetsRequirement(requirement: string, held: Readonly<Mapping>): boolean {
  const set = /^(\S+)\s+(in|notin)\s+\(([^)]*)\)$/.exec(requirement);
  if (set) {
    const [, key = "", operator, list = ""] = set;
    const isListed = Object.hasOwn(held, key) && list.split(",").some((each) => each.trim() === text(held[key]));
    return isListed === (operator === "in");
  }
  const [key = "", value] = requirement.split(/\s*(?:==|!=|=)\s*/);
  if (value !== undefined)
    return (Object.hasOwn(held, key) && text(held[key]) === value) !== requirement.includes("!=");
  return requirement.startsWith("!") ? !Object.hasOwn(held, key.slice(1)) : Object.hasOwn(held, key);
}

function text(value: unknown): string {
  return typeof value === "string" ? value : typeof value === "number" ? String(value) : "";
}
