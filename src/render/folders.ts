/** Groups plain files into environments: a folder is one, unless what lies below defines some object twice. */

import type { Resource } from "./environment.ts";
import { folderOf } from "./files.ts";
import { byIdentity, identityOf } from "./resources.ts";

/** A file that is applied as it is. */
export interface PlainFile {
  readonly path: string;
  readonly resources: readonly Resource[];
}

export interface FolderGroup {
  /** The deepest folder that holds all of its files. */
  readonly folder: string;
  readonly files: readonly PlainFile[];
}

interface Folder {
  readonly path: string;
  readonly files: PlainFile[];
  readonly folders: Map<string, Folder>;
  /** Two of its subfolders, or it and a subfolder, define the same object. */
  isSplit: boolean;
}

/** Files above a split are handed down to each part; beyond this many memberships they stay by themselves. */
const mostMemberships = 50_000;

/**
 * Two folders that define the same object (variants, stages, clusters) cannot live in one cluster, so each is an
 * environment of its own; files beside them belong to each in which they do not collide. About linear in the number of
 * files: folders are split by the lowest common folder of neighbouring definitions only.
 */
export function groupByFolder(files: readonly PlainFile[]): FolderGroup[] {
  const root = treeOf(files.filter(({ resources }) => resources.length > 0));
  const last = byIdentity<readonly Folder[]>();
  walk(root, [], (file, trail) => {
    for (const resource of file.resources) {
      const before = repeated.has(resource.object.kind) ? undefined : last.replace(resource, trail);
      if (before) splitBetween(before, trail);
    }
  });
  return grouped(root, remembered(identitiesOf));
}

/** Kinds whose objects the folders of one cluster repeat. */
const repeated = new Set(["Namespace", "CustomResourceDefinition"]);

function identitiesOf({ resources }: PlainFile): string[] {
  const found: string[] = [];
  for (const resource of resources) {
    const identity = repeated.has(resource.object.kind) ? undefined : identityOf(resource);
    if (identity !== undefined) found.push(identity);
  }
  return found;
}

function treeOf(files: readonly PlainFile[]): Folder {
  const root = folderAt(".");
  let last = root;
  for (const file of files) {
    const path = folderOf(file.path);
    if (path !== last.path) last = folderIn(root, path);
    last.files.push(file);
  }
  return root;
}

function folderIn(root: Folder, path: string): Folder {
  let at = root;
  for (const name of path === "." ? [] : path.split("/")) {
    let next = at.folders.get(name);
    if (!next) at.folders.set(name, (next = folderAt(at === root ? name : `${at.path}/${name}`)));
    at = next;
  }
  return at;
}

function folderAt(path: string): Folder {
  return { path, files: [], folders: new Map(), isSplit: false };
}

/** Meets the files folder by folder, with the folders from the root to each. */
function walk(
  folder: Folder,
  above: readonly Folder[],
  meet: (file: PlainFile, trail: readonly Folder[]) => void,
): void {
  const trail = [...above, folder];
  for (const file of folder.files) meet(file, trail);
  for (const each of folder.folders.values()) walk(each, trail, meet);
}

function splitBetween(one: readonly Folder[], other: readonly Folder[]): void {
  if (one.at(-1) === other.at(-1)) return;
  let depth = 0;
  while (one[depth + 1] && one[depth + 1] === other[depth + 1]) depth++;
  const lowest = one[depth];
  if (lowest) lowest.isSplit = true;
}

type Identities = (file: PlainFile) => readonly string[];

/** Few files stand where folders are split; those are asked about again and again. */
function remembered(answer: Identities): Identities {
  const known = new Map<PlainFile, readonly string[]>();
  return (file) => {
    const identities = known.get(file) ?? answer(file);
    known.set(file, identities);
    return identities;
  };
}

/** What becomes of a folder: one group while nothing below is split, else several. */
interface Parts {
  readonly whole?: readonly PlainFile[];
  readonly groups: readonly FolderGroup[];
}

function grouped(root: Folder, identities: Identities): FolderGroup[] {
  const { whole, groups } = partsOf(root, identities);
  return whole ? [groupOf(whole, root.path)] : [...groups];
}

function partsOf(folder: Folder, identities: Identities): Parts {
  const below = [...folder.folders.values()].map((each) => ({ folder: each, parts: partsOf(each, identities) }));
  const isWhole = !folder.isSplit && below.every(({ parts }) => parts.whole);
  if (isWhole) {
    const files =
      below.length === 0 ? folder.files : [folder.files, ...below.map(({ parts }) => parts.whole ?? [])].flat();
    return { whole: files, groups: [] };
  }
  // Where only something deeper is split, the rest of this folder stays together.
  const rest = folder.isSplit ? [] : below.flatMap(({ parts }) => parts.whole ?? []);
  const apart = below.flatMap(({ folder: each, parts }) =>
    parts.whole ? (folder.isSplit ? [groupOf(parts.whole, each.path)] : []) : parts.groups,
  );
  return { groups: handDown(folder, { rest, apart, identities }) };
}

interface Handing {
  readonly rest: readonly PlainFile[];
  readonly apart: readonly FolderGroup[];
  readonly identities: Identities;
}

function handDown(folder: Folder, { rest, apart, identities }: Handing): FolderGroup[] {
  const own = folder.files;
  if (own.length * apart.length > mostMemberships) return [groupOf([...own, ...rest], folder.path), ...apart];
  let isLeft = rest.length > 0;
  const groups = apart.map(({ folder: at, files }) => {
    const held = new Set(files.flatMap(identities));
    const collides = (file: PlainFile) => identities(file).some((identity) => held.has(identity));
    const fitting = own.filter((file) => !collides(file));
    if (fitting.length < own.length) isLeft = true;
    return { folder: at, files: [...fitting, ...files] };
  });
  const remaining = isLeft ? own : [];
  return remaining.length + rest.length > 0 ? [groupOf([...remaining, ...rest], folder.path), ...groups] : groups;
}

/** Named by the deepest folder that holds all files, so that `k8s` is not called ".". */
function groupOf(files: readonly PlainFile[], fallback: string): FolderGroup {
  let folder = files[0] ? folderOf(files[0].path) : fallback;
  let last = folder;
  for (const { path } of files) {
    const next = folderOf(path);
    if (next === last) continue;
    last = next;
    while (folder !== "." && next !== folder && !next.startsWith(`${folder}/`)) folder = folderOf(folder);
  }
  return { folder, files };
}
