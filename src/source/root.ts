/** Where a repository begins, and how paths are written in reports. */

import { existsSync } from "node:fs";
import { dirname, isAbsolute, join, relative, sep } from "node:path";

/** The folder with `.git` that holds `folder` (or is it); undefined outside of a repository. */
export function repositoryOf(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, ".git"))) return at;
    if (dirname(at) === at) return undefined;
  }
}

/** Whether `path` is `folder` or stands below it; both absolute and real. */
export function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === "" || (way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}

/** A path as reports show it: POSIX separators, relative to `root`, absolute where it lies outside. */
export function reportPath(root: string, path: string): string {
  return posixPath(isWithin(root, path) ? relative(root, path) || "." : path);
}

export function posixPath(path: string, separator: string = sep): string {
  return separator === "/" ? path : path.split(separator).join("/");
}
