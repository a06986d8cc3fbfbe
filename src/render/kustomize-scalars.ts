/** Scalars that kustomize reads otherwise than kubectl does: what it hands on is what the API server gets. */

import type { Path, YamlDocument } from "../yaml/document.ts";
import { locate } from "../yaml/locate.ts";
import { resolvePlain } from "../yaml/scalar.ts";
import { edit, get, isMapping, mappingOf, type Key } from "./edit.ts";
import type { Resource, Written } from "./environment.ts";

/** Booleans to kubectl (YAML 1.1), texts to kustomize (YAML 1.2). */
const word = /^(?:y|Y|yes|Yes|YES|n|N|no|No|NO|on|On|ON|off|Off|OFF)$/;

/** Whether such a word may stand in a text as a value. */
const someWord = /[\s[,]["']?(?:y|yes|n|no|on|off)(?:[\s,\]}#]|$)/i;

/** The resource with words as the texts that kustomize reads. */
export function withWords(resource: Resource): Resource {
  const words = [...wordsIn(resource.document, resource.object, resource.prefix)];
  if (words.length === 0) return resource;
  const editor = edit(resource);
  for (const { path, text } of words) {
    let node: object = editor.root;
    for (const step of path.slice(resource.prefix.length, -1)) node = editor.own(node, step) ?? node;
    editor.set(node, path.at(-1) ?? "", { value: text, written: { document: resource.document, path } });
  }
  return editor.done();
}

/** The same of a strategic merge patch; JSON patches are read as kubectl reads them. */
export function patchWithWords(document: YamlDocument): unknown {
  if (!isMapping(document.value)) return document.value;
  const words = [...wordsIn(document, document.value, [])];
  if (words.length === 0) return document.value;
  const value = structuredClone(document.value);
  for (const { path, text } of words) {
    let node: object = value;
    for (const step of path.slice(0, -1)) node = get(node, step) as object;
    Object.defineProperty(node, path.at(-1) ?? "", {
      value: text,
      writable: true,
      enumerable: true,
      configurable: true,
    });
  }
  return value;
}

function* wordsIn(document: YamlDocument, value: object, prefix: Path): Generator<{ path: Path; text: string }> {
  const { source, span } = document;
  if (!someWord.test(source.text.slice(span.start, span.end))) return;
  for (const path of booleansIn(value, prefix, new Set())) {
    const text = textAt({ document, path });
    if (word.test(text)) yield { path, text };
  }
}

/** An alias is the anchor's own object: it is looked at where it was written. */
function* booleansIn(node: object, path: Path, seen: Set<object>): Generator<Path> {
  if (seen.has(node)) return;
  seen.add(node);
  const entries: Iterable<readonly [Key, unknown]> = Array.isArray(node)
    ? (node as readonly unknown[]).entries()
    : Object.entries(node);
  for (const [key, value] of entries) {
    if (typeof value === "boolean") yield [...path, key];
    else if (typeof value === "object" && value !== null) yield* booleansIn(value, [...path, key], seen);
  }
}

/** Kustomize writes all annotations anew, and quotes what needs it: numbers and booleans become the texts that were meant. */
export function withTextAnnotations(resource: Resource): Resource {
  const { annotations } = mappingOf(resource.object.metadata);
  if (!isMapping(annotations)) return resource;
  const others = Object.entries(annotations).filter(isOther);
  if (others.length === 0) return resource;
  const editor = edit(resource);
  const metadata = editor.own(editor.root, "metadata");
  const target = metadata && editor.own(metadata, "annotations");
  if (!target) return resource;
  for (const [key, value] of others) {
    const written = editor.writtenAt(target, key);
    const text = textAt(written);
    const isText = Object.is(resolvePlain(text), value);
    editor.set(target, key, { value: isText ? text : value === null ? "" : String(value), written });
  }
  return editor.done();
}

function isOther(entry: [string, unknown]): entry is [string, number | boolean | null] {
  return entry[1] === null || typeof entry[1] === "number" || typeof entry[1] === "boolean";
}

function textAt({ document, path }: Written): string {
  const { start, end } = locate(document, path);
  return document.source.text.slice(start, end);
}
