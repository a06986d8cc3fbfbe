/** Git as the Action asks it: about commits that are there. It changes nothing and runs nothing that a repository names. */

import { spawnSync } from "node:child_process";
import { programOutside } from "../source/program.ts";

export type Answer = { readonly text: string } | { readonly problem: string };

/** File system monitors, external diffs and text conversions are programs that the repository's own configuration names. */
const harmless = ["-c", "core.fsmonitor=false", "-c", "core.quotePath=false", "-c", "diff.external="];

export function git(folder: string, args: readonly string[]): Answer {
  const program = programOutside(folder, "git");
  if (program === undefined) return { problem: "there is no git" };
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith("GIT_"));
  const { status, stdout, stderr } = spawnSync(program, [...harmless, ...args], {
    cwd: folder,
    env: { ...Object.fromEntries(kept), GIT_OPTIONAL_LOCKS: "0", LC_ALL: "C" },
    maxBuffer: 2 ** 28,
    stdio: ["ignore", "pipe", "pipe"],
    encoding: "utf8",
    windowsHide: true,
  });
  if (status === 0) return { text: stdout };
  return { problem: stderr.trim().split("\n")[0] || "git failed" };
}

/** The full name of a commit; undefined where it is not there. */
export function commitOf(folder: string, name: string): string | undefined {
  const answer = git(folder, ["rev-parse", "--verify", "--quiet", "--end-of-options", `${name}^{commit}`]);
  return "text" in answer ? answer.text.trim() : undefined;
}
