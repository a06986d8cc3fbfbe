/** `--debug`: says on standard error what is done and why, with the time since the start. */

import type { Run } from "../lint/diagnostic.ts";
import { oneLine } from "../report/escape.ts";
import { count } from "../report/tally.ts";
import { uptime } from "../source/clock.ts";
import { listen, trace } from "../source/trace.ts";
import { version } from "../version.ts";
import { write } from "./write.ts";

export function startDebug(args: readonly string[], told: readonly string[]): void {
  listen((text) => void write(2, linesOf(text)));
  trace(() => `mesh-lint ${version}, Node ${process.version}, ${process.platform} ${process.arch}`);
  trace(() => `called as ${["mesh-lint", ...args].map(quoted).join(" ")} in ${process.cwd()}`);
  for (const text of told) trace(() => text);
}

/** Why the run is as it is: its environments, and what was left out. */
export function tellRun(run: Run): void {
  for (const { name, origin, roots, completeness, manifests, reasons } of run.environments) {
    const why = reasons.length > 0 ? `: ${reasons.join("; ")}` : "";
    trace(
      () =>
        `environment ${name} (${origin}) from ${roots.join(", ")}: ${count(manifests, "manifest")}, ${completeness}${why}`,
    );
  }
  for (const { file, reason } of run.skipped) trace(() => `skipped ${file}: ${reason}`);
  trace(() => `${count(run.rules.length, "rule")} on, ${count(run.diagnostics.length, "finding")} in all`);
}

/** A step is a line; a stack is several. */
function linesOf(text: string): string {
  const [first = "", ...rest] = text.split("\n");
  const time = `${uptime().toFixed(0).padStart(5)} ms`;
  return [`debug ${time}  ${oneLine(first)}`, ...rest.map((line) => `                ${oneLine(line)}`), ""].join("\n");
}

function quoted(word: string): string {
  return /^[\w./=:@*-]+$/.test(word) ? word : JSON.stringify(word);
}
