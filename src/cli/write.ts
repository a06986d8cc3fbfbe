/** Writing that survives a reader who has gone away, and does not load Node's streams where a system call will do. */

import { fstatSync, statSync, writeSync, type Stats } from "node:fs";
import { wordsOf } from "../source/thrown.ts";
import { UsageError } from "./usage.ts";

const streams = { 1: () => process.stdout, 2: () => process.stderr } as const;

/** Standard output or standard error. */
export type Output = keyof typeof streams;

/** The terminal at the other end, if there is one. */
export function terminalOf(output: Output): { readonly columns: number | undefined } | undefined {
  if (!mayBeTerminal(output)) return undefined;
  const { isTTY, columns } = streams[output]();
  // Some terminals say that they have no columns at all.
  return isTTY ? { columns: columns > 0 ? columns : undefined } : undefined;
}

/**
 * Ends when all is handed over, so that no exit can cut a large report. `mesh-lint | head` is no failure; a full disk is
 * one. Nobody is left to hear that standard error is gone. Returns whether somebody is there to read.
 */
export async function write(output: Output, text: string): Promise<boolean> {
  try {
    if (isPlain(output)) writeAll(output, Buffer.from(text));
    else await writeStream(streams[output](), text);
    return true;
  } catch (error) {
    if (output === 2 || gone.has(codeOf(error))) return false;
    throw new UsageError(`cannot write the report: ${wordsOf(error)}`);
  }
}

/** A pipe or a socket whose reader has left, on the first write and on later ones. Windows says EOF. */
const gone = new Set<unknown>(["EPIPE", "ECONNRESET", "EOF", "ERR_STREAM_DESTROYED", "ERR_STREAM_WRITE_AFTER_END"]);

function writeAll(output: Output, bytes: Buffer): void {
  for (let at = 0; at < bytes.length;) {
    try {
      at += writeSync(output, bytes, at);
    } catch (error) {
      if (codeOf(error) !== "EAGAIN") throw error;
      // The reader is slower than we are, and whoever made the pipe does not want writers to wait in the kernel.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}

function writeStream(stream: NodeJS.WriteStream, text: string): Promise<void> {
  // The callback is told; but an error that nobody listens for ends the process with a stack.
  if (stream.listenerCount("error") === 0) stream.on("error", () => undefined);
  return new Promise((resolve, reject) => {
    stream.write(text, (error) => {
      if (error) reject(error);
      else resolve();
    });
  });
}

/** A file, a pipe or a socket (which is what a Node process that starts another gives it for a pipe). */
function isPlain(output: Output): boolean {
  const stat = statOf(output);
  return stat !== undefined && (stat.isFile() || stat.isFIFO() || stat.isSocket() || isNull(stat.rdev));
}

function mayBeTerminal(output: Output): boolean {
  const stat = statOf(output);
  return stat !== undefined && stat.isCharacterDevice() && !isNull(stat.rdev);
}

/** Undefined where whoever started us has closed it. */
function statOf(output: Output): Stats | undefined {
  try {
    return fstatSync(output);
  } catch {
    return undefined;
  }
}

function isNull(device: number): boolean {
  return device !== 0 && device === statSync("/dev/null", { throwIfNoEntry: false })?.rdev;
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}
