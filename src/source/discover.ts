/** Which files a run reads: those of the paths that were asked for, as git or `.gitignore` see them. */

import { realpathSync, statSync } from "node:fs";
import { dirname, join, resolve, sep } from "node:path";
import { gitFiles, submodulesOf } from "./git.ts";
import { cutGlob, isGlob, matcherOf, type Matcher } from "./glob.ts";
import { missingPath } from "./missing.ts";
import { isWithin, posixPath, reportPath, repositoryOf } from "./root.ts";
import type { Skipped } from "./source.ts";
import { walk } from "./walk.ts";
import { statsAt } from "./stats.ts";

export interface DiscoverOptions {
  /** Files, folders and globs as the user wrote them; `-` is left to the caller. */
  readonly paths: readonly string[];
  readonly cwd: string;
  /** Globs over report paths: if there are any, only files that match one are taken from folders. */
  readonly include?: readonly string[];
  /** Globs over report paths of files that are never read. */
  readonly exclude?: readonly string[];
}

export interface Discovery {
  /** Absolute path of the repository (or the folder) that report paths are relative to. */
  readonly root: string;
  /** Report paths of the files to read, sorted, each once; pass them to `readSource` with `root`. */
  readonly files: readonly string[];
  /** Those of `files` that were named one by one: they are read whatever their extension. */
  readonly named: ReadonlySet<string>;
  readonly skipped: readonly Skipped[];
  /** Whether a file of this report path would be one of `files` if it were there. */
  readonly takes: (file: string) => boolean;
  /** Whether all that lies at a report path was asked for. */
  readonly covers: (path: string) => boolean;
  /** How the call was wrong, one line each: `there is no "k8s/prd": did you mean "k8s/prod"?` */
  readonly problems: readonly string[];
}

interface Search {
  readonly root: string;
  readonly files: Set<string>;
  readonly named: Set<string>;
  readonly skipped: Skipped[];
  /** Whether a folder or glob that was asked for holds a file. */
  readonly holds: Matcher[];
  /** Report paths of the folders that were asked for, and of what a glob leaves out of them. */
  readonly folders: { readonly folder: string; readonly left: readonly string[] }[];
  readonly problems: string[];
  readonly includes: Matcher | undefined;
  readonly excludes: Matcher | undefined;
}

const inNodeModules = /(?:^|\/)node_modules\//;
const manifestName = /(?:\.ya?ml|\.json|^Kustomization|\/Kustomization)$/i;

/** Whether a file is read where it is met in a folder. */
export function isManifestName(file: string): boolean {
  return manifestName.test(file);
}

export async function discover({ paths, cwd, include = [], exclude = [] }: DiscoverOptions): Promise<Discovery> {
  const search: Search = {
    root: rootOf(paths, cwd),
    files: new Set(),
    named: new Set(),
    skipped: [],
    holds: [],
    folders: [],
    problems: [],
    includes: await matcherOf(include),
    excludes: await matcherOf(exclude),
  };
  for (const path of paths) if (path !== "-") await take(path, { cwd, search });
  const { root, files, named, skipped, problems, holds, folders } = search;
  const takes = (file: string): boolean => isCandidate(file) && holds.some((each) => each(file));
  const covers = (path: string): boolean =>
    named.has(path) ||
    folders.some(({ folder, left }) => isAtOrBelow(folder, path) && !left.some((file) => isAtOrBelow(path, file)));
  return { root, files: [...files].sort(), named, skipped, takes, covers, problems };
}

function isCandidate(name: string): boolean {
  return manifestName.test(name) && !name.includes("\uFFFD") && !inNodeModules.test(name);
}

function isAtOrBelow(folder: string, path: string): boolean {
  return folder === "." || path === folder || path.startsWith(`${folder}/`);
}

/** The repository of the first path that is there, else the working directory if it holds that path. */
export function rootOf(paths: readonly string[], cwd: string): string {
  const here = realpathSync(cwd);
  const first = paths.map((path) => folderOf(resolve(cwd, cutGlob(path).base))).find((folder) => folder !== undefined);
  const start = first ?? here;
  return repositoryOf(start) ?? (isWithin(here, start) ? here : start);
}

function folderOf(path: string): string | undefined {
  try {
    const real = realpathSync(path);
    return statSync(real).isDirectory() ? real : dirname(real);
  } catch {
    return undefined;
  }
}

interface Asked {
  readonly cwd: string;
  readonly search: Search;
}

