/** A GitHub that knows code scanning and nothing else, on this machine. */

import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { gunzipSync } from "node:zlib";

export interface Asked {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Readonly<Record<string, string>>;
}

export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Breaks the line instead. */
  readonly breaks?: true;
}

export interface CodeScanning {
  readonly url: string;
  readonly asked: Asked[];
  readonly close: () => Promise<void>;
}

/** No test needs as many requests; what asks more often is in a loop. */
const mostRequests = 20;

/** Gives these answers in turn, and the last one from then on. */
export async function codeScanning(...answers: readonly Answer[]): Promise<CodeScanning> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    let text = "";
    request.setEncoding("utf8").on("data", (part: string) => (text += part));
    request.on("end", () => {
      const { method = "", url = "", headers } = request;
      asked.push({ method, url, headers, body: text === "" ? {} : (JSON.parse(text) as Asked["body"]) });
      const answer = asked.length > mostRequests ? { status: 400 } : (answers[asked.length - 1] ?? answers.at(-1));
      if (!answer || "breaks" in answer) request.socket.destroy();
      else
        response.writeHead(answer.status, { connection: "close", ...answer.headers }).end(JSON.stringify(answer.body));
    });
  });
  await listening(server);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
      }),
  };
}

function listening(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      resolve();
    });
  });
}

export function sarifOf({ body }: Asked): { runs: { automationDetails: { id: string }; results: unknown[] }[] } {
  const text = gunzipSync(Buffer.from(body.sarif ?? "", "base64")).toString("utf8");
  return JSON.parse(text) as ReturnType<typeof sarifOf>;
}
