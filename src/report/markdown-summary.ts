/** What frames the findings of the Markdown report: the verdict, the environments, and what was not looked at. */

import type { Diagnostic, EnvironmentSummary, Run } from "../lint/diagnostic.ts";
import { folded, table } from "./markdown-table.ts";
import { active, count, grouped, inWords, tally } from "./tally.ts";

const mostRows = 50;
const mostOpen = 10;

export function headline(run: Run): string {
  const found = tally(run.diagnostics);
  const extent = [
    count(run.files, "file"),
    count(run.manifests, "manifest"),
    count(run.environments.length, "environment"),
    ...(run.since && run.since.older > 0 ? [`${grouped(run.since.older)} older not shown`] : []),
    ...(found.suppressed ? [`${grouped(found.suppressed)} suppressed`] : []),
    ...(run.skipped.length ? [`${grouped(run.skipped.length)} skipped`] : []),
  ];
  const failed = run.failures.length ? `**mesh-lint itself failed ${count(run.failures.length, "time")}.**\n\n` : "";
  const nothing = run.manifests > 0 ? "nothing to report" : "no manifest found";
  return `## mesh-lint: ${inWords(found) || nothing}\n\n${extent.join(" · ")}\n\n${failed}`;
}

export function environmentTable(run: Run): string {
  if (run.environments.length === 0) return "";
  const found = byEnvironment(active(run.diagnostics), run);
  const touched = run.environments.filter(({ name }) => found.has(name));
  const others = run.environments.filter(({ name }) => !found.has(name));
  const titles = ["Environment", "Completeness", "Manifests", "Errors", "Warnings", "Infos"];
  const rows = [...touched, ...others].slice(0, mostRows).map((environment) => {
    const { errors, warnings, infos } = tally(found.get(environment.name) ?? []);
    return [environment.name, completeness(environment), environment.manifests, errors, warnings, infos];
  });
  const outside = found.get(nowhere);
  if (outside) {
    const { errors, warnings, infos } = tally(outside);
    rows.push(["in none of them", "", 0, errors, warnings, infos]);
  }
  const whole = `${table(titles, rows)}${more(run.environments.length, "environment")}`;
  return rows.length > mostOpen ? folded(count(run.environments.length, "environment"), whole) : `${whole}\n`;
}

/** No environment is called so. */
const nowhere = "";

function byEnvironment(diagnostics: readonly Diagnostic[], { homesOf }: Run): Map<string, Diagnostic[]> {
  const found = new Map<string, Diagnostic[]>();
  for (const diagnostic of diagnostics) {
    const { environments, file } = diagnostic;
    const names = environments.length > 0 ? environments : homesOf(file);
    for (const name of names.length > 0 ? names : [nowhere]) {
      const list = found.get(name);
      if (list) list.push(diagnostic);
      else found.set(name, [diagnostic]);
    }
  }
  return found;
}

function completeness({ completeness: how, reasons: [reason, ...others] }: EnvironmentSummary): string {
  if (reason === undefined) return how;
  return `${how}: ${reason}${others.length ? ` and ${count(others.length, "more reason")}` : ""}`;
}

export function notLinted({ skipped }: Run): string {
  if (skipped.length === 0) return "";
  const rows = skipped.slice(0, mostRows).map(({ file, reason }) => [file, reason]);
  return folded(
    `${count(skipped.length, "file")} not linted`,
    table(["File", "Reason"], rows) + more(skipped.length, "file"),
  );
}

function more(all: number, noun: string): string {
  return all > mostRows ? `\n${count(all - mostRows, `more ${noun}`)}\n` : "";
}
