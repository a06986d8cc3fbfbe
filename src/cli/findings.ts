/** A call's flags → what is found, with what was there before set apart: what `lint` and the GitHub Action have in common. */

import { rules } from "../../rules/index.ts";
import type { Call } from "./parse.ts";
import { runOf, type Linted } from "./run.ts";

/** Files are written anew where that was asked for (`--prune-suppressions`, `--update-baseline`, `--prune-baseline`). */
export async function findingsOf(call: Call): Promise<Linted> {
  const linted = await runOf(call, rules);
  const pruned = call.has("prune-suppressions")
    ? await (await import("./prune.ts")).prunedRun(call, linted, () => runOf(call, rules))
    : linted;
  const isAsked = (["baseline", "update-baseline", "prune-baseline"] as const).some((flag) => call.has(flag));
  const isKnown = isAsked || linted.config.baseline !== undefined;
  const run = isKnown ? await (await import("./baseline.ts")).baselinedRun(call, pruned) : pruned.run;
  return { ...pruned, run: pruned.context?.narrowed(run) ?? run };
}
