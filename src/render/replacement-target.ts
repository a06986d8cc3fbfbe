/** Where a replacement writes its text: kubernetes-sigs/kustomize api/filters/replacement/replacement.go, copyValueToTarget. */

import { resolvePlain } from "../yaml/scalar.ts";
import { edit, get, mappingOf, type Editor, type Key, type Mapping } from "./edit.ts";
import type { Overrides, Resource, Written } from "./environment.ts";
import { conditionOf, conditionText, longestPath, stepsOf, textOf } from "./field-path.ts";
import { called, isTransformed, isWhole } from "./replacement-source.ts";
import { isClusterScoped, mayBeFilledIn } from "./target.ts";

/** A text to write into one field; undefined where it is not known. */
export interface Writing {
  readonly text: string | undefined;
  readonly path: string;
  readonly options: Readonly<Mapping>;
  /** Where the kustomization says so. */
  readonly written: Written;
}

export interface WrittenInto {
  readonly resource: Resource;
  /** Why kustomize refuses. */
  readonly fault?: string;
  /** Whether every field that is meant holds what it will hold, or a placeholder that says that nobody knows. */
  readonly isExact: boolean;
}

/** A placeholder like any other: no rule judges it. */
const unknown = "${replacement}";

/** The resource with the text in the field, or in each of those that the path means. */
export function writeInto(given: Resource, writing: Writing): WrittenInto {
  const steps = stepsOf(writing.path);
  const resource = settled(given, steps, writing.written);
  const overridden = intoOverrides(resource, steps, writing);
  if (overridden) return overridden;
  const walk: Walk = { editor: edit(resource), writing, isMade: writing.options.create === true, isExact: true };
  const fields = [...fieldsAt(walk.editor.root, steps, walk)];
  if (fields.length === 0) return { resource, isExact: false, ...missing(resource, steps, walk) };
  for (const { node, key } of fields) {
    const made = valueFor(get(node, key), writing);
    if ("fault" in made) return { resource, isExact: false, fault: made.fault };
    if (made.value === unknown && isIdentity(steps)) walk.isExact = false;
    walk.editor.set(node, key, { value: made.value, written: writing.written });
  }
  return { resource: walk.editor.done(), isExact: walk.isExact };
}

/** A placeholder does no harm but where others look for the object. */
function isIdentity([root, field]: readonly string[]): boolean {
  return root === "metadata" && (field === "name" || field === "namespace");
}

function missing(resource: Resource, steps: readonly string[], { writing, isMade, isExact }: Walk): { fault?: string } {
  if (!isExact || isMade || !isWhole(resource) || isTransformed(steps, resource.overrides)) return {};
  return { fault: `${called(resource.object)} has no field ${JSON.stringify(writing.path)} to replace` };
}

interface Walk {
  readonly editor: Editor;
  readonly writing: Writing;
  readonly isMade: boolean;
  isExact: boolean;
}

interface Field {
  readonly node: object;
  readonly key: Key;
}

function* fieldsAt(node: object, [step = "", ...rest]: readonly string[], walk: Walk): Generator<Field> {
  for (const key of keysFor(node, step, walk)) {
    if (rest.length === 0) {
      if (get(node, key) !== undefined || walk.isMade) yield { node, key };
      continue;
    }
    const [next = ""] = rest;
    if (get(node, key) === undefined && walk.isMade)
      walk.editor.set(node, key, { value: isIndex(next) ? [] : {}, written: walk.writing.written });
    const child = walk.editor.own(node, key);
    if (child) yield* fieldsAt(child, rest, walk);
  }
}

function isIndex(step: string): boolean {
  return /^\d+$/.test(step) || conditionOf(step) !== undefined;
}

/** `*` is every item, `[name=app]` those of which the entry holds the pattern; anything else is a key or an index. */
function keysFor(node: object, step: string, walk: Walk): readonly Key[] {
  if (!Array.isArray(node)) return [step];
  const items = node as readonly unknown[];
  if (step === "*") return [...items.keys()];
  const condition = conditionOf(step);
  if (!condition) {
    const index = /^\d+$/.test(step) ? Number(step) : items.length + 1;
    return index < items.length || (walk.isMade && index === items.length) ? [index] : [];
  }
  const isPlain = /^[\w.-]*$/.test(condition.value);
  if (!isPlain) walk.isExact = false;
  const met = [...items.keys()].filter((index) => {
    const text = conditionText(items[index], condition);
    return text !== undefined && text.length < longestPath && (!isPlain || holds(text, condition.value));
  });
  if (met.length > 0 || !walk.isMade || condition.key === "") return met;
  walk.editor.insert(node, items.length, {
    value: { [condition.key]: condition.value },
    written: walk.writing.written,
  });
  return [items.length - 1];
}

