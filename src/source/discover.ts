/** Which files a run reads: those of the paths that were asked for, as git or `.gitignore` see them. */

import type { Skipped } from "./source.ts";

export interface DiscoverOptions {
  /** Files, folders and globs as the user wrote them; `-` stands for `stdin`. */
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
  /** How the call was wrong, one line each: `there is no "k8s/prd": did you mean "k8s/prod"?` */
  readonly problems: readonly string[];
}

export function discover(_options: DiscoverOptions): Promise<Discovery> {
  return Promise.reject(new Error("internal: not built yet"));
}
