/** With which commit `--changed` compares, and what it says where there is none. */

import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { build } from "../cli/program.ts";
import { route, shop } from "./manifests.ts";
import { foundIn, ground, type Repository } from "./repository.ts";

const program = await build();
const { at, fresh, repository, remove } = ground(program.file);
afterAll(() => {
  remove();
  program.remove();
});

const broken = "apps/routes/cart.yaml:8 istio/unknown-host";
type Env = Readonly<Record<string, string>>;

/** A clone of a repository whose `main` is fine and whose `work` breaks the cart in its last of two commits. */
function clone(...args: string[]): Repository {
  const origin = repository();
  origin.commit(shop);
  origin.commit({ "README.md": "# Shop\n" });
  origin.git("checkout", "-q", "-b", "work");
  origin.commit({ "apps/routes/new.yaml": route("new") });
  origin.commit({ "apps/cart.yaml": null });
  const made = at(fresh());
  origin.git("clone", "-q", "--branch", "work", ...args, `file://${origin.folder}`, made.folder);
  return made;
}

function comparison(made: Repository, args: readonly string[] = [], env: Env = {}): unknown {
  const { code, stdout, stderr } = made.lintWith(env, "--changed", "--format", "json", ...args);
  if (code === 2) return stderr;
  const { summary } = JSON.parse(stdout) as {
    readonly summary: { readonly since: { readonly ref: string; readonly commit: string } };
  };
  return { ref: summary.since.ref, commit: summary.since.commit };
}

describe("the commit to compare with", () => {
  it("is where the branch left the default branch of origin", () => {
    const made = clone();
    expect(comparison(made)).toEqual({ ref: "origin/work", commit: made.git("rev-parse", "HEAD") });
    made.git("remote", "set-head", "origin", "main");
    expect(comparison(made)).toEqual({ ref: "origin/main", commit: made.git("rev-parse", "origin/main") });
    expect(foundIn(made.lint("--changed", "--format", "json"))).toEqual([
      broken,
      "apps/routes/new.yaml:8 istio/unknown-host",
    ]);
  });

  it("is what --since or MESH_LINT_SINCE names: a commit, a tag, a branch, one of origin", () => {
    const made = clone();
    made.git("tag", "-a", "v1", "-m", "v1", "HEAD~1");
    const commit = made.git("rev-parse", "HEAD~1");
    for (const ref of ["HEAD~1", "HEAD^", "v1", "@{u}~1"]) {
      expect(comparison(made, ["--since", ref])).toEqual({ ref, commit });
      expect(comparison(made, [], { MESH_LINT_SINCE: ref, GITHUB_BASE_REF: "main" })).toEqual({ ref, commit });
    }
    expect(comparison(made, ["--since", "main"])).toMatchObject({ ref: "origin/main" });
    expect(foundIn(made.lint("--since", commit, "--format", "json"))).toEqual([broken]);
    expect(made.lint("--since", commit).stdout).toContain(`1 file changed since ${commit.slice(0, 7)}: 1 older`);
  });

  it.each<readonly [Env]>([
    [{ GITHUB_BASE_REF: "main" }],
    [{ SYSTEM_PULLREQUEST_TARGETBRANCH: "refs/heads/main" }],
    [{ BITBUCKET_PR_DESTINATION_BRANCH: "main" }],
    [{ BUILDKITE_PULL_REQUEST_BASE_BRANCH: "main" }],
    [{ CHANGE_TARGET: "main" }],
  ])("is the target of the pull request in CI: %j", (env) => {
    const made = clone();
    expect(comparison(made, [], env)).toEqual({ ref: "origin/main", commit: made.git("rev-parse", "origin/main") });
  });

  it.each([
    "CI_MERGE_REQUEST_DIFF_BASE_SHA",
    "CI_MERGE_REQUEST_TARGET_BRANCH_SHA",
    "BITBUCKET_PR_DESTINATION_COMMIT",
    "PULL_BASE_SHA",
  ])("is the commit that %s names", (variable) => {
    const made = clone();
    const commit = made.git("rev-parse", "origin/main");
    expect(comparison(made, [], { [variable]: commit })).toEqual({ ref: commit, commit });
  });

  it("is the first parent of the merge that GitHub makes of a pull request, in a shallow clone, too", () => {
    const origin = clone();
    origin.git("checkout", "-q", "--detach", "origin/main");
    origin.git("merge", "-q", "--no-ff", "-m", "merge", "origin/work");
    origin.git("update-ref", "refs/heads/merged", "HEAD");
    const made = at(fresh());
    origin.git("clone", "-q", "--depth", "2", "--branch", "merged", `file://${origin.folder}`, made.folder);
    const env = { GITHUB_REF: "refs/pull/7/merge", GITHUB_BASE_REF: "main", GITHUB_SHA: made.git("rev-parse", "HEAD") };
    expect(comparison(made, [], env)).toEqual({ ref: "HEAD^1", commit: made.git("rev-parse", "HEAD^1") });
    made.git("checkout", "-q", "HEAD^2");
    expect(comparison(made, [], env)).toContain('there is no commit "origin/main"');
  });

  it("is HEAD on the default branch: what is not committed counts", () => {
    const made = repository();
    made.commit(shop);
    made.write({ "apps/cart.yaml": null });
    expect(foundIn(made.lint("--changed", "--format", "json"))).toEqual([broken]);
    made.commit();
    expect(made.lint("--changed").stdout).toMatch(
      /nothing has changed since main \([\da-f]{7}\): 1 older finding not shown/,
    );
  });

  it("is found with HEAD detached, in another work tree, from a folder within, and in a hook", () => {
    const made = clone();
    made.git("checkout", "-q", "--detach");
    const commit = made.git("rev-parse", "origin/main");
    const expected = { ref: "origin/main", commit };
    expect(comparison(made, ["--since", "main"])).toEqual(expected);
    const tree = at(fresh());
    made.git("worktree", "add", "-q", tree.folder);
    expect(comparison(tree, ["--since", "main"])).toEqual(expected);
    expect(comparison(at(join(made.folder, "apps")), ["--since", "main"])).toEqual(expected);
    const hook = { GIT_DIR: "/nowhere", GIT_INDEX_FILE: "/nowhere/index", GIT_WORK_TREE: "/nowhere" };
    expect(comparison(made, ["--since", "main"], hook)).toEqual(expected);
  });
});

