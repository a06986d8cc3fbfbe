/**
 * Reads ahead where storage is slow: one read waits for the other only if nobody asks for both at once. What is read is
 * thrown away, because the operating system keeps it for whoever asks next.
 */

import { constants } from "node:fs";
import { uptime } from "./clock.ts";
import { trace } from "./trace.ts";

/** What is still to be read, absolute paths, the next one last. */
export interface Pending {
  readonly folders: readonly string[];
  readonly files: readonly string[];
}

export interface Pace {
  /** To be called before each step; `pending` is asked once at most. */
  readonly step: (left: number, pending: () => Pending) => void;
  readonly end: () => void;
}

export interface Patience {
  /** Milliseconds that a step takes at most where storage, or the system's memory of it, is fast. */
  readonly ms: number;
  /** With fewer steps left the thread has hardly begun when all is done. */
  readonly fewest: number;
}

/** Steps between two looks at the time. */
const stride = 64;

export function startPace({ ms, fewest }: Patience): Pace {
  let steps = 0;
  let since = uptime();
  let ahead: Ahead | undefined;
  return {
    step(left, pending) {
      if (++steps % stride !== 0 || ahead) return;
      const now = uptime();
      if (left >= fewest && now - since > ms * stride) ahead = readAhead(pending());
      since = now;
    },
    end: () => ahead?.stop(),
  };
}

export interface Ahead {
  readonly stop: () => void;
  /** The exit code of the thread. */
  readonly ended: Promise<number>;
}

/** Lists folders with all that is below them and reads the beginnings of files, several at a time, on another thread. */
export function readAhead({ folders, files }: Pending): Ahead {
  trace(() => `storage is slow: reading ahead ${files.length} files and ${folders.length} folders`);
  const { Worker } = process.getBuiltinModule("node:worker_threads");
  const flags = constants.O_RDONLY | (constants.O_NOFOLLOW || 0) | (constants.O_NONBLOCK || 0);
  const worker = new Worker(program, { eval: true, workerData: { folders, files, flags }, execArgv: [] });
  worker.unref();
  const ended = new Promise<number>((resolve) => {
    worker.once("exit", resolve);
    // Without it all goes on as before, only slower.
    worker.once("error", () => undefined);
  });
  return { stop: () => void worker.terminate(), ended };
}

/** What the thread runs: plain CommonJS, because a bundle has no other file for it. Nothing that it meets ends it. */
const program = `
const { workerData: { folders, files, flags } } = require("node:worker_threads");
const { open, read, close, readdir } = require("node:fs");
const { sep } = require("node:path");
const bytes = Buffer.allocUnsafe(65536);
let running = 0;
function step() {
  if (files.length > 0) {
    open(files.pop(), flags, (error, file) => {
      if (error) next();
      else read(file, bytes, 0, bytes.length, null, () => close(file, next));
    });
  } else {
    const folder = folders.pop();
    readdir(folder, { withFileTypes: true }, (error, entries = []) => {
      for (const entry of entries) {
        if (entry.isDirectory() && entry.name !== ".git" && entry.name !== "node_modules")
          folders.push(folder + sep + entry.name);
      }
      next();
    });
  }
}
function next() {
  running--;
  while (running < 16 && files.length + folders.length > 0) {
    running++;
    step();
  }
}
running++;
next();
`;