/** What RE2 would find for letters and dots: a part of the text, in which a dot stands for any character. */
function holds(text: string, pattern: string): boolean {
  for (let start = 0; start + pattern.length <= text.length; start++) {
    let at = 0;
    while (at < pattern.length && (pattern[at] === "." || pattern[at] === text[start + at])) at++;
    if (at === pattern.length) return true;
  }
  return false;
}

type Made = { readonly value: unknown } | { readonly fault: string };

/**
 * A scalar keeps its type: "80" goes into a number as a number. What is made anew is read as if it were not quoted,
 * unless it is an annotation: kustomize writes those as texts.
 */
function valueFor(current: unknown, { text, path, options }: Writing): Made {
  const { delimiter, index = 0 } = options;
  if (text === undefined || typeof index !== "number" || current === null) return { value: unknown };
  if (current === undefined) return { value: /^metadata\.annotations\b/.test(path) ? text : plain(text) };
  const before = textOf(current);
  if (typeof delimiter !== "string" || delimiter === "") return typed(current, text);
  if (before === undefined) return { fault: "a delimiter is of no use here: the field holds no text" };
  const parts = before.split(delimiter);
  if (index < 0) parts.unshift(text);
  else if (index >= parts.length) parts.push(text);
  else parts[index] = text;
  return typed(current, parts.join(delimiter));
}

/** As kustomize reads a plain scalar: `yes` and `on` are words to it. */
function plain(text: string): unknown {
  const value = resolvePlain(text);
  return typeof value === "boolean" && text !== "true" && text !== "false" ? text : value;
}

function typed(current: unknown, text: string): Made {
  if (typeof current !== "number" && typeof current !== "boolean") return { value: text };
  const value = plain(text);
  const isSame = Number.isInteger(current) ? Number.isInteger(value) : typeof value === typeof current;
  if (isSame) return { value };
  if (mayBeFilledIn(text)) return { value: unknown };
  return { fault: `${JSON.stringify(text)} is no ${typeof current}, as the field is` };
}

/** Replacements come last: names and namespaces that the kustomization sets are taken as if they were written. */
function settled(resource: Resource, [root, field, key]: readonly string[], written: Written): Resource {
  const { overrides, object } = resource;
  if (!overrides || root !== "metadata" || key !== undefined) return resource;
  const { namespace, namePrefix = "", nameSuffix = "", ...others } = overrides;
  const { name } = mappingOf(object.metadata);
  const isNamed = field === "name" && typeof name === "string" && namePrefix + nameSuffix !== "";
  if (isNamed)
    return named(`${namePrefix}${name}${nameSuffix}`, { ...others, ...(namespace !== undefined && { namespace }) });
  if (field !== "namespace" || namespace === undefined || isClusterScoped(object.kind)) return resource;
  const { namespace: _namespace, ...rest } = overrides;
  return named(namespace, rest);

  function named(value: string, left: Overrides): Resource {
    const editor = edit(resource);
    const metadata = editor.own(editor.root, "metadata");
    if (!metadata) return resource;
    editor.set(metadata, field ?? "", { value, written });
    return { ...editor.done(), overrides: left };
  }
}

/** A label or annotation that the kustomization sets. */
function intoOverrides(resource: Resource, steps: readonly string[], writing: Writing): WrittenInto | undefined {
  const { overrides } = resource;
  const [root, field, key, ...rest] = steps;
  if (root !== "metadata" || (field !== "labels" && field !== "annotations") || key === undefined || rest.length > 0)
    return undefined;
  const current = get(overrides?.[field] ?? {}, key);
  if (current === undefined) return undefined;
  const made = valueFor(current, writing);
  if ("fault" in made) return { resource, isExact: false, fault: made.fault };
  const value = overrides?.labelSelectors ? unknown : String(made.value);
  const changed = { ...overrides, [field]: { ...overrides?.[field], [key]: value } };
  return { resource: { ...resource, overrides: changed }, isExact: value !== unknown };
}
