/** Fields that a kustomization's replacements fill in: what they hold in the end is not computed, so it is unknown. */

import { edit, get, isMapping, type Editor, type Key, type Mapping } from "./edit.ts";
import type { Resource, Written } from "./environment.ts";
import { resolveIn, type FileTree } from "./files.ts";
import { mappings, type Kustomization } from "./kustomization.ts";
import { isSelected, patternsOf, type Pattern } from "./target.ts";

/** One field of some objects. */
interface Field {
  readonly select: Readonly<Mapping>;
  readonly path: readonly string[];
  readonly isMade: boolean;
  readonly written: Written;
}

/** A placeholder like any other: no rule judges it. */
const unknown = "${replacement}";

/** Resources in which every field that is replaced holds a placeholder. */
export function blankReplaced(
  resources: readonly Resource[],
  { fields, matches }: { readonly fields: readonly Field[]; readonly matches: Pattern },
): readonly Resource[] {
  if (fields.length === 0) return resources;
  return resources.map((resource) => {
    const own = fields.filter(({ select }) => isSelected(select, resource, matches));
    if (own.length === 0) return resource;
    const editor = edit(resource);
    for (const field of own) blank(editor.root, field.path, { field, editor });
    return editor.done();
  });
}

function blank(node: object, path: readonly string[], at: { readonly field: Field; readonly editor: Editor }): void {
  const [step, ...rest] = path;
  if (step === undefined) return;
  const { editor, field } = at;
  for (const key of keysFor(node, step)) {
    if (rest.length > 0) {
      const child = editor.own(node, key);
      if (child) blank(child, rest, at);
    } else if (get(node, key) !== undefined || field.isMade) {
      editor.set(node, key, { value: unknown, written: field.written });
    }
  }
}

/** `*` is every item, `[name=app]` those with that entry; anything else is a key or an index. */
function keysFor(node: object, step: string): readonly Key[] {
  if (!Array.isArray(node)) return [step];
  const items = node as readonly unknown[];
  if (step === "*") return [...items.keys()];
  const condition = /^\[([^=\]]*)=([^\]]*)\]$/.exec(step);
  if (!condition) return /^\d+$/.test(step) ? [Number(step)] : [];
  const [, key = "", value = ""] = condition;
  return [...items.keys()].filter((index) => {
    const item = items[index];
    return isMapping(item) && item[key] === value;
  });
}

export function replacedFields(kustomization: Kustomization, { files }: FileTree): Field[] {
  return mappings(kustomization, "replacements").flatMap(({ key, index, value }) => {
    const written = { document: kustomization.document, path: [key, index] };
    const file = typeof value.path === "string" ? resolveIn(kustomization.folder, value.path) : undefined;
    const listed = file === undefined ? [value] : (files.get(file)?.documents ?? []).flatMap((each) => each.value);
    return listed.filter((each) => isMapping(each)).flatMap((each) => fieldsOf(each, written));
  });
}

function fieldsOf({ targets }: Readonly<Mapping>, written: Written): Field[] {
  return (Array.isArray(targets) ? (targets as unknown[]) : []).flatMap((target) => {
    if (!isMapping(target) || !isMapping(target.select)) return [];
    const { select, fieldPaths, options } = target;
    const paths = Array.isArray(fieldPaths) ? (fieldPaths as unknown[]) : ["metadata.name"];
    const isMade = isMapping(options) && options.create === true;
    return paths
      .filter((path): path is string => typeof path === "string" && path.length < longestPath)
      .map((path) => ({ select, path: stepsOf(path), isMade, written }));
  });
}

/** Taking hostile text apart is quadratic. */
const longestPath = 1_000;

/** Steps between dots; brackets and a backslash keep a dot. Brackets around a plain key are no part of it. */
function stepsOf(path: string): string[] {
  const steps = path.match(/(?:\\.|\[[^\]]*\]|[^.\\])+/g) ?? [];
  return steps.map((step) => step.replaceAll("\\.", ".").replace(/^\[([^=\]]*)\]$/, "$1"));
}

export function replacementPatterns(kustomization: Kustomization, tree: FileTree): string[] {
  return replacedFields(kustomization, tree).flatMap(({ select }) => patternsOf(select));
}
