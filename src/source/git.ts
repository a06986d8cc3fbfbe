/** Asks git which files of a folder are its own: tracked, or new and not ignored. Runs nothing that a repository names. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { callGit, zeroSeparated } from "./git-call.ts";
import { reportPath } from "./root.ts";

/**
 * Paths below `folder`, relative to it; a path that ends with a slash is a repository within. Undefined where git is
 * missing or refuses (a repository that belongs to somebody else).
 */
export function gitFiles(folder: string): string[] | undefined {
  const answer = callGit(folder, ["ls-files", "-z", "-c", "-o", "--exclude-standard"]);
  return answer?.status === 0 ? zeroSeparated(answer.stdout) : undefined;
}

/** Submodules below a folder that `.gitmodules` of its repository names, relative to the folder. */
export function submodulesOf(repository: string, folder: string): string[] {
  const prefix = folder === repository ? "" : `${reportPath(repository, folder)}/`;
  return pathsIn(join(repository, ".gitmodules"))
    .filter((path) => path.startsWith(prefix))
    .map((path) => path.slice(prefix.length));
}

function pathsIn(file: string): string[] {
  try {
    const text = readFileSync(file, "utf8");
    return [...text.matchAll(/^[ \t]*path[ \t]*=[ \t]*(.+?)[ \t\r]*$/gm)].map((match) => match[1] ?? "");
  } catch {
    return [];
  }
}
