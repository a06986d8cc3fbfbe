/** A call's flags → what is found, with what was there before set apart: what `lint` and the GitHub Action have in common. */

import { rules } from "../../rules/index.ts";
import type { Call } from "./parse.ts";
import { runOf, type Linted } from "./run.ts";

/** Files are written anew where that was asked for (`--prune-suppressions`, `--update-baseline`, `--prune-baseline`). */
export async function findingsOf(call: Call, coverage = showsCoverage(call)): Promise<Linted> {
  const lintAll = (): Promise<Linted> => runOf(call, rules, coverage);
  const linted = await lintAll();
  const pruned = call.has("prune-suppressions")
    ? await (await import("./prune.ts")).prunedRun(call, linted, lintAll)
    : linted;
  const isAsked = (["baseline", "update-baseline", "prune-baseline"] as const).some((flag) => call.has(flag));
  const isKnown = isAsked || linted.config.baseline !== undefined;
  const run = isKnown ? await (await import("./baseline.ts")).baselinedRun(call, pruned) : pruned.run;
  return { ...pruned, run: pruned.narrowed(run) };
}

/** Only the Markdown report tells which workloads accept plain text. */
function showsCoverage(call: Call): boolean {
  return call.value("format") === "markdown" || call.values("report").some((each) => each.startsWith("markdown="));
}
