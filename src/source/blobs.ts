/** Contents of git objects, read in few calls however many there are. */

import { callGit } from "./git-call.ts";
import { tooLarge } from "./read.ts";

export interface Blob {
  /** Folder of the repository that holds it. */
  readonly folder: string;
  readonly hash: string;
}

export interface Blobs {
  /** Reads these ahead, together. */
  readonly prepare: (blobs: readonly Blob[], maxBytes?: number) => void;
  readonly read: (blob: Blob, maxBytes?: number) => Buffer | { readonly reason: string };
}

/** Bytes that one answer of git may have. */
const most = 64 * 1024 * 1024;

/** Undefined where one of them is not there. */
export function blobsOf(all: readonly Blob[]): Blobs | undefined {
  const sizes = new Map<string, number>();
  for (const [folder, hashes] of byFolder(all)) {
    const answer = callGit(folder, ["cat-file", "--batch-check"], { input: asLines(hashes) });
    if (answer?.status !== 0) return undefined;
    for (const line of answer.stdout.toString("latin1").split("\n")) {
      const [hash = "", type, size] = line.split(" ");
      if (type === "missing") return undefined;
      sizes.set(hash, Number(size));
    }
  }
  const known = new Map<string, Buffer>();
  const sizeOf = ({ hash }: Blob): number => sizes.get(hash) ?? Infinity;

  const prepare = (blobs: readonly Blob[], maxBytes?: number): void => {
    const wanted = blobs.filter((blob) => !known.has(blob.hash) && !tooLarge(sizeOf(blob), maxBytes));
    for (const [folder, hashes] of byFolder(wanted)) {
      for (const group of groupsOf(hashes, sizes)) fetch(folder, group, known);
    }
  };
  return {
    prepare,
    read(blob, maxBytes) {
      const reason = tooLarge(sizeOf(blob), maxBytes);
      if (reason !== undefined) return { reason };
      if (!known.has(blob.hash)) prepare([blob], maxBytes);
      return known.get(blob.hash) ?? { reason: "git cannot read it" };
    },
  };
}

function byFolder(blobs: readonly Blob[]): Map<string, Set<string>> {
  const folders = new Map<string, Set<string>>();
  for (const { folder, hash } of blobs) {
    const hashes = folders.get(folder) ?? new Set();
    folders.set(folder, hashes.add(hash));
  }
  return folders;
}

function asLines(hashes: Iterable<string>): string {
  return [...hashes].map((hash) => `${hash}\n`).join("");
}

function groupsOf(hashes: Iterable<string>, sizes: ReadonlyMap<string, number>): string[][] {
  const groups: string[][] = [];
  let room = 0;
  for (const hash of hashes) {
    const size = sizes.get(hash) ?? 0;
    if (groups.length === 0 || size > room) {
      groups.push([]);
      room = most;
    }
    groups.at(-1)?.push(hash);
    room -= size;
  }
  return groups;
}

/** `<hash> blob <size>\n<bytes>\n`, one after the other. */
function fetch(folder: string, hashes: readonly string[], known: Map<string, Buffer>): void {
  const answer = callGit(folder, ["cat-file", "--batch"], { input: asLines(hashes) });
  if (answer?.status !== 0) return;
  const { stdout } = answer;
  for (let at = 0; at < stdout.length;) {
    const end = stdout.indexOf(10, at);
    const [hash = "", , size] = stdout.toString("latin1", at, end).split(" ");
    const start = end + 1;
    at = start + Number(size) + 1;
    known.set(hash, stdout.subarray(start, at - 1));
  }
}
