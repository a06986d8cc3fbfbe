/** The files of a run as a tree: what lies where, and which of them are kustomizations. */

import { posix } from "node:path";
import type { YamlDocument } from "../yaml/document.ts";

/** One file with the documents that were read from it. */
export interface ParsedFile {
  /** As `Source.path`. */
  readonly path: string;
  readonly documents: readonly YamlDocument[];
  /** Why it, or a document of it, was left out: it is a template, too large, no text. */
  readonly unread?: string | undefined;
}

export interface FileTree {
  readonly files: Map<string, ParsedFile>;
  /** Every folder that holds a file at some depth; the root is ".". */
  readonly folders: Set<string>;
}

export function treeOf(files: Iterable<ParsedFile>): FileTree {
  const tree: FileTree = { files: new Map(), folders: new Set(["."]) };
  for (const file of files) addFile(tree, file);
  return tree;
}

export function addFile({ files, folders }: FileTree, file: ParsedFile): void {
  if (!files.has(file.path)) files.set(file.path, file);
  for (let folder = folderOf(file.path); !folders.has(folder); folder = folderOf(folder)) folders.add(folder);
}

/** `posix.dirname` for paths that are clean already; it is asked for every file. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf("/");
  return slash === -1 ? "." : path.slice(0, slash) || "/";
}

/** `posix.join` for a clean folder and a name in it. */
export function pathIn(folder: string, name: string): string {
  if (folder === ".") return name;
  return folder === "/" ? `/${name}` : `${folder}/${name}`;
}

/** Nothing that joining would change: `deployment.yaml`, `overlays/prod`. */
const cleanReference = /^(?:\w[\w.-]*\/)*\w[\w.-]*$/;

/** A path that stands in a file of `folder`, from the root; undefined where it leads out of it. */
export function resolveIn(folder: string, reference: string): string | undefined {
  if (cleanReference.test(reference)) return pathIn(folder, reference);
  if (posix.isAbsolute(reference)) return undefined;
  const path = posix.join(folder, reference).replace(/\/$/, "");
  return path === ".." || path.startsWith("../") ? undefined : path;
}

/** What stands at a folder or below it, in the order in which it was given. */
export type Below<T> = (folder: string) => readonly T[];

/** Sorts once, so that each of many roots finds its part without a look at all paths. */
export function belowOf<T>(entries: ReadonlyMap<string, T>): Below<T> {
  const order = [...entries.keys()];
  const number = new Map(order.map((path, index) => [path, index]));
  const sorted = [...order].sort();
  return (folder) => {
    if (folder === ".") return [...entries.values()];
    const found = entries.has(folder) ? [folder] : [];
    const prefix = `${folder}/`;
    for (let at = firstFrom(sorted, prefix); sorted[at]?.startsWith(prefix); at++) found.push(sorted[at] ?? "");
    found.sort((one, other) => (number.get(one) ?? 0) - (number.get(other) ?? 0));
    return found.flatMap((path) => entries.get(path) ?? []);
  };
}

/** Index of the first text that does not come before another. */
function firstFrom(sorted: readonly string[], text: string): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? "") < text) low = middle + 1;
    else high = middle;
  }
  return low;
}
