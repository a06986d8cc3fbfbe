/** Git as the Action asks it: about commits that are there. */

import { callGit, withoutFilters } from "../source/git-call.ts";

export type Answer = { readonly text: string } | { readonly problem: string };

export function git(folder: string, args: readonly string[]): Answer {
  const answer = callGit(folder, args, { config: withoutFilters(folder) });
  if (!answer) return { problem: "there is no git" };
  if (answer.status === 0) return { text: answer.stdout.toString("utf8") };
  return { problem: answer.stderr.trim().split("\n")[0] || "git failed" };
}

/** The full name of a commit; undefined where it is not there. */
export function commitOf(folder: string, name: string): string | undefined {
  const answer = git(folder, ["rev-parse", "--verify", "--quiet", "--end-of-options", `${name}^{commit}`]);
  return "text" in answer ? answer.text.trim() : undefined;
}
