/** The files of a repository as a commit has them, told by where they differ from the working tree. Nothing is checked out. */

import { join, posix } from "node:path";
import { blobsOf, type Blob, type Blobs } from "./blobs.ts";
import { callGit, withoutFilters, zeroSeparated } from "./git-call.ts";
import { readSource, sourceOf, type ReadOptions } from "./read.ts";
import { repositoryOf } from "./root.ts";
import type { Skipped, Source } from "./source.ts";

export interface Base {
  /** Whether the commit has a file of this path (or a link). */
  readonly has: (file: string) => boolean;
  readonly hasFolder: (folder: string) => boolean;
  /** Paths of which the commit and the working tree have different things, or one of them nothing. */
  readonly changed: ReadonlySet<string>;
  /** What the commit has at these paths; undefined as for `readSource`. */
  readonly read: (files: readonly string[], options: BaseReadOptions) => Map<string, Content>;
}

export type Content = Source | Skipped | undefined;

interface BaseReadOptions {
  readonly maxBytes: number | undefined;
  readonly isNamed: (file: string) => boolean;
}

interface Entry extends Blob {
  readonly isLink: boolean;
}

interface Part {
  readonly folder: string;
  readonly prefix: string;
  readonly commit: string;
}

interface Found {
  readonly changed: Set<string>;
  /** Everything that the commit has. */
  readonly present: Set<string>;
  /** What the commit has at changed paths. */
  readonly entries: Map<string, Entry>;
}

/** The whole repository with those submodules that are checked out, or in one line why it cannot be had. */
export function baseOf(root: string, commit: string): Base | { readonly problem: string } {
  const found: Found = { changed: new Set(), present: new Set(), entries: new Map() };
  const queue: Part[] = [{ folder: root, prefix: "", commit }];
  for (let part = queue.pop(); part; part = queue.pop()) {
    const nested = take(part, found);
    if (!nested) return { problem: lacking(part) };
    queue.push(...nested);
  }
  const { changed, present, entries } = found;
  const blobs = blobsOf([...entries.values()]);
  if (!blobs) return { problem: lacking({ folder: root, prefix: "", commit }) };

  const read = (file: string, options: ReadOptions): Content => {
    const target = linkTarget(file, { entries, blobs });
    if (target === undefined) return { file, reason: "symlink that leads in a circle" };
    const entry = entries.get(target);
    if (!entry) return present.has(target) ? readSource(root, target, options) : undefined;
    const bytes = blobs.read(entry, options.maxBytes);
    return "reason" in bytes ? { file, reason: bytes.reason } : sourceOf(bytes, target, options);
  };
  let folders: Set<string> | undefined;
  return {
    changed,
    has: (file) => present.has(file),
    hasFolder: (folder) => (folders ??= foldersOf(present)).has(folder),
    read(files, { maxBytes, isNamed }) {
      const wanted = files.flatMap((file) => entries.get(file) ?? []);
      blobs.prepare(wanted, maxBytes);
      const size = maxBytes === undefined ? {} : { maxBytes };
      return new Map(files.map((file) => [file, read(file, { ...size, named: isNamed(file) })]));
    },
  };
}

interface Objects {
  readonly entries: ReadonlyMap<string, Entry>;
  readonly blobs: Blobs;
}

const mostHops = 10;

/** Where a path leads that was a link; undefined where it led to itself. */
function linkTarget(file: string, { entries, blobs }: Objects): string | undefined {
  let at = file;
  for (let hops = 0; hops < mostHops; hops++) {
    const entry = entries.get(at);
    if (!entry?.isLink) return at;
    const bytes = blobs.read(entry);
    if ("reason" in bytes) return undefined;
    at = posix.join(posix.dirname(at), bytes.toString("utf8"));
  }
  return undefined;
}

function lacking({ prefix, commit }: Part): string {
  const short = commit.slice(0, 7);
  return prefix === ""
    ? `this clone lacks files of ${short} (is it a partial one?): git diff --stat ${short} fetches them`
    : `submodule "${prefix.slice(0, -1)}" lacks commit ${short}: git -C ${prefix.slice(0, -1)} fetch origin ${commit}`;
}

/** Adds what one repository has; returns its submodules. Undefined where git lacks the commit. */
function take({ folder, prefix, commit }: Part, { changed, present, entries }: Found): Part[] | undefined {
  // Files are not compared: what was only touched counts as changed. Those that are as young as the index are.
  const differing = callGit(folder, ["diff-index", "--name-only", "-z", ...plain, commit, "--"], {
    config: withoutFilters(folder),
  });
  const tree = callGit(folder, ["ls-tree", "-r", "-z", "--full-tree", commit]);
  if (differing?.status !== 0 || tree?.status !== 0) return undefined;
  for (const path of zeroSeparated(differing.stdout)) if (isText(path)) changed.add(prefix + path);
  const nested: Part[] = [];
  for (const line of zeroSeparated(tree.stdout)) {
    const tab = line.indexOf("\t");
    const path = prefix + line.slice(tab + 1);
    if (line.startsWith("160000")) {
      const within = join(folder, line.slice(tab + 1));
      if (repositoryOf(within) === within)
        nested.push({ folder: within, prefix: `${path}/`, commit: hashIn(line, tab) });
    } else if (isText(path)) {
      present.add(path);
      if (changed.has(path)) entries.set(path, { folder, hash: hashIn(line, tab), isLink: line.startsWith("120000") });
    }
  }
  return nested;
}

const plain = ["--no-renames", "--no-ext-diff", "--no-textconv", "--ignore-submodules=all"];

/** `100644 blob <hash>\t<path>`. */
function hashIn(line: string, tab: number): string {
  return line.slice(line.lastIndexOf(" ", tab) + 1, tab);
}

/** Names that are not encoded as UTF-8 are not read anywhere. */
function isText(path: string): boolean {
  return !path.includes("\uFFFD");
}

function foldersOf(files: Iterable<string>): Set<string> {
  const folders = new Set<string>();
  for (const file of files) {
    for (let end = file.lastIndexOf("/"); end > 0; end = file.lastIndexOf("/", end - 1)) {
      if (folders.has(file.slice(0, end))) break;
      folders.add(file.slice(0, end));
    }
  }
  return folders;
}
