/** How far mTLS reaches, for the Markdown report: how many workloads demand it, and which accept plain text. */

import type { EnvironmentSummary, Run } from "../lint/diagnostic.ts";
import { countsInWords, modes, portsInWords } from "./mtls-words.ts";
import { folded, table } from "./markdown-table.ts";
import { count, few } from "./tally.ts";

const mostRows = 100;

type Covered = Required<Pick<EnvironmentSummary, "name" | "mtls">>;

export function coverageSection({ environments }: Run): string {
  const covered = environments.flatMap(({ name, mtls }): Covered[] =>
    mtls && countsInWords(mtls) !== "" ? [{ name, mtls }] : [],
  );
  if (covered.length === 0) return "";
  return `### mTLS\n\n${countTable(covered)}\n${plainTextTable(covered)}`;
}

function countTable(covered: readonly Covered[]): string {
  const titles = ["Environment", ...modes.map(([, title]) => title)];
  const rows = covered.map(({ name, mtls }) => [name, ...modes.map(([mode]) => mtls[mode])]);
  return table(titles, rows.slice(0, mostRows)) + more(rows.length, "environment");
}

function plainTextTable(covered: readonly Covered[]): string {
  const found = new Map<string, { readonly cells: readonly string[]; readonly environments: string[] }>();
  for (const { name, mtls } of covered) {
    for (const { kind, namespace, name: workload, ports, why } of mtls.plainText) {
      const cells = [`${kind} ${namespace}/${workload}`, portsInWords(ports), why];
      const key = cells.join("\n");
      const known = found.get(key);
      if (known) known.environments.push(name);
      else found.set(key, { cells, environments: [name] });
    }
  }
  if (found.size === 0) return "No workload is known to accept plain text.\n\n";
  const all = covered.length;
  const rows = [...found.values()].map(({ cells, environments }) => [
    ...cells,
    ...(all === 1 ? [] : [environments.length === all ? "all" : few(environments)]),
  ]);
  const titles = ["Workload", "Accepts plain text on", "Because", ...(all === 1 ? [] : ["Environment"])];
  const workloads = new Set(rows.map(([workload]) => workload)).size;
  const title = workloads === 1 ? "1 workload accepts plain text" : `${count(workloads, "workload")} accept plain text`;
  return folded(title, table(titles, rows.slice(0, mostRows)) + more(rows.length, "workload"));
}

function more(all: number, noun: string): string {
  return all > mostRows ? `\n${count(all - mostRows, `more ${noun}`)}\n` : "";
}
