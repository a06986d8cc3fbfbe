/** Follows kustomizations to everything that they name, and reads what was not asked for but is needed. */

import { addFile, pathIn, resolveIn, type FileTree, type ParsedFile } from "./files.ts";
import {
  gathered,
  helperFiles,
  isRemote,
  kustomizationIn,
  kustomizationNames,
  kustomizationOf,
  patchFiles,
  type Kustomization,
} from "./kustomization.ts";

/** By folder. */
export type Kustomizations = ReadonlyMap<string, Kustomization>;

export type Load = (paths: readonly string[]) => Promise<readonly ParsedFile[]>;

/** All kustomizations of the tree, and those that they lead to; adds what had to be read to the tree. */
export async function reach(tree: FileTree, load: Load = () => Promise.resolve([])): Promise<Kustomizations> {
  const reached = new Map<string, Kustomization>();
  const asked = new Set<string>();
  let fresh = [...tree.files.values()].flatMap((file) => kustomizationOf(file) ?? []);
  while (fresh.length > 0) {
    for (const each of fresh) if (!reached.has(each.folder)) reached.set(each.folder, each);
    const wanted = new Set(fresh.flatMap((each) => missingFrom(tree, each)).filter((path) => !asked.has(path)));
    for (const path of wanted) asked.add(path);
    const loaded = wanted.size > 0 ? await load([...wanted]) : [];
    for (const file of loaded) addFile(tree, file);
    fresh = loaded.flatMap((file) => kustomizationOf(file) ?? []).filter(({ folder }) => !reached.has(folder));
  }
  return reached;
}

function missingFrom(tree: FileTree, kustomization: Kustomization): string[] {
  const { files } = tree;
  const named = gathered(kustomization).flatMap(({ value }) => {
    const path = isRemote(value) ? undefined : resolveIn(kustomization.folder, value);
    if (path === undefined || files.has(path) || kustomizationIn(path, tree)) return [];
    const inFolder = kustomizationNames.map((name) => pathIn(path, name));
    return path === "." ? inFolder : [path, ...inFolder];
  });
  // A patch may have been read and found to hold nothing that looks like a manifest.
  const patches = patchFiles(kustomization).filter((path) => !files.get(path)?.documents.length);
  return [...named, ...patches];
}

/** Kustomizations that no other one builds on; of those that build on each other in a circle, the first. */
export function rootsAmong(kustomizations: Kustomizations): Kustomization[] {
  const used = new Set([...kustomizations.values()].flatMap((each) => basesOf(each, kustomizations)));
  const roots = [...kustomizations.values()].filter((each) => !used.has(each));
  const reached = new Set<Kustomization>();
  for (const root of roots) markFrom(root, { kustomizations, reached });
  for (const each of kustomizations.values()) {
    if (reached.has(each)) continue;
    roots.push(each);
    markFrom(each, { kustomizations, reached });
  }
  return roots;
}

function markFrom(
  root: Kustomization,
  { kustomizations, reached }: { readonly kustomizations: Kustomizations; readonly reached: Set<Kustomization> },
): void {
  const queue = [root];
  for (let next = queue.pop(); next; next = queue.pop()) {
    if (reached.has(next)) continue;
    reached.add(next);
    queue.push(...basesOf(next, kustomizations));
  }
}

/** The kustomizations that one builds on. */
function basesOf(kustomization: Kustomization, kustomizations: Kustomizations): Kustomization[] {
  return gathered(kustomization).flatMap(({ value }) => {
    const folder = isRemote(value) ? undefined : resolveIn(kustomization.folder, value);
    const base = folder === undefined ? undefined : kustomizations.get(folder);
    return base && base !== kustomization ? [base] : [];
  });
}

/** Every file that kustomizations name or are: none of them is a plain file. */
export function claimedFiles(kustomizations: Kustomizations): Set<string> {
  const claimed = new Set<string>();
  for (const each of kustomizations.values()) {
    claimed.add(each.file);
    for (const { value } of gathered(each)) {
      const path = isRemote(value) ? undefined : resolveIn(each.folder, value);
      if (path !== undefined) claimed.add(path);
    }
    for (const path of [...patchFiles(each), ...helperFiles(each)]) claimed.add(path);
  }
  return claimed;
}
