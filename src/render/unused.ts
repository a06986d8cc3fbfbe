/** Files that were meant for a kustomization and are used by none, so that nobody deploys them. */

import { folderOf, type FileTree, type ParsedFile } from "./files.ts";
import { isNamedPatch } from "./patch-name.ts";
import type { Kustomizations } from "./reach.ts";
import { isKubernetesObject } from "./resources.ts";

interface Known {
  readonly tree: FileTree;
  readonly kustomizations: Kustomizations;
  /** Files and folders that kustomizations name or are. */
  readonly claimed: ReadonlySet<string>;
}

/**
 * They stand beside a kustomization, or below one: in a folder of which it uses other files, or with the name of a patch.
 * Whatever else lies below a kustomization (samples, tests) is applied in its own way.
 */
export function unusedFiles(plain: readonly ParsedFile[], { tree, kustomizations, claimed }: Known): Set<string> {
  const used = new Set([...claimed].filter((path) => tree.files.has(path)).map(folderOf));
  const standsBelow = belowAny(kustomizations);
  function isUnused({ path, documents }: ParsedFile): boolean {
    const folder = folderOf(path);
    if (!standsBelow(folder) || !documents.some(({ value }) => isKubernetesObject(value))) return false;
    return kustomizations.has(folder) || used.has(folder) || isNamedPatch(path);
  }
  return new Set(plain.filter(isUnused).map(({ path }) => path));
}

/** Whether a folder holds one of the kustomizations, or lies below one. */
export function belowAny(kustomizations: Kustomizations): (folder: string) => boolean {
  const answers = new Map<string, boolean>();
  return function standsBelow(folder: string): boolean {
    const known = answers.get(folder);
    if (known !== undefined) return known;
    const answer = kustomizations.has(folder) || (folderOf(folder) !== folder && standsBelow(folderOf(folder)));
    answers.set(folder, answer);
    return answer;
  };
}
