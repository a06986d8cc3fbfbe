/** `--in-context`: the whole repository is read, and the paths that were given choose what is reported. */

import { existsSync, realpathSync } from "node:fs";
import { resolve } from "node:path";
import type { Run } from "../lint/diagnostic.ts";
import { standingIn } from "../lint/scope.ts";
import { rootOf } from "../source/discover.ts";
import { cutGlob, isGlob, matcherOf, type Matcher } from "../source/glob.ts";
import { missingPath } from "../source/missing.ts";
import { isWithin, reportPath, repositoryOf } from "../source/root.ts";
import { statsAt } from "../source/stats.ts";
import type { Call } from "./parse.ts";
import { UsageError } from "./usage.ts";

export interface Context {
  /** What to read: the repository. */
  readonly paths: readonly string[];
  /** The run with only those of its findings that the given paths are about. */
  readonly narrowed: (run: Run) => Run;
}

interface Choice {
  /** Files that were named one by one, as reports name them. */
  readonly files: ReadonlySet<string>;
  /** Whether a folder or glob holds a file. */
  readonly holds: (file: string) => boolean;
}

/** Asked before the work begins: a path that is not there must not cost a run. */
export async function contextOf({ words }: Call, cwd: string): Promise<Context> {
  if (words.length === 0)
    throw new UsageError("--in-context needs the files to report on: mesh-lint --in-context FILE");
  if (words.includes("-")) throw new UsageError("--in-context takes files of the repository, not standard input (-)");
  const root = repositoryOver(words, cwd);
  const choice = await choiceOf(words, { root, cwd });
  return {
    paths: [root],
    narrowed(run) {
      const narrow = standingIn(run, (file) => choice.files.has(file) || choice.holds(file));
      return { ...narrow, skipped: [...run.skipped, ...unreadOf(run, choice.files)] };
    },
  };
}

/**
 * Where the user stands in a repository, that one is meant, even if the first path leads into a submodule. Out of any
 * repository it is the working directory: a path alone must not have some large folder read.
 */
function repositoryOver(words: readonly string[], cwd: string): string {
  const here = realpathSync(cwd);
  const root = rootOf(words, cwd);
  const own = repositoryOf(here);
  return own !== undefined && isWithin(own, root) ? own : (repositoryOf(root) ?? here);
}

async function choiceOf(words: readonly string[], { root, cwd }: { root: string; cwd: string }): Promise<Choice> {
  const files = new Set<string>();
  const folders: string[] = [];
  const globs: Matcher[] = [];
  const problems: string[] = [];
  for (const word of words) {
    const path = resolve(cwd, word);
    const stats = statsAt(path);
    if (!stats) {
      if (isGlob(word)) globs.push(await globOver(word, { root, cwd }));
      else problems.push(await missingPath(word, cwd));
      continue;
    }
    const real = realpathSync(path);
    if (!isWithin(root, real)) problems.push(`${JSON.stringify(word)} is not in ${root}, where --in-context reads`);
    else if (stats.isDirectory()) folders.push(real === root ? "" : `${reportPath(root, real)}/`);
    else files.add(reportPath(root, real));
  }
  if (problems.length > 0) throw new UsageError(problems.join("\n"));
  const holds = (file: string): boolean =>
    folders.some((folder) => file.startsWith(folder)) || globs.some((matches) => matches(file));
  return { files, holds };
}

/** Matches paths as reports show them. A folder that is not there, or is not read, holds none. */
async function globOver(typed: string, { root, cwd }: { root: string; cwd: string }): Promise<Matcher> {
  const { base, rest } = cutGlob(typed);
  const folder = resolve(cwd, base);
  if (!existsSync(folder)) return () => false;
  const shown = reportPath(root, realpathSync(folder));
  const prefix = shown === "." ? "" : `${shown}/`;
  const matches = await matcherOf([rest]);
  return (file) => file.startsWith(prefix) && matches?.(file.slice(prefix.length)) === true;
}

/** Files that were asked for and are no part of what was read, so that silence about them is not taken for praise. */
function unreadOf(run: Run, files: ReadonlySet<string>): Run["skipped"] {
  const told = new Set(run.skipped.map(({ file }) => file));
  return [...files]
    .filter((file) => /\.ya?ml$/i.test(file) && !run.sourceOf(file) && !told.has(file))
    .map((file) => ({ file, reason: "ignored by git, or left out by the configuration" }));
}
