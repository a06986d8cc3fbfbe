/** Everything that is said of one run: its reports, where the time went, and what of mesh-lint itself failed. */

import { oneLine } from "../report/escape.ts";
import type { Call } from "./parse.ts";
import { publish, type Report } from "./publish.ts";
import type { Linted } from "./run.ts";
import { write } from "./write.ts";

export async function tell({ run, clock }: Linted, reports: readonly Report[], call: Call): Promise<void> {
  await publish(run, reports, call);
  if (clock && reports[0]?.format !== "json") {
    clock.lap("reports");
    await write(2, (await import("./stats.ts")).statsText(clock.stats(run.diagnostics)));
  }
  for (const failure of run.failures) {
    await write(2, `mesh-lint: internal: ${oneLine(failure)} (please report it)\n`);
  }
}
