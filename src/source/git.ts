/** Asks git which files of a folder are its own: tracked, or new and not ignored. Runs nothing that a repository names. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { callGit, zeroSeparated } from "./git-call.ts";

/**
 * Paths below `folder`, relative to it; a path that ends with a slash is a repository within. Undefined where git is
 * missing or refuses (a repository that belongs to somebody else).
 */
export function gitFiles(folder: string): string[] | undefined {
  const answer = callGit(folder, ["ls-files", "-z", "-c", "-o", "--exclude-standard"]);
  return answer?.status === 0 ? zeroSeparated(answer.stdout) : undefined;
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