describe("a missing commit is an error that says what to do", () => {
  it.each<readonly [string, Env, string]>([
    ["a shell", {}, 'git fetch --unshallow origin "+refs/heads/*:refs/remotes/origin/*"'],
    ["GitHub", { GITHUB_ACTIONS: "true" }, 'give actions/checkout "fetch-depth: 0"'],
    ["GitLab", { GITLAB_CI: "true" }, 'set the variable "GIT_DEPTH: 0" for the job'],
    ["Azure", { TF_BUILD: "True" }, 'give the checkout step "fetchDepth: 0"'],
    ["Bitbucket", { BITBUCKET_BUILD_NUMBER: "1" }, 'set "clone: { depth: full }" for the step'],
  ])("in a shallow clone, in %s", (_, env, advice) => {
    const made = clone("--depth", "1");
    expect(comparison(made, [], { ...env, GITHUB_BASE_REF: "main" })).toBe(
      `mesh-lint: there is no commit "origin/main" (GITHUB_BASE_REF) in this shallow clone: ${advice}\n`,
    );
    made.git("fetch", "-q", "--depth", "1", "origin", "main:refs/remotes/origin/main");
    expect(comparison(made, [], { ...env, GITHUB_BASE_REF: "main" })).toBe(
      `mesh-lint: HEAD and "origin/main" have no commit in common in this shallow clone: ${advice}\n`,
    );
  });

  it("and the advice for a shallow clone helps", () => {
    const made = clone("--depth", "1");
    made.git("fetch", "-q", "--unshallow", "origin", "+refs/heads/*:refs/remotes/origin/*");
    expect(comparison(made, ["--since", "main"])).toMatchObject({ ref: "origin/main" });
  });

  it("in a clone of one branch, and the advice helps", () => {
    const made = clone("--single-branch");
    expect(comparison(made, ["--since", "main"])).toBe(
      'mesh-lint: there is no commit "main" (--since) in this clone: git fetch origin main:refs/remotes/origin/main\n',
    );
    made.git("fetch", "-q", "origin", "main:refs/remotes/origin/main");
    expect(comparison(made, ["--since", "main"])).toMatchObject({ ref: "origin/main" });
  });

  it("in a partial clone, without reaching for the network, and the advice helps", () => {
    const made = clone();
    made.git(
      "-C",
      made.git("remote", "get-url", "origin").slice("file://".length),
      "config",
      "uploadpack.allowFilter",
      "true",
    );
    const partial = at(fresh());
    made.git(
      "clone",
      "-q",
      "--filter=blob:none",
      "--branch",
      "work",
      made.git("remote", "get-url", "origin"),
      partial.folder,
    );
    const short = partial.git("rev-parse", "--short=7", "origin/main");
    expect(comparison(partial, ["--since", "main"])).toBe(
      `mesh-lint: this clone lacks files of ${short} (is it a partial one?): git diff --stat ${short} fetches them\n`,
    );
    partial.git("diff", "--stat", short);
    expect(comparison(partial, ["--since", "main"])).toMatchObject({ ref: "origin/main" });
  });

  it("in a repository without commits, but for that which comes", () => {
    const made = repository();
    made.write(shop);
    made.write({ "apps/cart.yaml": null });
    expect(comparison(made, ["--since", "main"])).toBe(
      "mesh-lint: there is no commit yet to compare with: leave out --changed\n",
    );
    made.git("add", "--all");
    for (const since of [[], ["--since", "HEAD"]])
      expect(foundIn(made.lint("--changed", ...since, "--format", "json"))).toEqual([broken]);
    expect(made.lint("--changed").stdout).toContain("changed since an empty repository");
  });

  it("in a bare repository", () => {
    const made = repository();
    made.commit(shop);
    made.git("config", "core.bare", "true");
    expect(comparison(made, ["--since", "main"])).toBe(
      `mesh-lint: --changed needs the files of a work tree, and ${made.folder} is a bare repository\n`,
    );
  });

  it("without a repository, and without git", () => {
    const made = repository();
    made.write(shop);
    rmSync(join(made.folder, ".git"), { recursive: true });
    expect(comparison(made)).toBe(`mesh-lint: --changed needs a git repository, and ${made.folder} is none\n`);
    expect(comparison(made, [], { PATH: "" })).toBe("mesh-lint: --changed needs git, and there is none in PATH\n");
  });

  it("where nobody can tell what the branch is for", () => {
    const made = repository();
    made.commit(shop);
    made.git("branch", "-m", "trunk");
    expect(comparison(made)).toBe(
      "mesh-lint: cannot tell which branch this one goes into: add --since with a branch or commit\n",
    );
  });

  it("where histories have nothing in common", () => {
    const made = repository();
    made.commit(shop);
    made.git("checkout", "-q", "--orphan", "other");
    made.commit({ "README.md": "# Another shop\n" });
    expect(comparison(made)).toBe('mesh-lint: HEAD and "main" have no commit in common: choose another --since\n');
  });

  it.each([
    ["nope", "git fetch origin nope:refs/remotes/origin/nope"],
    ["origin/nope", "git fetch origin nope:refs/remotes/origin/nope"],
    ["0123456789abcdef0123456789abcdef01234567", "git fetch origin 0123456789abcdef0123456789abcdef01234567"],
    ["$(touch pwned)", "is it written as git log writes it?"],
    ["HEAD..HEAD", "is it written as git log writes it?"],
    ["HEAD:apps/cart.yaml", "is it written as git log writes it?"],
    ["--upload-pack=x", "is it written as git log writes it?"],
  ])("for the name %s", (name, advice) => {
    const made = repository();
    made.commit(shop);
    expect(comparison(made, [`--since=${name}`])).toBe(
      `mesh-lint: there is no commit "${name}" (--since) in this clone: ${advice}\n`,
    );
  });

  it("for standard input", () => {
    const made = repository();
    made.commit(shop);
    expect(comparison(made, ["-"])).toBe("mesh-lint: --changed compares files, not standard input (-)\n");
  });
});
