/** A call's flags → a run: what `lint` and `environments` have in common. */

import { readFileSync } from "node:fs";
import type { Config } from "../config/config.ts";
import type { NamedRule, Run } from "../lint/diagnostic.ts";
import { lint, type LintOptions } from "../lint/lint.ts";
import type { Stopwatch } from "../lint/stats.ts";
import { nameMatcher } from "../lint/patterns.ts";
import { rootOf } from "../source/discover.ts";
import { sourceOf } from "../source/read.ts";
import { isSkipped, type Source } from "../source/source.ts";
import { isTraced } from "../source/trace.ts";
import { version } from "../version.ts";
import { configOfCall } from "./config-load.ts";
import { curbCompiler, freeCompiler } from "./compiler.ts";
import { pathsOf, type Call } from "./parse.ts";
import { startProgress } from "./progress.ts";
import { didYouMean, UsageError } from "./usage.ts";
import { write } from "./write.ts";

export interface Linted {
  readonly run: Run;
  readonly config: Config;
  /** Absolute path of the folder that paths in reports count from. */
  readonly root: string;
  /** The run with only those of its findings that were asked for, by `--changed` and `--in-context`. */
  readonly narrowed: (run: Run) => Run;
  readonly clock?: Stopwatch;
}

export async function runOf(call: Call, rules: readonly NamedRule[], coverage = false): Promise<Linted> {
  refuseStrayWords(call);
  const cwd = process.cwd();
  const context = call.has("in-context") ? await (await import("./in-context.ts")).contextOf(call, cwd) : undefined;
  const { paths, narrowed: inContext = same } = context ?? { paths: pathsOf(call) };
  const clock = call.has("stats") ? (await import("../lint/stats.ts")).stopwatch() : undefined;
  clock?.lap("starting");
  const { config } = await configOfCall(call, paths);
  const root = rootOf(paths, cwd);
  const isCompared = call.has("changed") || call.has("since");
  const lintBoth = isCompared ? (await import("./changed.ts")).lintChanged(call, root) : undefined;
  clock?.lap("reading the configuration");
  const progress = startProgress();
  const stdin = paths.includes("-") ? stdinSource(call.value("stdin-filename")) : undefined;
  // The program before the pipe has failed, perhaps, and a green run would hide it.
  if (stdin?.text.trim() === "") await write(2, "mesh-lint: standard input is empty\n");
  const maxBytes = bytesOf(call.value("max-file-size"));
  const environments = call.values("environment");
  const options: LintOptions = {
    cwd,
    paths,
    config,
    rules,
    version,
    only: call.values("rule"),
    ignore: call.values("ignore"),
    crds: call.values("crd"),
    environments,
    onProgress: progress.step,
    beforeRules: curbCompiler,
    noSuppressions: call.has("no-suppressions"),
    coverage,
    ...(clock && { clock }),
    ...(stdin && { stdin }),
    ...(maxBytes !== undefined && { maxBytes }),
  };
  const linted = await (lintBoth ? lintBoth(options) : lint(options)).finally(() => {
    freeCompiler();
    progress.end();
  });
  if ("problems" in linted) throw new UsageError(linted.problems.join("\n"));
  const { run, narrowed = same } = "run" in linted ? linted : { run: linted };
  if (isTraced()) (await import("./debug.ts")).tellRun(run);
  await refuseUnknownEnvironments(run, environments, options);
  return { run, config, root, narrowed: (whole) => inContext(narrowed(whole)), ...(clock && { clock }) };
}

/** `mesh-lint "$UNSET"` was meant for one folder and would lint all. */
function refuseStrayWords({ words, has }: Call): void {
  if (words.includes("")) throw new UsageError('a path is empty: write "." for the folder you are in');
  if (has("stdin-filename") && !words.includes("-"))
    throw new UsageError("--stdin-filename goes with standard input: mesh-lint --stdin-filename PATH -");
}

function same(run: Run): Run {
  return run;
}

async function refuseUnknownEnvironments(run: Run, patterns: readonly string[], options: LintOptions): Promise<void> {
  if (patterns.length === 0) return;
  const matches = await nameMatcher(patterns);
  const unmet = patterns.find((pattern) => !run.environments.some(({ name }) => matches(name, [pattern])));
  if (unmet === undefined) return;
  const all = await lint({ ...options, environments: [], rules: [] });
  const names = "problems" in all ? [] : all.environments.map(({ name }) => name);
  const few = names.length > 0 && names.length <= 12;
  const known = few ? `there are ${names.join(", ")}` : "see mesh-lint environments";
  throw new UsageError(`no environment matches "${unmet}"${didYouMean(unmet, names) || `: ${known}`}`);
}

function stdinSource(filename = "stdin.yaml"): Source {
  const read = sourceOf(readFileSync(0), filename.replaceAll("\\", "/"), { named: true });
  if (!read || isSkipped(read)) throw new UsageError(`standard input is no text: ${read?.reason ?? "nothing to lint"}`);
  return read;
}

const units: Readonly<Record<string, number>> = { "": 1, k: 1e3, m: 1e6, g: 1e9 };

export function bytesOf(size: string | undefined): number | undefined {
  if (size === undefined) return undefined;
  const [, amount, unit = ""] = /^(\d+(?:\.\d+)?)\s*([kmg]?)b?$/i.exec(size) ?? [];
  if (amount === undefined)
    throw new UsageError(`unknown --max-file-size "${size}": write 500KB, 10MB or a number of bytes`);
  return Math.round(Number(amount) * (units[unit.toLowerCase()] ?? 1));
}
