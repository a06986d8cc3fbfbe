/** Writing that survives a reader who has gone away, and does not load Node's streams where a system call will do. */

import { fstatSync, statSync, writeSync } from "node:fs";

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

/** Ends when all is handed over, so that no exit can cut a large report. */
export async function write(output: Output, text: string): Promise<void> {
  try {
    if (isFileOrPipe(output)) writeAll(output, Buffer.from(text));
    else await writeStream(streams[output](), text);
  } catch (error) {
    // `mesh-lint | head` is no failure.
    if (codeOf(error) !== "EPIPE") throw error;
  }
}

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
  return new Promise((resolve, reject) => {
    const settle = (error?: Error | null): void => {
      if (error) reject(error);
      else resolve();
    };
    stream.once("error", settle);
    stream.write(text, settle);
  });
}

function isFileOrPipe(output: Output): boolean {
  const stat = fstatSync(output);
  return stat.isFile() || stat.isFIFO() || isNull(stat.rdev);
}

function mayBeTerminal(output: Output): boolean {
  const stat = fstatSync(output);
  return stat.isCharacterDevice() && !isNull(stat.rdev);
}

function isNull(device: number): boolean {
  return device !== 0 && device === statSync("/dev/null", { throwIfNoEntry: false })?.rdev;
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}
