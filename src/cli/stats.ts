/** What `--stats` says on standard error: where the time went. */

import type { Stats } from "../lint/diagnostic.ts";
import { oneLine } from "../report/escape.ts";
import { count, grouped } from "../report/tally.ts";

/** The slowest few are what somebody can do something about. */
const shown = 10;

export function statsText({ phases, rules, environments, ...size }: Stats): string {
  const total = sum(phases);
  const lines = [
    `Time: ${duration(total)}`,
    ...phases.map(({ name, ms }) => row(duration(ms), share(ms, total), name)),
    "",
    `Rules: ${count(rules.length, "rule")} in ${duration(sum(rules))}, the slowest first`,
    ...rules.slice(0, shown).map((each) => row(duration(each.ms), each.rule, found(each.findings))),
    ...rest(rules),
    ...(environments.length > 1 ? environmentLines(environments) : []),
    "",
    `Size: ${count(size.files, "file")}, ${count(size.documents, "document")}, ${inBytes(size.bytes)}`,
    `Memory: ${inBytes(size.peakMemoryBytes)} at most`,
  ];
  return `${lines.map(oneLine).join("\n")}\n`;
}

function environmentLines(environments: Stats["environments"]): string[] {
  const slowest = environments.slice(0, shown).map(({ name, ms }) => row(duration(ms), name));
  return ["", "Environments: the slowest first", ...slowest, ...rest(environments)];
}

function row(time: string, ...words: readonly string[]): string {
  return `  ${time.padStart(9)}  ${words.filter((word) => word !== "").join("  ")}`;
}

function rest(times: readonly Timed[]): string[] {
  const others = times.slice(shown);
  return others.length === 0 ? [] : [row(duration(sum(others)), `${grouped(others.length)} others`)];
}

interface Timed {
  readonly ms: number;
}

function sum(times: readonly Timed[]): number {
  return times.reduce((all, { ms }) => all + ms, 0);
}

function duration(ms: number): string {
  return ms < 1000 ? `${ms.toFixed(1)} ms` : `${(ms / 1000).toFixed(2)} s`;
}

function share(ms: number, total: number): string {
  return `${Math.round((100 * ms) / total)} %`.padStart(5);
}

function found(findings: number): string {
  return findings === 0 ? "" : count(findings, "finding");
}

function inBytes(bytes: number): string {
  return bytes < 1e6 ? `${(bytes / 1e3).toFixed(1)} KB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
