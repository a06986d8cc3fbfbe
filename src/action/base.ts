/** Which commit a change is compared with. */

import { baseOf, isPullRequest, type Event } from "./event.ts";
import { commitOf, git } from "./git.ts";

export type Base =
  | { readonly commit: string }
  /** Nothing comes before the change, so all of it is new. */
  | { readonly none: string }
  /** There is one, but its history is not here. */
  | { readonly missing: string };

export function findBase(event: Event, folder: string): Base {
  if (isPullRequest(event)) return baseOfPullRequest(event, folder);
  if (event.name !== "push" && event.name !== "merge_group") return { none: `"${event.name}" events change nothing` };
  const commit = baseOf(event);
  if (commit === undefined) return { none: "this push begins a branch or replaces its history" };
  return commitOf(folder, commit) ? { commit } : { missing: missing(folder, commit, 0) };
}

/**
 * What GitHub checks out for a pull request is its merge into the base, and the first parent of that is the base as it was
 * merged. The base that the event names may be older: then others' commits would count as part of the change. What it checks
 * out for `pull_request_target` is the base itself, which may be a merge of something else.
 */
function baseOfPullRequest(event: Event, folder: string): Base {
  const isMerge = event.name === "pull_request" && commitOf(folder, "HEAD") === event.sha;
  const parent = isMerge && commitOf(folder, "HEAD^2") !== undefined ? commitOf(folder, "HEAD^1") : undefined;
  if (parent !== undefined) return { commit: parent };
  const commit = baseOf(event);
  if (commit === undefined) return { none: "the event names no base" };
  return commitOf(folder, commit) ? { commit } : { missing: missing(folder, commit, isMerge ? 2 : 0) };
}

/** In a container git may refuse a folder that belongs to somebody else; its own words tell best. */
function missing(folder: string, commit: string, depth: number): string {
  const answer = git(folder, ["rev-parse", "--verify", "HEAD"]);
  if ("problem" in answer) return `git refuses: ${answer.problem.replace(/^fatal: /, "")}`;
  return `the base ${commit.slice(0, 7)} is not in this clone: set "fetch-depth: ${depth}" for actions/checkout`;
}
