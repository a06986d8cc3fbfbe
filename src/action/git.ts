/** Git as the Action asks it: about commits that are there. */

import { callGit, withoutFilters } from "../source/git-call.ts";
import { historyOf, type History } from "../source/history.ts";

export type Answer = { readonly text: string } | { readonly problem: string };

export function git(folder: string, args: readonly string[]): Answer {
  const answer = callGit(folder, args, { config: withoutFilters(folder) });
  if (!answer) return { problem: "there is no git" };
  if (answer.status === 0) return { text: answer.stdout.toString("utf8") };
  return { problem: answer.stderr.trim().split("\n")[0] || "git failed" };
}

/** Knows no commit where git tells nothing. */
export function commitsOf(folder: string): History["commit"] {
  const history = historyOf(folder);
  return typeof history === "string" ? () => undefined : history.commit;
}
