/** Walks a folder outside of git's reach: honours `.gitignore`, follows no symlink to a folder, survives what it may not read. */

import { readdirSync, readFileSync, realpathSync, statSync, type Dirent } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { startPace, type Patience } from "./ahead.ts";
import { isWithin } from "./root.ts";

export interface Walk {
  /** Paths relative to the folder. */
  readonly files: string[];
  /** What symlinks lead to; absolute paths. */
  readonly linked: string[];
  /** Absolute paths with the reason why they were left out. */
  readonly skipped: { readonly file: string; readonly reason: string }[];
}

export interface WalkOptions {
  readonly folder: string;
  /** Symlinks may lead anywhere below it. */
  readonly root: string;
  /** The uppermost folder whose `.gitignore` counts. */
  readonly rulesFrom: string;
  readonly wanted: (name: string) => boolean;
}

interface Ignorer {
  readonly folder: string;
  readonly ignores: (path: string) => boolean;
}

type Factory = () => { add(rules: string): { ignores(path: string): boolean } };

const never = new Set([".git", "node_modules"]);

/** From memory a folder takes a twentieth of a millisecond; what lies below those that are left nobody knows. */
const patience: Patience = { ms: 0.5, fewest: 16 };

export async function walk({ folder, root, rulesFrom, wanted }: WalkOptions): Promise<Walk> {
  const { default: ignore } = await import("ignore");
  const factory = ignore as unknown as Factory;
  const found: Walk = { files: [], linked: [], skipped: [] };
  const queue = [{ folder, way: "", ignorers: ignorersAbove(folder, { rulesFrom, factory }) }];
  const pace = startPace(patience);
  for (let next = queue.pop(); next; next = queue.pop()) {
    pace.step(queue.length, () => ({ folders: queue.map((each) => each.folder), files: [] }));
    const entries = list(next.folder, found);
    const ignorers = entries.some(({ name }) => name === ".gitignore")
      ? [...next.ignorers, ...ignorerOf(next.folder, factory)]
      : next.ignorers;
    for (const entry of entries) {
      const path = next.folder.endsWith(sep) ? next.folder + entry.name : next.folder + sep + entry.name;
      if (entry.isDirectory()) {
        if (!never.has(entry.name) && !isIgnored(`${path}/`, ignorers)) {
          queue.push({ folder: path, way: next.way + entry.name + sep, ignorers });
        }
      } else if (wanted(entry.name) && !isIgnored(path, ignorers)) {
        if (entry.isFile()) found.files.push(next.way + entry.name);
        else if (entry.isSymbolicLink()) followLink(path, { root, found });
        else found.skipped.push({ file: path, reason: "not a regular file" });
      }
    }
  }
  pace.end();
  return found;
}

function list(folder: string, found: Walk): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    found.skipped.push({ file: folder, reason: "no permission to read this folder" });
    return [];
  }
}

/** A link to a folder needs no following: what lies in the tree is met on its own way. */
function followLink(path: string, { root, found }: { readonly root: string; readonly found: Walk }): void {
  try {
    const target = realpathSync(path);
    if (!isWithin(root, target)) found.skipped.push({ file: path, reason: "symlink out of the repository" });
    else if (statSync(target).isFile()) found.linked.push(target);
  } catch {
    found.skipped.push({ file: path, reason: "symlink to a file that does not exist" });
  }
}

function ignorersAbove(folder: string, { rulesFrom, factory }: { rulesFrom: string; factory: Factory }): Ignorer[] {
  const above: string[] = [];
  for (let at = folder; at !== rulesFrom && isWithin(rulesFrom, at); at = dirname(at)) above.unshift(dirname(at));
  return above.flatMap((parent) => ignorerOf(parent, factory));
}

function ignorerOf(folder: string, factory: Factory): Ignorer[] {
  try {
    const rules = factory().add(readFileSync(join(folder, ".gitignore"), "utf8"));
    return [{ folder, ignores: (path) => rules.ignores(path) }];
  } catch {
    return [];
  }
}

/** Paths of folders end with a slash, as the rules of `.gitignore` want to see them. */
function isIgnored(path: string, ignorers: readonly Ignorer[]): boolean {
  if (ignorers.length === 0) return false;
  return ignorers.some(({ folder, ignores }) => {
    const way = relative(folder, path) + (path.endsWith("/") ? "/" : "");
    return ignores(sep === "/" ? way : way.split(sep).join("/"));
  });
}
