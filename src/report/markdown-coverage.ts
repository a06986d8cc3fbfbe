/** How far mTLS reaches, for the Markdown report: how many workloads demand it, and which accept plain text. */

import type { EnvironmentSummary, Run } from "../lint/diagnostic.ts";
import { countsInWords, modes, portsInWords } from "./mtls-words.ts";
import { folded, table } from "./markdown-table.ts";
import { count } from "./tally.ts";

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
  const rows = covered.flatMap(({ name, mtls }) =>
    mtls.plainText.map(({ kind, namespace, name: workload, ports, why }) => [
      `${kind} ${namespace}/${workload}`,
      portsInWords(ports),
      why,
      ...(covered.length > 1 ? [name] : []),
    ]),
  );
  if (rows.length === 0) return "No workload is known to accept plain text.\n\n";
  const titles = ["Workload", "Accepts plain text on", "Because", ...(covered.length > 1 ? ["Environment"] : [])];
  const title =
    rows.length === 1 ? "1 workload accepts plain text" : `${count(rows.length, "workload")} accept plain text`;
  return folded(title, table(titles, rows.slice(0, mostRows)) + more(rows.length, "workload"));
}

function more(all: number, noun: string): string {
  return all > mostRows ? `\n${count(all - mostRows, `more ${noun}`)}\n` : "";
}
