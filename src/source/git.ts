/** Asks git which files of a folder are its own: tracked, or new and not ignored. Runs nothing that a repository names. */

import { readFileSync } from "node:fs";
import { delimiter, isAbsolute, join } from "node:path";
import { programOutside } from "./program.ts";

/**
 * Paths below `folder`, relative to it; a path that ends with a slash is a repository within. Undefined where git is
 * missing or refuses (a repository that belongs to somebody else).
 */
export function gitFiles(folder: string): string[] | undefined {
  const git = programOutside(folder, "git");
  if (git === undefined) return undefined;
  // Not needed for single files, and it costs a tenth of an empty Node to load.
  const { spawnSync } = process.getBuiltinModule("node:child_process");
  const { status, stdout } = spawnSync(
    git,
    // A file system monitor is a program that the repository's own configuration names.
    ["-c", "core.fsmonitor=false", "ls-files", "-z", "-c", "-o", "--exclude-standard"],
    { cwd: folder, env: environment(), maxBuffer: 1024 ** 3, stdio: ["ignore", "pipe", "ignore"], windowsHide: true },
  );
  if (status !== 0) return undefined;
  const files = stdout.toString("utf8").split("\0");
  files.pop();
  return files;
}

/** Folders of the submodules that `.gitmodules` of a folder names. */
export function submodulesOf(folder: string): string[] {
  try {
    const text = readFileSync(join(folder, ".gitmodules"), "utf8");
    return [...text.matchAll(/^[ \t]*path[ \t]*=[ \t]*(.+?)[ \t\r]*$/gm)].map((match) => match[1] ?? "");
  } catch {
    return [];
  }
}

/** Hooks set GIT_DIR and GIT_INDEX_FILE, which would turn the question to another tree. */
function environment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith("GIT_"));
  const path = (process.env.PATH ?? "").split(delimiter).filter(isAbsolute).join(delimiter);
  return { ...Object.fromEntries(kept), ...(path && { PATH: path }), GIT_OPTIONAL_LOCKS: "0" };
}
