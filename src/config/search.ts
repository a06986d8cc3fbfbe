/** Where a configuration stands: the names that it may have, and the way upward. */

import { lstatSync, realpathSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { readSource } from "../source/read.ts";
import { isWithin, reportPath } from "../source/root.ts";
import { isSkipped } from "../source/source.ts";
import { isOutOfBounds, scopeOf } from "./layer.ts";

/** A file of an earlier name is read instead of one of a later name beside it. */
const names = ["mesh-lint.yaml", "mesh-lint.yml", "mesh-lint.json", "package.json"];

interface Search {
  readonly cwd: string;
  readonly paths: readonly string[];
  /** Absolute path of the repository's root. */
  readonly root: string;
}

/** The nearest file that configures, from the first path upward to the repository's root. */
export function searchUpward({ cwd, paths, root }: Search): string | undefined {
  for (let folder = startOf(paths, cwd); isWithin(root, folder); folder = dirname(folder)) {
    const found = configIn(folder, root);
    if (found !== undefined || dirname(folder) === folder) return found;
  }
  return undefined;
}

function startOf(paths: readonly string[], cwd: string): string {
  const first = paths.find((path) => path !== "-");
  try {
    return realpathSync(first === undefined ? cwd : resolve(cwd, first));
  } catch {
    return realpathSync(cwd);
  }
}

/** Absolute path of the file of a folder that configures. */
export function configIn(folder: string, root: string): string | undefined {
  return names
    .map((name) => join(folder, name))
    .find((path) => (basename(path) === "package.json" ? hasSection(path, root) : isThere(path)));
}

function isThere(path: string): boolean {
  try {
    return !lstatSync(path).isDirectory();
  } catch {
    // The first path may be a file, which holds nothing.
    return false;
  }
}

/** Whether a package.json configures the linter, rather than names it among its dependencies or commands. */
function hasSection(path: string, root: string): boolean {
  if (!isThere(path) || isOutOfBounds(scopeOf(path, root), path)) return false;
  const source = readSource(root, reportPath(root, path), { named: true });
  if (!source || isSkipped(source)) return false;
  try {
    const value: unknown = JSON.parse(source.text);
    return typeof value === "object" && value !== null && Object.hasOwn(value, "mesh-lint");
  } catch {
    return false;
  }
}
