/** `--changed`: what the working tree holds is compared with what a commit held, and only what is new is reported. */

import { lintBoth } from "../lint/changed.ts";
import type { Run } from "../lint/diagnostic.ts";
import type { LintOptions, Refusal } from "../lint/lint.ts";
import { newSince } from "../lint/since.ts";
import { baseOf } from "../source/base.ts";
import type { Call } from "./parse.ts";
import { startOf } from "./since.ts";
import { UsageError } from "./usage.ts";

export interface Changed {
  /** Everything that is found now: baselines want to see it all. */
  readonly run: Run;
  /** The run with only those of its findings that are new. */
  readonly narrowed: (run: Run) => Run;
}

/** Asked before the work begins: a commit that is not there must not cost a run. */
export function lintChanged(call: Call, root: string): (options: LintOptions) => Promise<Changed | Refusal> {
  if (call.words.includes("-")) throw new UsageError("--changed compares files, not standard input (-)");
  const { ref, commit } = startOf(call.value("since"), root);
  const base = baseOf(root, commit);
  if ("problem" in base) throw new UsageError(base.problem);
  return async (options) => {
    const both = await lintBoth(options, base);
    if ("problems" in both) return both;
    const { run, before, files } = both;
    return { run, narrowed: (whole) => newSince(whole, { ref, commit, before, files }) };
  };
}
