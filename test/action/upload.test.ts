/** Uploads to code scanning, against a server on this machine. */

import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { build, type Program } from "../cli/program.ts";
import { codeScanning, sarifOf, type Answer, type CodeScanning } from "./code-scanning.ts";
import { act, node24, repository, token, type Outcome, type Repository, type Step } from "./runner.ts";
import { broken } from "./worlds.ts";

const node = await node24();
let program: Program;
let at: Repository;

beforeAll(async () => {
  program = await build();
  at = repository(broken);
});
afterAll(() => {
  program.remove();
  at.remove();
});

const taken: Answer = { status: 202, body: { id: "47177e22-5596-11eb-80a1-c1e54ef945c6" } };
const complete: Answer = { status: 200, body: { processing_status: "complete" } };
const notAllowed: Answer = { status: 403, body: { message: "Resource not accessible by integration" } };

interface Given extends Step {
  readonly answers: readonly Answer[];
  readonly upload?: string;
  readonly waits?: boolean;
}

async function uploaded({ answers, upload = "true", waits = false, ...step }: Given): Promise<Outcome & CodeScanning> {
  const server = await codeScanning(...answers);
  try {
    const inputs = { "upload-sarif": upload, "wait-for-processing": String(waits), "fail-on": "never", ...step.with };
    const bundle = join(dirname(program.file), "action.js");
    const env = { GITHUB_API_URL: server.url, ...step.env };
    const outcome = await act({ node: node ?? "", bundle }, at, { ...step, with: inputs, env });
    return { ...outcome, ...server };
  } finally {
    await server.close();
  }
}

function said(outcome: Outcome, level: string): string[] {
  return outcome.commands
    .filter(({ name, properties }) => name === level && properties.title === "mesh-lint")
    .map(({ data }) => data);
}

describe.skipIf(node === undefined)("upload-sarif", () => {
  it("asks nobody for anything unless it is told to", async () => {
    const { asked, outputs } = await uploaded({ answers: [taken], upload: "false" });
    expect([asked, outputs["sarif-id"]]).toEqual([[], ""]);
  });

  it("sends what was found to code scanning", async () => {
    const { asked, outputs, code } = await uploaded({ answers: [taken], with: { category: "prod" } });
    expect(asked).toHaveLength(1);
    const [request] = asked;
    expect(request).toMatchObject({
      method: "POST",
      url: "/repos/acme/shop/code-scanning/sarifs",
      headers: { authorization: `Bearer ${token}`, "x-github-api-version": "2022-11-28" },
      body: {
        commit_sha: at.git("rev-parse", "HEAD"),
        ref: "refs/heads/main",
        tool_name: "mesh-lint",
        checkout_uri: pathToFileURL(at.folder).href,
      },
    });
    const [run] = request ? sarifOf(request).runs : [];
    expect([run?.automationDetails.id, run?.results.length]).toEqual(["prod/", 1]);
    expect([code, outputs["sarif-id"]]).toEqual([0, "47177e22-5596-11eb-80a1-c1e54ef945c6"]);
  });

  it("names the merge of a pull request, or its head where that is checked out", async () => {
    const step = {
      event: "pull_request",
      payload: { number: 7, pull_request: { base: { repo: { full_name: "acme/shop" } } } },
      env: { GITHUB_REF: "refs/pull/7/merge" },
    };
    const merge = await uploaded({ answers: [taken], ...step });
    expect(merge.asked[0]?.body.ref).toBe("refs/pull/7/merge");
    const env = { ...step.env, GITHUB_SHA: "1".repeat(40) };
    const head = await uploaded({ answers: [taken], ...step, env });
    expect(head.asked[0]?.body).toMatchObject({ ref: "refs/pull/7/head", commit_sha: at.git("rev-parse", "HEAD") });
  });

  it("waits until code scanning has taken it in", async () => {
    const answers = [taken, { status: 200, body: { processing_status: "pending" } }, complete];
    const { asked, code } = await uploaded({ answers, waits: true });
    expect(asked.map(({ method }) => method)).toEqual(["POST", "GET", "GET"]);
    expect(asked[1]?.url).toBe("/repos/acme/shop/code-scanning/sarifs/47177e22-5596-11eb-80a1-c1e54ef945c6");
    expect(code).toBe(0);
  });

  it("fails where code scanning refuses the file, and says why", async () => {
    const refused = { status: 200, body: { processing_status: "failed", errors: ["rejecting SARIF, ::error::x"] } };
    const outcome = await uploaded({ answers: [taken, refused], waits: true });
    expect([outcome.code, outcome.outputs["exit-code"], outcome.outputs.errors]).toEqual([2, "2", "1"]);
    expect(said(outcome, "error")).toEqual(["not in code scanning: it refuses the file: rejecting SARIF, ::error::x"]);
  });

  it("tries again when GitHub is busy or the line breaks, and heeds Retry-After", async () => {
    const busy = { status: 503, headers: { "retry-after": "0" } };
    const limit = { status: 403, body: { message: "secondary rate limit" }, headers: { "retry-after": "0" } };
    const { asked, code } = await uploaded({ answers: [busy, limit, { status: 0, breaks: true }, taken] });
    expect([asked.length, code]).toEqual([4, 0]);
  });

  it("gives up after four tries", async () => {
    const outcome = await uploaded({ answers: [{ status: 502, headers: { "retry-after": "0" } }] });
    expect([outcome.asked.length, outcome.code]).toEqual([4, 2]);
    expect(said(outcome, "error")).toEqual(["not in code scanning: 502: Bad Gateway."]);
  });

  it("explains a missing permission: an error where the upload is demanded, a notice in auto", async () => {
    const strict = await uploaded({ answers: [notAllowed] });
    expect([strict.asked.length, strict.code]).toEqual([1, 2]);
    expect(said(strict, "error")[0]).toContain('"permissions: security-events: write"');
    expect(strict.summary).toContain("Resource not accessible by integration");
    const lenient = await uploaded({ answers: [notAllowed], upload: "auto" });
    expect([lenient.code, lenient.outputs["exit-code"], said(lenient, "error")]).toEqual([0, "0", []]);
    expect(said(lenient, "notice")[0]).toContain("Resource not accessible by integration");
  });

  it("explains forks and Dependabot", async () => {
    const pull = { base: { repo: { full_name: "acme/shop" } }, head: { repo: { full_name: "stranger/shop" } } };
    const step = {
      event: "pull_request",
      payload: { number: 7, pull_request: pull },
      env: { GITHUB_REF: "refs/pull/7/merge" },
    };
    const outcome = await uploaded({ answers: [notAllowed], upload: "auto", ...step });
    expect(outcome.code).toBe(0);
    expect(said(outcome, "notice")[0]).toContain("from forks");
    const bot = await uploaded({ answers: [notAllowed], upload: "auto", env: { GITHUB_ACTOR: "dependabot[bot]" } });
    expect(said(bot, "notice")[0]).toContain("Runs of Dependabot");
  });

  it("needs a token and a repository", async () => {
    const none = await uploaded({ answers: [taken], with: { token: "" } });
    expect([none.asked, none.code]).toEqual([[], 2]);
    const odd = await uploaded({ answers: [taken], env: { GITHUB_REPOSITORY: "../x?y" } });
    expect([odd.asked, odd.code]).toEqual([[], 2]);
  });

  it("never shows the token, not even when GitHub sends it back", async () => {
    const echo = { status: 400, body: { message: `bad request: Bearer ${token}` } };
    const { commands, log, outputs, summary } = await uploaded({ answers: [echo] });
    expect(JSON.stringify([commands.slice(1), log, outputs, summary])).not.toContain(token);
  });
});
