/** The findings at GitHub code scanning: sent there, and followed until they are taken in. */

import { gzipSync } from "node:zlib";
import { setTimeout as sleep } from "node:timers/promises";
import { isFork, isPullRequest, type Event } from "./event.ts";
import { commitsOf } from "./git.ts";
import { request, type Api, type Reply } from "./request.ts";

export interface Upload {
  readonly api: Api;
  /** owner/name */
  readonly repository: string;
  readonly event: Event;
  readonly sarif: string;
  /** The folder that paths in the file count from, as a URI. */
  readonly checkout: { readonly folder: string; readonly uri: string };
  readonly waits: boolean;
}

export type Uploaded = { readonly id: string; readonly problem?: string } | { readonly problem: string };

export async function upload({ api, repository, event, sarif, checkout, waits }: Upload): Promise<Uploaded> {
  if (api.token === "") return { problem: "there is no token: leave the input token to its default" };
  if (!/^[\w.-]+\/[\w.-]+$/.test(repository)) return { problem: "GITHUB_REPOSITORY names no repository" };
  const path = `/repos/${repository}/code-scanning/sarifs`;
  const body = {
    ...analysed(event, checkout.folder),
    sarif: gzipSync(sarif).toString("base64"),
    checkout_uri: checkout.uri,
    tool_name: "mesh-lint",
  };
  const reply = await request(api, { method: "POST", path, body });
  if (reply.problem !== undefined) return { problem: explained(reply, event) };
  const id = textOf(reply.body, "id");
  if (id === undefined || !/^[\w-]+$/.test(id)) return { problem: "code scanning named no id" };
  const problem = waits ? await failureOf(api, `${path}/${id}`) : undefined;
  return { id, ...(problem !== undefined && { problem }) };
}

/**
 * The commit and the ref that the findings belong to. Where a workflow has checked out the head of a pull request instead
 * of its merge, code scanning has to hear so (github/codeql-action src/git-utils.ts getRef).
 */
function analysed(event: Event, folder: string): { readonly commit_sha: string; readonly ref: string } {
  const head = commitsOf(folder)("HEAD") ?? event.sha;
  const number = isPullRequest(event) ? numberOf(event) : undefined;
  const ref = head !== event.sha && number !== undefined ? `refs/pull/${number}/head` : event.ref;
  return { commit_sha: head, ref };
}

function numberOf({ payload, ref }: Event): number | undefined {
  const number = valueOf(payload, "number") ?? Number(/^refs\/pull\/(\d+)\//.exec(ref)?.[1]);
  return typeof number === "number" && Number.isInteger(number) ? number : undefined;
}

function explained({ status, problem = "" }: Reply, event: Event): string {
  if (status === 0) return `GitHub cannot be reached: ${problem}`;
  return `${problem.replace(/\.?$/, ".")} ${hint(status, event)}`.trim();
}

function hint(status: number, event: Event): string {
  if (status !== 401 && status !== 403 && status !== 404) return "";
  if (isFork(event) || event.actor === "dependabot[bot]") {
    const who = isFork(event) ? "Pull requests from forks" : "Runs of Dependabot";
    return `${who} get a token that may only read: give sarif-file to github/codeql-action/upload-sarif.`;
  }
  return 'The job needs "permissions: security-events: write", and the repository code scanning (public, or with GitHub Code Security).';
}

const longest = 120_000;

/** Why code scanning refuses what it was sent; undefined when it has taken it in, or takes its time. */
async function failureOf(api: Api, path: string): Promise<string | undefined> {
  const end = performance.now() + longest;
  for (let wait = 1000; performance.now() < end; wait = Math.min(wait * 2, 8000)) {
    const { body } = await request(api, { method: "GET", path });
    const status = textOf(body, "processing_status");
    if (status === "complete") return undefined;
    if (status === "failed") return `it refuses the file: ${errorsOf(body)}`;
    await sleep(wait);
  }
  return undefined;
}

function errorsOf(body: unknown): string {
  const errors = valueOf(body, "errors");
  const list: readonly unknown[] = Array.isArray(errors) ? errors : [];
  return list.slice(0, 5).map(String).join("; ").slice(0, 1000) || "no explanation";
}

function textOf(body: unknown, key: string): string | undefined {
  const value = valueOf(body, key);
  return typeof value === "string" ? value : undefined;
}

function valueOf(body: unknown, key: string): unknown {
  if (typeof body !== "object" || body === null || !Object.hasOwn(body, key)) return undefined;
  return (body as Readonly<Record<string, unknown>>)[key];
}
