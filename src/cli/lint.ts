/** `mesh-lint [paths]`. */

import { existsSync } from "node:fs";
import { rules } from "../../rules/index.ts";
import type { Severity } from "../finding/finding.ts";
import type { Run } from "../lint/diagnostic.ts";
import { nameMatcher } from "../lint/patterns.ts";
import { tally } from "../report/tally.ts";
import { findingsOf } from "./findings.ts";
import { commands } from "./flags.ts";
import type { Call } from "./parse.ts";
import { reportsOf } from "./publish.ts";
import { tell } from "./tell.ts";
import { didYouMean, nearest, UsageError } from "./usage.ts";

export async function lintCommand(call: Call): Promise<number> {
  refuseMisspeltCommand(call.words);
  await refuseUnknownRules([...call.values("rule"), ...call.values("ignore")]);
  if (call.has("list-files")) return (await import("./list-files.ts")).listFiles(call);
  if (call.has("null")) throw new UsageError("--null goes with --list-files");
  const reports = reportsOf(call);
  if (call.has("watch")) return (await import("./watch.ts")).watchCommand(call, reports);
  const linted = await findingsOf(call);
  await tell(linted, reports, call);
  return exitCode(linted.run, call.value("fail-on") ?? "error");
}

/** Worst first: a run that could not do its work is no clean one. */
export function exitCode(run: Run, failOn: string): 0 | 1 | 2 {
  if (run.failures.length > 0) return 2;
  const { errors, warnings, infos } = tally(run.diagnostics);
  const counts: Readonly<Record<Severity, number>> = {
    error: errors,
    warning: errors + warnings,
    info: errors + warnings + infos,
  };
  return failOn !== "never" && counts[failOn as Severity] > 0 ? 1 : 0;
}

/** `mesh-lint explian x` is no path, and other tools know `version` as a command. */
function refuseMisspeltCommand([first]: readonly string[]): void {
  if (first === undefined || !/^[a-z]+$/.test(first) || existsSync(first)) return;
  const name = nearest(first, [...Object.keys(commands), "lint", "version"]);
  if (name === undefined) return;
  const meant = name === "version" ? "--version" : name;
  throw new UsageError(`there is no "${first}": did you mean "mesh-lint ${meant}"?`);
}

async function refuseUnknownRules(patterns: readonly string[]): Promise<void> {
  const bare = patterns.map((pattern) => pattern.replace(/:[^:/]*$/, ""));
  const matches = await nameMatcher(bare);
  const ids = rules.map(({ id }) => id);
  for (const pattern of bare) {
    if (ids.some((id) => matches(id, [pattern]))) continue;
    throw new UsageError(`no rule matches "${pattern}"${didYouMean(pattern, ids) || ": see mesh-lint rules"}`);
  }
}
