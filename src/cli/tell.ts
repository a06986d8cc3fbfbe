/** Everything that is said of one run: its reports, where the time went, and what of mesh-lint itself failed. */

import { realpathSync } from "node:fs";
import { noRoot } from "../render/render.ts";
import { oneLine } from "../report/escape.ts";
import type { Call } from "./parse.ts";
import { publish, type Report } from "./publish.ts";
import type { Linted } from "./run.ts";
import { write } from "./write.ts";

export async function tell(linted: Linted, reports: readonly Report[], call: Call): Promise<void> {
  const { run, clock } = linted;
  await publish(run, reports, call);
  for (const reason of missingRoots(linted, call)) await write(2, `mesh-lint: ${oneLine(reason)}\n`);
  if (clock && reports[0]?.format !== "json") {
    clock.lap("reports");
    await write(2, (await import("./stats.ts")).statsText(clock.stats(run.diagnostics)));
  }
  for (const failure of run.failures) {
    await write(2, `mesh-lint: internal: ${oneLine(failure)} (please report it)\n`);
  }
}

/** A folder that was renamed takes its environment along, and all that `complete: true` proves, without a finding. */
function missingRoots({ run, root }: Linted, { words }: Call): string[] {
  // Whoever names paths, or stands in a folder below, does not ask for the others.
  if (words.length > 0 || realpathSync(".") !== root) return [];
  return run.environments
    .filter(({ origin }) => origin === "config")
    .flatMap(({ name, reasons }) =>
      reasons.filter((each) => each.startsWith(noRoot)).map((reason) => `environment "${name}": ${reason}`),
    );
}
