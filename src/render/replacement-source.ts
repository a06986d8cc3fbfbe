/** What a replacement copies: kubernetes-sigs/kustomize api/filters/replacement/replacement.go, getReplacement. */

import { get, isMapping, mappingOf, type Mapping } from "./edit.ts";
import type { KubernetesObject, Overrides, Resource } from "./environment.ts";
import type { Path } from "../yaml/document.ts";
import { longestPath, sourceKey, stepsOf, textOf } from "./field-path.ts";
import { isMeantBy, mayBeFilledIn } from "./target.ts";

/** The text to copy, why kustomize refuses, or neither where that cannot be told. */
export interface Copied {
  readonly text?: string;
  readonly fault?: Fault;
}

export interface Fault {
  readonly message: string;
  /** Below the replacement. */
  readonly path: Path;
}

const unclear: Copied = {};

export function copied(source: unknown, resources: readonly Resource[]): Copied {
  if (!isMapping(source) || Object.values(source).some((value) => typeof value === "string" && mayBeFilledIn(value)))
    return unclear;
  const [found, ...others] = resources.filter((resource) => isMeantBy(source, resource));
  const refuse = (message: string, ...path: Path): Copied => ({ fault: { message, path: ["source", ...path] } });
  if (!found) return refuse(`no ${wordsOf(source)} to copy from in this kustomization`);
  if (others.length > 0) return refuse(`${others.length + 1} objects are meant by this source, not one`);

  const { fieldPath = "metadata.name" } = source;
  if (typeof fieldPath !== "string" || fieldPath.length > longestPath) return unclear;
  const value = lookup(found, stepsOf(fieldPath));
  if (value === undefined && isWhole(found))
    return refuse(
      `${called(found.object)} has no field ${JSON.stringify(fieldPath)}`,
      ...("fieldPath" in source ? ["fieldPath"] : []),
    );
  const text = textOf(value);
  return text === undefined ? unclear : refined(text, mappingOf(source.options));
}

/** One part of the text, if a delimiter is given. */
function refined(text: string, { delimiter, index = 0 }: Readonly<Mapping>): Copied {
  if (typeof delimiter !== "string" || delimiter === "") return { text };
  if (typeof index !== "number" || mayBeFilledIn(text)) return unclear;
  const part = text.split(delimiter)[index];
  if (part !== undefined) return { text: part };
  const message = `${JSON.stringify(text)} has no part ${index} between ${JSON.stringify(delimiter)}`;
  return { fault: { message, path: ["source", "options", "index"] } };
}

/** Kustomize has changed the metadata before it copies; here that stands in `overrides`. */
function lookup({ object, overrides }: Resource, steps: readonly string[]): unknown {
  const [root, field, key, ...rest] = steps;
  if (root === "metadata" && field !== undefined && rest.length === 0) {
    const metadata = mappingOf(object.metadata);
    if (key === undefined && field === "namespace") return overrides?.namespace ?? metadata.namespace;
    if (key === undefined && field === "name" && typeof metadata.name === "string")
      return `${overrides?.namePrefix ?? ""}${metadata.name}${overrides?.nameSuffix ?? ""}`;
    if (key !== undefined && (field === "labels" || field === "annotations"))
      return get(overrides?.[field] ?? {}, key) ?? get(mappingOf(metadata[field]), key);
  }
  let node: unknown = object;
  for (const step of steps) {
    const at = typeof node === "object" && node !== null ? sourceKey(node, step) : undefined;
    node = at === undefined ? undefined : (get(node as object, at) ?? undefined);
  }
  return isTransformed(steps, overrides) ? unknown : node;
}

/** No text, and not missing either. */
const unknown: unique symbol = Symbol("unknown");

/** What `images`, `replicas` and `labels` change within an object is not computed. */
export function isTransformed(steps: readonly string[], overrides: Overrides | undefined): boolean {
  if (["image", "replicas"].includes(steps.at(-1) ?? "")) return true;
  return overrides?.labelSelectors === true && steps.some((step) => /labels$|^selector$/i.test(step));
}

/** Whether it holds all that it will hold: what is generated from files is not known. */
export function isWhole({ prefix, object }: Resource): boolean {
  return "data" in object || (prefix[0] !== "configMapGenerator" && prefix[0] !== "secretGenerator");
}

function wordsOf({ kind, name }: Readonly<Mapping>): string {
  const noun = typeof kind === "string" && kind !== "" ? kind : "object";
  return typeof name === "string" && name !== "" ? `${noun} ${JSON.stringify(name)}` : noun;
}

export function called({ kind, metadata }: KubernetesObject): string {
  return wordsOf({ kind, name: mappingOf(metadata).name });
}
