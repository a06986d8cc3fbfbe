/** A kustomization file: what it says and which files it names. */

import { posix } from "node:path";
import type { YamlDocument } from "../yaml/document.ts";
import { isMapping, listOf, type Mapping } from "./edit.ts";
import { pathIn, resolveIn, type FileTree, type ParsedFile } from "./files.ts";

export interface Kustomization {
  readonly file: string;
  readonly folder: string;
  readonly document: YamlDocument;
  readonly spec: Readonly<Mapping>;
  /** A Component changes what others gathered; alone it is nothing. */
  readonly isComponent: boolean;
}

/** In the order in which kustomize looks for them. */
export const kustomizationNames = ["kustomization.yaml", "kustomization.yml", "Kustomization"] as const;

export function kustomizationOf({ path, documents }: ParsedFile): Kustomization | undefined {
  if (!/(?:^|\/)(?:kustomization\.ya?ml|Kustomization)$/.test(path)) return undefined;
  const document = documents.find(({ value }) => isMapping(value));
  if (!document || !isMapping(document.value)) return undefined;
  const { apiVersion, kind } = document.value;
  // Flux has a kind of the same name, which is an object like any other.
  const isOwn = typeof apiVersion === "string" && apiVersion.startsWith("kustomize.config.k8s.io/");
  if (apiVersion !== undefined && !isOwn) return undefined;
  if (!isOwn && kind !== undefined && kind !== "Kustomization" && kind !== "Component") return undefined;
  const isComponent = kind === "Component";
  return { file: path, folder: posix.dirname(path), document, spec: document.value, isComponent };
}

/** The kustomization of a folder, if there is one. */
export function kustomizationIn(folder: string, { files }: FileTree): Kustomization | undefined {
  for (const name of kustomizationNames) {
    const file = files.get(pathIn(folder, name));
    const found = file && kustomizationOf(file);
    if (found) return found;
  }
  return undefined;
}

/** One entry of a list in a kustomization. */
export interface Entry<T> {
  readonly key: string;
  readonly index: number;
  readonly value: T;
}

export function strings({ spec }: Kustomization, ...keys: readonly string[]): Entry<string>[] {
  return entries({ spec }, keys).filter((entry): entry is Entry<string> => typeof entry.value === "string");
}

export function mappings({ spec }: Kustomization, ...keys: readonly string[]): Entry<Mapping>[] {
  return entries({ spec }, keys).filter((entry): entry is Entry<Mapping> => isMapping(entry.value));
}

function entries({ spec }: Pick<Kustomization, "spec">, keys: readonly string[]): Entry<unknown>[] {
  return keys.flatMap((key) => {
    return listOf(spec[key]).map((value, index) => ({ key, index, value }));
  });
}

const remote = /^(?:[a-z+]+:\/\/|git@|git::|oci:|github\.com\/|gitlab\.com\/|bitbucket\.org\/)|\?(?:ref|version)=/i;

/** Whether kustomize would fetch it from elsewhere. */
export function isRemote(reference: string): boolean {
  return remote.test(reference);
}

/** Files and folders whose objects are gathered. */
export function gathered(kustomization: Kustomization): Entry<string>[] {
  return strings(kustomization, "resources", "bases", "components");
}

/** Patches that name what they change; `patches` held them as texts before it held targets, and kustomize reads both. */
export function strategicMerges(kustomization: Kustomization): Entry<string>[] {
  return strings(kustomization, "patchesStrategicMerge", "patches");
}

/** Files that hold patches and replacements, from the root. */
export function patchFiles(kustomization: Kustomization): string[] {
  const listed = strategicMerges(kustomization).map(({ value }) => value);
  const named = mappings(kustomization, "patches", "patchesJson6902", "replacements").map(({ value }) => value.path);
  return local(kustomization, [...listed.filter((text) => !isInline(text)), ...named]);
}

/** A patch that stands in the kustomization itself. */
export function isInline(text: string): boolean {
  return text.includes("\n") || /^[{[]|:\s/.test(text);
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

/** Files that are input to kustomize in another way: they are no objects either. */
export function helperFiles(kustomization: Kustomization): string[] {
  const { spec } = kustomization;
  const lists = strings(kustomization, "crds", "configurations", "transformers", "generators", "validators");
  const generators = mappings(kustomization, "configMapGenerator", "secretGenerator").flatMap(({ value }) =>
    [value.files, value.envs, value.env]
      .flat()
      .filter(isText)
      .map((each) => each.replace(/^[^=]*=/, "")),
  );
  const charts = mappings(kustomization, "helmCharts").flatMap(({ value }) =>
    [value.valuesFile, value.additionalValuesFiles].flat(),
  );
  const openapi = isMapping(spec.openapi) ? [spec.openapi.path] : [];
  return local(kustomization, [...lists.map(({ value }) => value), ...generators, ...charts, ...openapi]);
}

function local({ folder }: Kustomization, references: readonly unknown[]): string[] {
  return references.flatMap((reference) => {
    const path = typeof reference === "string" && !isRemote(reference) ? resolveIn(folder, reference) : undefined;
    return path === undefined ? [] : [path];
  });
}
