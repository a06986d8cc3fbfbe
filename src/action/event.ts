/** What happened in the repository: the event that GitHub hands to the step as environment variables and a file. */

import { readFileSync } from "node:fs";

export interface Event {
  /** `push`, `pull_request`, `merge_group` … */
  readonly name: string;
  readonly payload: unknown;
  /** The commit that GitHub checks out for it: of a pull request, its merge into the base. */
  readonly sha: string;
  readonly ref: string;
  readonly actor: string;
}

type Env = Readonly<Record<string, string | undefined>>;

export function readEvent(env: Env): Event {
  return {
    name: env.GITHUB_EVENT_NAME ?? "",
    payload: payloadOf(env.GITHUB_EVENT_PATH),
    sha: env.GITHUB_SHA ?? "",
    ref: env.GITHUB_REF ?? "",
    actor: env.GITHUB_ACTOR ?? "",
  };
}

function payloadOf(path: string | undefined): unknown {
  try {
    return path ? JSON.parse(readFileSync(path, "utf8")) : undefined;
  } catch {
    return undefined;
  }
}

export function isPullRequest({ name }: Event): boolean {
  return name === "pull_request" || name === "pull_request_target";
}

/** Whether the branch of a pull request lies in another repository, whose author may write nothing here. */
export function isFork({ payload }: Event): boolean {
  const base = textAt(payload, "pull_request", "base", "repo", "full_name");
  return base !== undefined && textAt(payload, "pull_request", "head", "repo", "full_name") !== base;
}

/** The commit before the change, as the event names it; undefined where nothing comes before it. */
export function baseOf({ name, payload }: Event): string | undefined {
  if (name === "push") return isTrueAt(payload, "forced") ? undefined : commitAt(payload, "before");
  if (name === "merge_group") return commitAt(payload, "merge_group", "base_sha");
  return commitAt(payload, "pull_request", "base", "sha");
}

/** Anything else could be a flag or a name to git. The first push of a branch says zeros. */
function commitAt(payload: unknown, ...path: readonly string[]): string | undefined {
  const text = textAt(payload, ...path);
  return text !== undefined && /^[0-9a-f]{40,64}$/.test(text) && /[^0]/.test(text) ? text : undefined;
}

function isTrueAt(payload: unknown, ...path: readonly string[]): boolean {
  return valueAt(payload, path) === true;
}

function textAt(payload: unknown, ...path: readonly string[]): string | undefined {
  const value = valueAt(payload, path);
  return typeof value === "string" ? value : undefined;
}

function valueAt(payload: unknown, path: readonly string[]): unknown {
  let at = payload;
  for (const key of path) {
    if (typeof at !== "object" || at === null || !Object.hasOwn(at, key)) return undefined;
    at = (at as Readonly<Record<string, unknown>>)[key];
  }
  return at;
}
