/** Reads one file as text, or says why it is no text to lint. */

import type { Skipped, Source } from "./source.ts";

export interface ReadOptions {
  /** Larger files are skipped; default 10 MB. */
  readonly maxBytes?: number;
  /** Whether the file was asked for by name: then JSON is read without a look for `apiVersion` and `kind`. */
  readonly named?: boolean;
}

/** Undefined: nothing to lint and nothing to say (a tracked file that was deleted, a `package.json`). */
export function readSource(_root: string, _file: string, _options: ReadOptions = {}): Source | Skipped | undefined {
  throw new Error("internal: not built yet");
}

export interface Sources {
  readonly sources: readonly Source[];
  readonly skipped: readonly Skipped[];
}
