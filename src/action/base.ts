/** Which commit a change is compared with. */

import { targetOfMerge } from "../source/history.ts";
import { baseOf, isPullRequest, type Event } from "./event.ts";
import { commitsOf, git } from "./git.ts";

export type Base =
  | { readonly commit: string }
  /** Nothing comes before the change, so all of it is new. */
  | { readonly none: string }
  /** There is one, but its history is not here. */
  | { readonly missing: string };

export function findBase(event: Event, folder: string): Base {
  if (isPullRequest(event)) return baseOfPullRequest(event, folder);
  if (event.name !== "push" && event.name !== "merge_group") return { none: `"${event.name}" events change nothing` };
  const base = baseOf(event);
  if (base === undefined) return { none: "this push begins a branch or replaces its history" };
  return commitsOf(folder)(base) ? { commit: base } : { missing: missing(folder, base, 0) };
}

/**
 * What GitHub checks out for a pull request is its merge into the base, and the first parent of that is the base as it was
 * merged. The base that the event names may be older: then others' commits would count as part of the change. What it checks
 * out for `pull_request_target` is the base itself, which may be a merge of something else.
 */
function baseOfPullRequest(event: Event, folder: string): Base {
  const commit = commitsOf(folder);
  const hasMerge = event.name === "pull_request";
  const target = hasMerge ? targetOfMerge(commit, event.sha) : undefined;
  const parent = target && commit(target);
  if (parent !== undefined) return { commit: parent };
  const base = baseOf(event);
  if (base === undefined) return { none: "the event names no base" };
  if (commit(base)) return { commit: base };
  return { missing: missing(folder, base, hasMerge && commit("HEAD") === event.sha ? 2 : 0) };
}

/** In a container git may refuse a folder that belongs to somebody else; its own words tell best. */
function missing(folder: string, commit: string, depth: number): string {
  const answer = git(folder, ["rev-parse", "--verify", "HEAD"]);
  if ("problem" in answer) return `git refuses: ${answer.problem.replace(/^fatal: /, "")}`;
  return `the base ${commit.slice(0, 7)} is not in this clone: set "fetch-depth: ${depth}" for actions/checkout`;
}
