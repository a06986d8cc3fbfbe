/** With which commit `--changed` compares, and what to do where that cannot be told. */

import { historyOf, targetOfMerge, type History } from "../source/history.ts";
import { UsageError } from "./usage.ts";

export interface Start {
  /** As the user or the CI system names it. */
  readonly ref: string;
  /** Where the work of now and the ref parted; full hash. */
  readonly commit: string;
}

interface Wish {
  /** The first of them that is there is taken. */
  readonly names: readonly string[];
  /** Who says so; undefined where nobody does. */
  readonly said?: string;
}

type Env = Readonly<Record<string, string | undefined>>;

export function startOf(since: string | undefined, root: string, env: Env = process.env): Start {
  const history = historyOf(root);
  if (typeof history === "string") throw new UsageError(whyNone(history, root));
  if (history.commit("HEAD") === undefined) return beforeAll(since, history);
  const wish = wishOf(since, { env, history });
  const ref = wish.names.find((name) => history.commit(name) !== undefined);
  if (ref === undefined) throw new UsageError(missing(wish, history, env));
  const commit = history.parting("HEAD", history.commit(ref) ?? ref);
  if (commit === undefined) throw new UsageError(unrelated(ref, history, env));
  return { ref: history.branch(ref), commit };
}

/** A hook that runs at each commit runs at the first one too: then everything is new. */
function beforeAll(since: string | undefined, history: History): Start {
  const commit = since === undefined || since === "HEAD" ? history.nothing() : undefined;
  if (commit === undefined) throw new UsageError("there is no commit yet to compare with: leave out --changed");
  return { ref: "an empty repository", commit };
}

/** Variables by which CI systems name the target of a pull request. */
const announced: readonly (readonly [name: string, means: "branch" | "commit"])[] = [
  ["GITHUB_BASE_REF", "branch"],
  ["CI_MERGE_REQUEST_TARGET_BRANCH_SHA", "commit"],
  ["CI_MERGE_REQUEST_DIFF_BASE_SHA", "commit"],
  ["SYSTEM_PULLREQUEST_TARGETBRANCH", "branch"],
  ["BITBUCKET_PR_DESTINATION_COMMIT", "commit"],
  ["BITBUCKET_PR_DESTINATION_BRANCH", "branch"],
  ["BUILDKITE_PULL_REQUEST_BASE_BRANCH", "branch"],
  ["CHANGE_TARGET", "branch"],
  ["PULL_BASE_SHA", "commit"],
];

const usual = ["origin/HEAD", "origin/main", "origin/master", "main", "master"];

interface Surroundings {
  readonly env: Env;
  readonly history: History;
}

function wishOf(since: string | undefined, { env, history }: Surroundings): Wish {
  if (since !== undefined) return { names: [since, `origin/${since}`], said: "--since" };
  const own = env.MESH_LINT_SINCE;
  if (own) return { names: [own, `origin/${own}`], said: "MESH_LINT_SINCE" };
  const target = testedAgainst(env, history);
  if (target !== undefined) return { names: [target], said: "GITHUB_REF" };
  for (const [said, means] of announced) {
    const name = env[said]?.replace(/^refs\/heads\//, "");
    if (name) return { names: means === "commit" ? [name] : [`origin/${name}`, name], said };
  }
  return { names: usual };
}

/** Known without any more history than the merge and its parents. */
function testedAgainst({ GITHUB_REF = "", GITHUB_SHA }: Env, { commit }: History): string | undefined {
  return /^refs\/pull\/\d+\/merge$/.test(GITHUB_REF) ? targetOfMerge(commit, GITHUB_SHA) : undefined;
}

function whyNone(history: Exclude<ReturnType<typeof historyOf>, History>, root: string): string {
  switch (history) {
    case "no git":
      return "--changed needs git, and there is none in PATH";
    case "no repository":
      return `--changed needs a git repository, and ${root} is none`;
    case "no work tree":
      return `--changed needs the files of a work tree, and ${root} is a bare repository`;
    case "not owned":
      return `git does not trust ${root}, which belongs to somebody else: git config --global --add safe.directory ${root}`;
  }
}

function missing({ names: [name = ""], said }: Wish, history: History, env: Env): string {
  const isCut = history.isShallow();
  if (said === undefined) {
    const known = isCut ? `, or ${wholeClone(env)}` : "";
    return `cannot tell which branch this one goes into: add --since with a branch or commit${known}`;
  }
  return `there is no commit "${name}" (${said}) in this ${isCut ? "shallow " : ""}clone: ${isCut ? wholeClone(env) : fetching(name)}`;
}

function unrelated(ref: string, history: History, env: Env): string {
  const said = `HEAD and "${ref}" have no commit in common`;
  return history.isShallow() ? `${said} in this shallow clone: ${wholeClone(env)}` : `${said}: choose another --since`;
}

/** How this CI system is told to clone all of the history. */
function wholeClone(env: Env): string {
  if (env.GITHUB_ACTIONS) return 'give actions/checkout "fetch-depth: 0"';
  if (env.GITLAB_CI) return 'set the variable "GIT_DEPTH: 0" for the job';
  if (env.TF_BUILD) return 'give the checkout step "fetchDepth: 0"';
  if (env.BITBUCKET_BUILD_NUMBER) return 'set "clone: { depth: full }" for the step';
  return 'git fetch --unshallow origin "+refs/heads/*:refs/remotes/origin/*"';
}

/** Nothing that a shell would take for more than a name goes into a command that people copy. */
function fetching(name: string): string {
  const branch = name.replace(/^origin\//, "");
  if (!/^\w[\w./-]*$/.test(branch) || branch.includes("..")) return "is it written as git log writes it?";
  const isHash = /^[\da-f]{7,64}$/.test(branch);
  return `git fetch origin ${isHash ? branch : `${branch}:refs/remotes/origin/${branch}`}`;
}
