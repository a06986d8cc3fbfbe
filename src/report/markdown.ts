/** The report as a comment or job summary: how much, in which environments, and the findings by file. */

import { ruleUrl } from "../docs/site.ts";
import type { Diagnostic, Run } from "../lint/diagnostic.ts";
import { markdownCode, markdownText } from "./escape.ts";
import { folded, type Folded } from "./fold.ts";
import { idOf, nameOf, pathOf } from "./line.ts";
import { coverageSection } from "./markdown-coverage.ts";
import { environmentTable, headline, notLinted } from "./markdown-summary.ts";
import { clip } from "./markdown-table.ts";
import { messageOf } from "./secrets.ts";
import { byFile, count, few, worstFirst } from "./tally.ts";

/** GitHub shows no job summary that is larger than 1 MiB. Some room is left for what else a step writes. */
const mostBytes = 1_000_000;

const head = "| Place | Severity | Finding | Rule |\n| ---: | --- | --- | --- |\n";
const mostRelated = 3;
const mostPlaces = 10;

export function markdown(run: Run): string {
  const before = headline(run) + environmentTable(run) + coverageSection(run);
  const after = notLinted(run);
  const findings = folded(worstFirst(run));
  const rows = rowsWithin(run, findings, mostBytes - Buffer.byteLength(before + after) - 200);
  const files = [...byFile(run.diagnostics.filter((diagnostic) => rows.has(diagnostic)))].map(
    ([file, diagnostics]) => `${heading(file)}${diagnostics.map((each) => rows.get(each) ?? "").join("")}\n`,
  );
  const leftOut = amountOf(findings.filter(({ diagnostic }) => !rows.has(diagnostic)));
  const notice = leftOut > 0 ? `${count(leftOut, "more finding")} did not fit in here: see another format.\n\n` : "";
  return `${(before + files.join("") + notice + after).trimEnd()}\n`;
}

function amountOf(findings: readonly Folded[]): number {
  return findings.reduce((sum, { others }) => sum + 1 + others.length, 0);
}

/** The first findings as rows, as many as there is room for. */
function rowsWithin(run: Run, findings: readonly Folded[], room: number): Map<Diagnostic, string> {
  const rows = new Map<Diagnostic, string>();
  const files = new Set<string>();
  let left = room;
  for (const each of findings) {
    const { diagnostic } = each;
    const row = rowOf(run, each);
    left -= Buffer.byteLength(files.has(diagnostic.file) ? row : heading(diagnostic.file) + row) + 1;
    if (left < 0) break;
    files.add(diagnostic.file);
    rows.set(diagnostic, row);
  }
  return rows;
}

function heading(file: string): string {
  return `### ${markdownCode(pathOf(file))}\n\n${head}`;
}

function rowOf(run: Run, { diagnostic, others }: Folded): string {
  const { severity, rule } = diagnostic;
  const place = placesOf([diagnostic, ...others]);
  const finding = [clip(messageOf(run, diagnostic)), ...context(run, diagnostic)].map(markdownText).join("<br>");
  return `| ${place} | ${severity} | ${finding} | [${markdownText(idOf(diagnostic))}](${ruleUrl(rule)}) |\n`;
}

function placesOf(alike: readonly Diagnostic[]): string {
  return few(
    alike.map(({ range }) => `${range.start.line}:${range.start.column}`),
    mostPlaces,
  );
}

/** The object, the environments where not all are meant, and related places. */
function context(run: Run, { manifest, environments, related }: Diagnostic): string[] {
  const object = manifest ? nameOf(manifest) : "";
  const some = environments.length > 0 && environments.length < run.environments.length;
  const where = some ? `in ${environments.slice(0, 3).join(", ")}${environments.length > 3 ? " and others" : ""}` : "";
  const places = related
    .slice(0, mostRelated)
    .map(({ file, range, message }) => `${file}:${range.start.line}: ${message}`);
  return [[object, where].filter((part) => part !== "").join(" "), ...places].filter((part) => part !== "").map(clip);
}
