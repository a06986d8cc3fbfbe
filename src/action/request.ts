/** Requests to GitHub's API that survive what passes: a busy server, a broken line, a limit that is met. */

import { setTimeout as sleep } from "node:timers/promises";
import { version } from "../version.ts";

export interface Api {
  readonly url: string;
  readonly token: string;
}

export interface Request {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly body?: object;
}

export interface Reply {
  /** 0 where no reply came. */
  readonly status: number;
  readonly body: unknown;
  /** What went wrong, in GitHub's words or the system's. */
  readonly problem?: string;
}

const attempts = 4;
const patience = 60_000;
const longestWait = 60_000;

export async function request(api: Api, asked: Request): Promise<Reply> {
  for (let attempt = 1; ; attempt++) {
    const { reply, wait } = await once(api, asked);
    if (wait === undefined || attempt === attempts) return hidden(reply, api);
    await sleep(wait ?? 1000 * 2 ** (attempt - 1));
  }
}

/** A server in between may send back what it was sent. */
function hidden(reply: Reply, { token }: Api): Reply {
  return reply.problem === undefined ? reply : { ...reply, problem: reply.problem.replaceAll(token, "***") };
}

interface Try {
  readonly reply: Reply;
  /** Milliseconds until it may be tried again, null where nobody says how long; undefined where that is of no use. */
  readonly wait?: number | null;
}

async function once({ url, token }: Api, { method, path, body }: Request): Promise<Try> {
  try {
    const response = await fetch(url.replace(/\/$/, "") + path, {
      method,
      headers: {
        accept: "application/vnd.github+json",
        authorization: `Bearer ${token}`,
        "user-agent": `mesh-lint/${version}`,
        "x-github-api-version": "2022-11-28",
        ...(body && { "content-type": "application/json" }),
      },
      signal: AbortSignal.timeout(patience),
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (response.ok) return { reply: { status: response.status, body: parsed(text) } };
    return { reply: refusal(response, text), ...(passes(response) && { wait: waitOf(response.headers) }) };
  } catch (error) {
    return { reply: { status: 0, body: undefined, problem: causeOf(error) }, wait: null };
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function refusal({ status, statusText }: Response, text: string): Reply {
  const body = parsed(text);
  const said = typeof body === "object" && body !== null && "message" in body ? body.message : undefined;
  const words = typeof said === "string" ? said : statusText || "no explanation";
  return { status, body, problem: `${status}: ${words.slice(0, 500)}` };
}

/** Both limits of GitHub answer with 403 as well as with 429. */
function passes({ status, headers }: Response): boolean {
  if (status >= 500 || status === 429 || status === 408) return true;
  return status === 403 && (headers.has("retry-after") || headers.get("x-ratelimit-remaining") === "0");
}

/** `Retry-After` is a number of seconds or a date. */
function waitOf(headers: Headers): number | null {
  const after = headers.get("retry-after");
  if (after === null) return null;
  const milliseconds = /^\d+$/.test(after) ? Number(after) * 1000 : Date.parse(after) - Date.now();
  return Number.isNaN(milliseconds) ? null : Math.min(Math.max(milliseconds, 0), longestWait);
}

/** fetch hides what happened one level down. */
function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message || error.message : error.message;
}
