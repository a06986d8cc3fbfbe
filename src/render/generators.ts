/** What `configMapGenerator` and `secretGenerator` of a kustomization add: objects, and entries of those that are there. */

import type { Path } from "../yaml/document.ts";
import { below, edit, listOf, mappingOf, type Mapping } from "./edit.ts";
import type { Change, KubernetesObject, Resource, Written } from "./environment.ts";
import { resolveIn } from "./files.ts";
import { mappings, type Entry, type Kustomization } from "./kustomization.ts";
import { isCalled } from "./target.ts";

/** Texts of files that hold no YAML, by path. */
export type Texts = ReadonlyMap<string, string>;

/** The resources with what is generated. Content that comes from files other than `envs` is not known. */
export function withGenerated(kustomization: Kustomization, resources: readonly Resource[], texts: Texts): Resource[] {
  const all = [...resources];
  for (const entry of mappings(kustomization, "configMapGenerator", "secretGenerator")) {
    const { name, behavior } = entry.value;
    if (typeof name !== "string") continue;
    const kind = entry.key === "secretGenerator" ? "Secret" : "ConfigMap";
    const data = kind === "ConfigMap" ? dataOf(kustomization, entry, texts) : undefined;
    const isNew = behavior !== "merge" && behavior !== "replace";
    const index = isNew ? -1 : all.findIndex((each) => each.object.kind === kind && isCalled(each, name));
    const known = all[index];
    if (known) all[index] = changedData(known, data, behavior === "replace");
    else if (isNew || !all.some(({ object }) => object.kind === kind))
      all.push(generated(kustomization, entry, { kind, name, data }));
  }
  return all;
}

/** Files whose texts are needed, from the root. */
export function textFiles(kustomizations: Iterable<Kustomization>): string[] {
  return [...kustomizations].flatMap((kustomization) =>
    mappings(kustomization, "configMapGenerator").flatMap(({ value }) =>
      envsOf(value).flatMap((name) => resolveIn(kustomization.folder, name) ?? []),
    ),
  );
}

type Data = ReadonlyMap<string, { readonly value: string; readonly written: Written }>;

/** Entries by key; undefined where they cannot all be told. */
function dataOf(
  { folder, document }: Kustomization,
  { key, index, value }: Entry<Mapping>,
  texts: Texts,
): Data | undefined {
  if (Array.isArray(value.files) && value.files.length > 0) return undefined;
  const at: Written = { document, path: [key, index] };
  const data = new Map<string, { value: string; written: Written }>();
  for (const name of envsOf(value)) {
    const file = resolveIn(folder, name);
    const text = file === undefined ? undefined : texts.get(file);
    if (text === undefined) return undefined;
    for (const line of text.replace(/^\ufeff/, "").split(/\r?\n/)) {
      const [, entry, content] = /^\s*([^#=\s][^=]*)(?:=(.*))?$/.exec(line) ?? [];
      if (entry === undefined) continue;
      // Without a value it is taken from the environment of whoever runs kustomize.
      if (content === undefined) return undefined;
      data.set(entry, { value: content, written: below(at, "envs" in value ? "envs" : "env") });
    }
  }
  for (const [number, literal] of listOf(value.literals).entries()) {
    const [, entry, content] = /^([^=]+)=(.*)$/s.exec(typeof literal === "string" ? literal : "") ?? [];
    if (entry === undefined || content === undefined) return undefined;
    const written = below(below(at, "literals"), number);
    data.set(entry, { value: unquoted(content), written });
  }
  return data;
}

/** Without the quotes around it, however many: a pattern would take time that grows with their square. */
function unquoted(text: string): string {
  let [start, end] = [0, text.length];
  while (start < end && isQuote(text[start])) start++;
  while (end > start && isQuote(text[end - 1])) end--;
  return text.slice(start, end);
}

function isQuote(character: string | undefined): boolean {
  return character === '"' || character === "'";
}

function envsOf({ envs, env }: Readonly<Mapping>): string[] {
  return [envs, env].flat().filter((each): each is string => typeof each === "string");
}

interface Made {
  readonly kind: string;
  readonly name: string;
  readonly data: Data | undefined;
}

/** The entry of the kustomization stands for the object and for its metadata: both hold the name. */
function generated({ document }: Kustomization, { key, index, value }: Entry<Mapping>, made: Made): Resource {
  const { namespace } = value;
  const metadata = { name: made.name, ...(typeof namespace === "string" && { namespace }) };
  const prefix: Path = [key, index];
  const at: Written = { document, path: prefix };
  const entries = new Map([["metadata", at]]);
  const object: KubernetesObject = { apiVersion: "v1", kind: made.kind, metadata };
  const changes = new Map<object, Change>([
    [object, { at, entries }],
    [metadata, { at }],
  ]);
  const resource: Resource = { document, prefix, object, changes };
  return made.data ? changedData(resource, made.data, true) : resource;
}

/** A placeholder like any other: no rule judges it. */
const unknown = "${generated}";

function changedData(resource: Resource, data: Data | undefined, replaces: boolean): Resource {
  const editor = edit(resource);
  const before = mappingOf(resource.object.data);
  const { document, prefix: path } = resource;
  const own = editor.own(editor.root, "data");
  if (!own || (replaces && data)) editor.set(editor.root, "data", { value: {}, written: { document, path } });
  const target = editor.own(editor.root, "data");
  if (!target) return resource;
  if (data) for (const [key, entry] of data) editor.set(target, key, entry);
  else for (const key of Object.keys(before)) editor.set(target, key, { value: unknown, written: { document, path } });
  return editor.done();
}