async function take(path: string, { cwd, search }: Asked): Promise<void> {
  const written = resolve(cwd, path);
  const stats = statsAt(written);
  if (stats?.isDirectory()) await takeFolder(realpathSync(written), { search });
  else if (stats) takeNamed(written, search);
  else if (isGlob(path)) await takeGlob(path, { cwd, search });
  else search.problems.push(await missingPath(path, cwd));
}

function takeNamed(written: string, search: Search): void {
  const real = realpathSync(written);
  const file = reportPath(search.root, real);
  if (isWithin(search.root, written) && !isWithin(search.root, real)) {
    search.skipped.push({ file: reportPath(search.root, written), reason: "symlink out of the repository" });
  } else if (search.excludes?.(file)) {
    search.skipped.push({ file, reason: "excluded by the configuration" });
  } else {
    search.files.add(file);
    search.named.add(file);
  }
}

async function takeGlob(pattern: string, { cwd, search }: Asked): Promise<void> {
  const { base: typed, rest } = cutGlob(pattern);
  const base = folderOf(resolve(cwd, typed));
  const before = search.files.size;
  const matches = await matcherOf([rest]);
  if (base) await takeFolder(base, { search, ...(matches && { matches }) });
  if (search.files.size === before) search.problems.push(`no file matches ${JSON.stringify(pattern)}`);
}

/** `matches`, if given, is asked with paths relative to the folder. */
async function takeFolder(
  folder: string,
  { search, matches }: { readonly search: Search; readonly matches?: Matcher },
): Promise<void> {
  const { root, includes, excludes } = search;
  const listed = await listFolder(folder, search);
  const prefix = folder === root ? "" : `${reportPath(root, folder)}/`;
  const left = matches ? listed.files.filter((name) => !matches(name)).map((name) => prefix + name) : [];
  search.folders.push({ folder: reportPath(root, folder), left });
  const wants: Matcher = (file) =>
    matches?.(file.slice(prefix.length)) !== false && includes?.(file) !== false && excludes?.(file) !== true;
  for (const name of listed.files) if (wants(prefix + name)) search.files.add(prefix + name);
  for (const name of listed.absent) {
    if (wants(`${prefix + name}/kustomization.yaml`))
      search.skipped.push({ file: prefix + name, reason: absentReason });
  }
  search.holds.push((file) => file.startsWith(prefix) && wants(file));
}

const absentReason = "submodule that is not checked out (git submodule update --init)";

interface Listed {
  /** Paths of candidates below a folder, relative to it. */
  readonly files: string[];
  /** Submodules of which the files are not there. */
  readonly absent: string[];
}

async function listFolder(folder: string, search: Search): Promise<Listed> {
  const repository = repositoryOf(folder);
  const listed = repository === undefined ? undefined : gitFiles(folder);
  // A folder that git ignores was still asked for by name: then the rules above it do not count.
  if (repository === undefined || !listed?.length) {
    const rulesFrom = listed ? folder : (repository ?? search.root);
    return { files: await walkFolder(folder, { search, rulesFrom }), absent: [] };
  }
  const files = listed.filter((name) => manifestName.test(name));
  for (const name of files.filter((name) => name.includes("\uFFFD"))) {
    search.skipped.push({ file: name, reason: "its name is not encoded as UTF-8" });
  }
  const nested = listed.filter((name) => name.endsWith("/") && !inNodeModules.test(name));
  const modules = submodulesOf(repository, folder);
  const absent: string[] = [];
  for (const name of new Set([...nested.map((path) => path.slice(0, -1)), ...modules])) {
    const within = folderOf(join(folder, name));
    if (within !== undefined && (within === folder || !isWithin(folder, within))) continue;
    if (within !== undefined && repositoryOf(within) === within) {
      const inside = await listFolder(within, search);
      for (const file of inside.files) files.push(`${name}/${file}`);
      for (const module of inside.absent) absent.push(`${name}/${module}`);
    } else if (listed.includes(name)) absent.push(name);
  }
  return { files: files.filter((name) => !name.includes("\uFFFD") && !inNodeModules.test(name)), absent };
}

async function walkFolder(
  folder: string,
  { search, rulesFrom }: { readonly search: Search; readonly rulesFrom: string },
): Promise<string[]> {
  const wanted = (name: string) => manifestName.test(name);
  const { files, linked, skipped } = await walk({ folder, root: search.root, rulesFrom, wanted });
  for (const { file, reason } of skipped) search.skipped.push({ file: reportPath(search.root, file), reason });
  const inside = sep === "/" ? files : files.map((file) => posixPath(file));
  for (const target of linked) {
    if (isWithin(folder, target)) inside.push(reportPath(folder, target));
    else search.files.add(reportPath(search.root, target));
  }
  return inside;
}
