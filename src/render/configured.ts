/** Environments that the configuration names: which folders and files each of their roots means. */

import { folderOf, type FileTree } from "./files.ts";
import { rootPattern, type Captures, type RootPattern } from "./root-pattern.ts";

/** An environment that the configuration names. */
export interface ConfiguredEnvironment {
  /** May hold `{name}` of a capture in `roots`: one entry then stands for many environments. */
  readonly name: string;
  /** Folders, files or globs (with `{a,b}` and captures: `clusters/{cluster}`) from the repository's root. */
  readonly roots: readonly string[];
  /** Whether everything that the cluster holds is here, so that absence may be claimed. */
  readonly complete?: boolean;
  /** Namespace of objects that name none. */
  readonly namespace?: string;
  /** Values for `${NAME}`. */
  readonly variables?: Readonly<Record<string, string>>;
  /** False: kustomization files below the roots are ignored and all files taken as they are. */
  readonly kustomize?: boolean;
}

export interface ExpandedEnvironment extends ConfiguredEnvironment {
  /** Folders and files that are there, none below another. */
  readonly roots: readonly string[];
  /** Roots that name nothing. */
  readonly missing: readonly string[];
}

/** Each name with its captures filled in; an environment whose roots name nothing is kept to say so. */
export function expandEnvironments(
  configured: readonly ConfiguredEnvironment[],
  tree: FileTree,
): ExpandedEnvironment[] {
  return configured.flatMap((environment) => {
    const found = new Map<string, Set<string>>();
    const missing: string[] = [];
    for (const root of environment.roots) {
      const matches = matchesOf(root, tree);
      if (matches.length === 0) missing.push(root);
      for (const { path, captures } of matches) {
        const name = environment.name.replace(captured, (whole, key: string) =>
          Object.hasOwn(captures, key) ? (captures[key] ?? whole) : whole,
        );
        found.set(name, (found.get(name) ?? new Set()).add(path));
      }
    }
    if (found.size === 0) return [{ ...environment, roots: [], missing }];
    return [...found].map(([name, roots]) => ({ ...environment, name, roots: topmost([...roots]), missing }));
  });
}

const captured = /\{([A-Za-z_]\w*)\}/g;

interface Match {
  readonly path: string;
  readonly captures: Captures;
}

function matchesOf(root: string, { files, folders }: FileTree): Match[] {
  const path = root.replace(/^\.\//, "").replace(/\/+$/, "") || ".";
  if (files.has(path) || folders.has(path)) return [{ path, captures: {} }];
  if (!/[*?{]/.test(path)) return [];
  const patterns = braces(path).map(rootPattern);
  const matches: Match[] = [];
  // A capture that is a whole name stands for folders: a file beside them is no cluster.
  const candidates = /\{[A-Za-z_]\w*\}$/.test(path) ? folders : [...folders, ...files.keys()];
  for (const candidate of candidates) {
    if (candidate === ".") continue;
    const captures = firstOf(patterns, candidate);
    if (captures) matches.push({ path: candidate, captures });
  }
  return matches;
}

function firstOf(patterns: readonly RootPattern[], path: string): Captures | undefined {
  for (const pattern of patterns) {
    const captures = pattern(path);
    if (captures) return captures;
  }
  return undefined;
}

/** More than anyone writes; a pull request may ask for 2 to the power of 40. */
const mostAlternatives = 1000;

/** `{a,b}` gives two patterns; braces without a comma are captures and stay. */
function braces(pattern: string): readonly string[] {
  if (pattern.length > mostAlternatives) return [pattern];
  let patterns: readonly string[] = [pattern];
  for (;;) {
    const more = patterns.flatMap(alternatives);
    if (more.length === patterns.length) return patterns;
    if (more.length > mostAlternatives) return [pattern];
    patterns = more;
  }
}

/** Those of the first pair of braces that holds no other. */
function alternatives(pattern: string): string[] {
  const group = /\{([^{}]*,[^{}]*)\}/.exec(pattern);
  if (!group) return [pattern];
  const [whole, list = ""] = group;
  const [before, after] = [pattern.slice(0, group.index), pattern.slice(group.index + whole.length)];
  return list.split(",").map((each) => `${before}${each}${after}`);
}

function topmost(paths: readonly string[]): string[] {
  const kept = new Set<string>();
  for (const path of [...paths].sort()) if (!standsIn(kept, path)) kept.add(path);
  return [...kept];
}

function standsIn(folders: ReadonlySet<string>, path: string): boolean {
  for (let at = path; ; at = folderOf(at)) {
    if (folders.has(at)) return true;
    if (at === "." || at === "/") return false;
  }
}
