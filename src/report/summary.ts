/** The last lines of the text report: how much was found in how much, and what was not looked at. */

import type { Run } from "../lint/diagnostic.ts";
import type { Skipped } from "../source/source.ts";
import { oneLine } from "./escape.ts";
import type { Paint } from "./paint.ts";
import { active, count, grouped, inWords, tally } from "./tally.ts";

export interface SummaryOptions {
  readonly paint: Paint;
  readonly verbose: boolean;
}

export function summary(run: Run, { paint, verbose }: SummaryOptions): string {
  const lines = [verdict(run, paint), paint.dim(extent(run))];
  if (verbose) lines.push(...environments(run));
  lines.push(...[...sinceLines(run), ...elsewhereLines(run)].map(paint.dim));
  lines.push(...baselineLines(run, verbose).map(paint.dim));
  lines.push(...skippedLines(run.skipped, verbose).map(paint.dim));
  return lines.join("\n");
}

function verdict(run: Run, paint: Paint): string {
  const found = tally(run.diagnostics);
  const words = inWords(found);
  const suppressed = found.suppressed ? paint.dim(` (${found.suppressed} suppressed)`) : "";
  // A check mark would say that something was looked at.
  if (words === "" && run.manifests === 0) return `no manifest found${suppressed}`;
  if (words === "") return `${paint.green("✔ nothing to report")}${suppressed}`;
  const worst = found.errors ? "error" : found.warnings ? "warning" : "info";
  const files = new Set(active(run.diagnostics).map(({ file }) => file)).size;
  return `${paint.severity[worst](`✖ ${words}`)} in ${count(files, "file")}${suppressed}`;
}

function extent(run: Run): string {
  return [
    count(run.files, "file"),
    count(run.manifests, "manifest"),
    count(run.environments.length, "environment"),
    ...(run.skipped.length ? [`${grouped(run.skipped.length)} skipped`] : []),
    duration(run.durationMs),
  ].join(" · ");
}

function duration(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}

function environments(run: Run): string[] {
  return run.environments.map(({ name, completeness, manifests, reasons }) => {
    const why = reasons.length ? `: ${reasons.join("; ")}` : "";
    return oneLine(`  environment ${name}: ${count(manifests, "manifest")}, ${completeness}${why}`);
  });
}

/** What was compared, and how much of what was found is left out because it was there before. */
function sinceLines({ since }: Run): string[] {
  if (!since) return [];
  const { ref, commit, files, older, gone } = since;
  const short = commit.slice(0, 7);
  const name = commit.startsWith(ref) ? short : `${ref} (${short})`;
  const left = older > 0 ? [`${count(older, "older finding")} not shown`] : [];
  const done = gone > 0 ? [`${grouped(gone)} gone`] : [];
  const rest = [...left, ...done].join(", ");
  return [
    oneLine(`  ${files === 0 ? "nothing has" : count(files, "file")} changed since ${name}${rest && `: ${rest}`}`),
  ];
}

function elsewhereLines({ elsewhere = 0 }: Run): string[] {
  return elsewhere > 0 ? [`  ${count(elsewhere, "finding")} in other files not shown`] : [];
}

/** How much of the baseline is left, and what of it is gone. */
function baselineLines({ baseline }: Run, verbose: boolean): string[] {
  if (!baseline) return [];
  const { file, known, gone } = baseline;
  const hint = gone.length > 0 ? `, ${grouped(gone.length)} gone (--prune-baseline drops them)` : "";
  const list = verbose ? gone.map((entry) => `    gone: ${entry.file}: ${entry.message} [${entry.rule}]`) : [];
  return [`  baseline ${file}: ${count(known, "known finding")} left${hint}`, ...list].map(oneLine);
}

/** One line a reason with some of its files; all of them when asked for. */
function skippedLines(skipped: readonly Skipped[], verbose: boolean): string[] {
  const files = new Map<string, Set<string>>();
  for (const { file, reason } of skipped) {
    const known = files.get(reason);
    if (known) known.add(file);
    else files.set(reason, new Set([file]));
  }
  return [...files].map(([reason, set]) => {
    const shown = [...set].slice(0, verbose ? Infinity : 3);
    const rest = set.size - shown.length;
    return oneLine(`  skipped, ${reason}: ${shown.join(", ")}${rest ? ` and ${grouped(rest)} more (--verbose)` : ""}`);
  });
}
