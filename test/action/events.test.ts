/** `changed-only` for what happens in a repository, with clones as actions/checkout makes them. */

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findBase } from "../../src/action/base.ts";
import { build, type Program } from "../cli/program.ts";
import { act, node24, repository, type Outcome, type Repository, type Step } from "./runner.ts";
import { route, service, subsetsOnly } from "./worlds.ts";

const node = await node24();
const made: Repository[] = [];
let program: Program;
let history: Awaited<ReturnType<typeof historyOf>>;

beforeAll(async () => {
  program = await build();
  history = historyOf();
});
afterAll(() => {
  program.remove();
  for (const each of made) each.remove();
});

/** A base with an old finding; a branch with a new one; then the base moves on with one more; then both are merged. */
function historyOf(): { at: Repository; first: string; moved: string; merge: string; head: string } {
  const at = repository({ ...subsetsOnly, "service.yaml": service, "old.yaml": route("old", "v2") });
  made.push(at);
  const first = at.git("rev-parse", "HEAD");
  at.git("checkout", "-q", "-b", "branch");
  at.write({ "new.yaml": route("new", "v3") });
  const head = at.commit("on the branch");
  at.git("checkout", "-q", "main");
  at.write({ "others.yaml": route("others", "v4") });
  const moved = at.commit("by others");
  at.git("checkout", "-q", "--detach");
  at.git("merge", "-q", "--no-ff", "-m", "merge", "branch");
  const merge = at.git("rev-parse", "HEAD");
  at.git("branch", "merged");
  return { at, first, moved, merge, head };
}

function clone(...args: readonly string[]): Repository {
  const one = history.at.clone(...args);
  made.push(one);
  return one;
}

function run(at: Repository, step: Step): Promise<Outcome> {
  const bundle = join(dirname(program.file), "action.js");
  return act({ node: node ?? "", bundle }, at, { ...step, with: { "changed-only": "true", ...step.with } });
}

function filesOf({ commands }: Outcome): (string | undefined)[] {
  return commands.flatMap(({ name, properties: { file } }) => (name === "error" ? [file] : []));
}

function pullRequest(more: object = {}): Step {
  const repo = { full_name: "acme/shop" };
  const base = { sha: history.first, repo };
  const payload = { number: 7, pull_request: { base, head: { sha: history.head, repo }, ...more } };
  return { event: "pull_request", payload, env: { GITHUB_REF: "refs/pull/7/merge" } };
}

describe.skipIf(node === undefined)("changed-only", () => {
  it("reports what a pull request adds to the base that it is merged into, with two commits of history", async () => {
    const at = clone("--depth", "2", "--branch", "merged");
    const outcome = await run(at, pullRequest());
    expect([outcome.code, filesOf(outcome)]).toEqual([1, ["new.yaml"]]);
    expect(outcome.outputs).toMatchObject({ findings: "1", "exit-code": "1" });
  });

  it("reports the same where the head is checked out", async () => {
    const at = clone("--branch", "branch");
    const outcome = await run(at, { ...pullRequest(), env: { GITHUB_SHA: history.merge } });
    expect([outcome.code, filesOf(outcome)]).toEqual([1, ["new.yaml"]]);
  });

  it("works for forks alike", async () => {
    const at = clone("--depth", "2", "--branch", "merged");
    const outcome = await run(
      at,
      pullRequest({
        head: { repo: { full_name: "stranger/shop" } },
        base: { sha: history.first, repo: { full_name: "acme/shop" } },
      }),
    );
    expect(filesOf(outcome)).toEqual(["new.yaml"]);
  });

  it("says what to do where the history is missing", async () => {
    const at = clone("--depth", "1", "--branch", "merged");
    const outcome = await run(at, pullRequest());
    expect([outcome.code, outcome.outputs["exit-code"]]).toEqual([2, "2"]);
    expect(outcome.commands.find(({ name }) => name === "error")?.data).toBe(
      `changed-only: the base ${history.first.slice(0, 7)} is not in this clone: set "fetch-depth: 2" for actions/checkout`,
    );
  });

  it("asks for the whole history where the head is checked out, and repeats what git says", async () => {
    const at = clone("--depth", "1", "--branch", "branch");
    const outcome = await run(at, { ...pullRequest(), env: { GITHUB_SHA: history.merge } });
    expect(outcome.commands.find(({ name }) => name === "error")?.data).toContain('set "fetch-depth: 0"');
    const folder = mkdtempSync(join(tmpdir(), "mesh-lint-no-git-"));
    const event = { name: "push", payload: { before: history.first }, sha: history.moved, ref: "", actor: "" };
    expect(findBase(event, folder)).toMatchObject({
      missing: expect.stringMatching(/^git refuses: not a git/) as string,
    });
    rmSync(folder, { recursive: true });
  });

  it("takes no merge of the base branch for one of the pull request", () => {
    const at = clone("--branch", "merged");
    const payload = { pull_request: { base: { sha: history.merge } } };
    const event = { name: "pull_request_target", payload, sha: history.merge, ref: "refs/heads/main", actor: "" };
    expect(findBase(event, at.folder)).toEqual({ commit: history.merge });
  });

  it("compares a push with what was there before it", async () => {
    const at = clone("--branch", "main");
    const outcome = await run(at, { payload: { before: history.first } });
    expect(filesOf(outcome)).toEqual(["others.yaml"]);
  });

  it("takes all of a first push, of a forced one, and of what changes nothing", async () => {
    const at = clone("--branch", "main");
    const steps: readonly Step[] = [
      { payload: { before: "0".repeat(40) } },
      { payload: { before: "1".repeat(40), forced: true } },
      { payload: {} },
      { event: "workflow_dispatch" },
    ];
    for (const step of steps) {
      const outcome = await run(at, step);
      expect([step, filesOf(outcome)]).toEqual([step, ["old.yaml", "others.yaml"]]);
      expect(outcome.commands.find(({ name }) => name === "notice")?.data).toContain("so all findings are reported");
    }
  });

  it("compares a merge group with its base", async () => {
    const at = clone("--branch", "merged");
    const payload = { merge_group: { base_sha: history.moved, head_sha: history.merge } };
    const outcome = await run(at, { event: "merge_group", payload });
    expect(filesOf(outcome)).toEqual(["new.yaml"]);
  });

  it("compares with what the workflow says", async () => {
    const at = clone("--branch", "merged");
    const outcome = await run(at, { ...pullRequest(), with: { since: history.first } });
    expect(filesOf(outcome).sort()).toEqual(["new.yaml", "others.yaml"]);
  });

  it("reports what a deletion breaks elsewhere", async () => {
    const [first = "", second = ""] = service.split("---\n");
    const whole = "environments: [{ name: all, roots: [.], complete: true }]\n";
    const at = repository({
      "mesh-lint.yaml": whole,
      "service.yaml": first,
      "subsets.yaml": second,
      "route.yaml": route("reviews", "v1"),
    });
    made.push(at);
    const before = at.git("rev-parse", "HEAD");
    rmSync(join(at.folder, "subsets.yaml"));
    at.commit("no subsets any more");
    expect(filesOf(await run(at, { payload: { before } }))).toEqual(["route.yaml"]);
  });

  it("uploads nothing", async () => {
    const at = clone("--depth", "2", "--branch", "merged");
    const { code, commands } = await run(at, { ...pullRequest(), with: { "upload-sarif": "auto" } });
    expect(code).toBe(1);
    expect(commands.find(({ name }) => name === "notice")?.data).toContain("needs all findings");
  });
});
