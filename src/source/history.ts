/** What git knows of commits: which one a name means, and where two lines of work parted. */

import { callGit } from "./git-call.ts";

export interface History {
  /** Full hash of the commit that a name means; undefined where there is none. */
  readonly commit: (name: string) => string | undefined;
  /** The commit that two have in common. */
  readonly parting: (a: string, b: string) => string | undefined;
  /** The branch that a name like `origin/HEAD` stands for, else the name. */
  readonly branch: (name: string) => string;
  /** Hash of a tree without files: what comes before the first commit. */
  readonly nothing: () => string | undefined;
  /** Whether the clone was cut off. */
  readonly isShallow: () => boolean;
}

/** The history of a repository, or why git tells nothing of it: it is missing, there is none, it is bare, it is somebody else's. */
export function historyOf(root: string): History | "no git" | "no repository" | "no work tree" | "not owned" {
  const inside = callGit(root, ["rev-parse", "--is-inside-work-tree"]);
  if (!inside) return "no git";
  if (inside.status !== 0) return inside.stderr.includes("dubious ownership") ? "not owned" : "no repository";
  if (!inside.stdout.toString("utf8").startsWith("true")) return "no work tree";
  const ask = (...args: string[]): string | undefined => {
    const answer = callGit(root, args);
    return answer?.status === 0 ? answer.stdout.toString("utf8").split("\n")[0] || undefined : undefined;
  };
  return {
    // A name that begins with a dash would be a flag; what follows keeps ranges out.
    commit: (name) => (name.startsWith("-") ? undefined : ask("rev-parse", "--verify", "--quiet", `${name}^{commit}`)),
    parting: (a, b) => ask("merge-base", a, b),
    branch: (name) => (name.endsWith("/HEAD") ? (ask("rev-parse", "--abbrev-ref", name) ?? name) : name),
    nothing: () => ask("hash-object", "-t", "tree", "--stdin"),
    isShallow: () => ask("rev-parse", "--is-shallow-repository") === "true",
  };
}

/** To test a pull request, GitHub merges it into its target: the name of that target, where HEAD is this very merge. */
export function targetOfMerge(commit: History["commit"], merge: string | undefined): string | undefined {
  return commit("HEAD") === merge && commit("HEAD^2") !== undefined ? "HEAD^1" : undefined;
}
