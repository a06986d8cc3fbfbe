/** Workflow commands that GitHub shows as annotations in the changed files, worst first. */

import type { Severity } from "../finding/finding.ts";
import type { Diagnostic, Run } from "../lint/diagnostic.ts";
import { commandData, commandProperty } from "./escape.ts";
import { asLine } from "./line.ts";
import { messageOf } from "./secrets.ts";
import { count, worstFirst } from "./tally.ts";

const commands: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", info: "notice" };

/** The runner keeps ten annotations of each level in a step and drops the others silently (actions/runner ExecutionContext.cs). */
const perLevel = 10;
const longestMessage = 4096;

export function github(run: Run): string {
  const used: Record<Severity, number> = { error: 0, warning: 0, info: 0 };
  const lines: string[] = [];
  const plain: string[] = [];
  for (const diagnostic of worstFirst(run)) {
    if (++used[diagnostic.severity] <= perLevel) lines.push(annotation(run, diagnostic));
    else plain.push(asLine(run, diagnostic));
  }
  if (plain.length > 0) {
    lines.push(`GitHub shows ${perLevel} annotations of each level; ${count(plain.length, "more finding")}:`, ...plain);
  }
  return lines.map((line) => `${line}\n`).join("");
}

function annotation(run: Run, diagnostic: Diagnostic): string {
  const { file, range, rule, severity, related } = diagnostic;
  const { start, end } = range;
  // Columns are refused for annotations of several lines.
  const columns = start.line === end.line ? { col: start.column, endColumn: end.column } : {};
  const properties = { file, line: start.line, endLine: end.line, ...columns, title: rule };
  const list = Object.entries(properties).map(([name, value]) => `${name}=${commandProperty(String(value))}`);
  const places = related.map((each) => `\n${each.file}:${each.range.start.line}: ${each.message}`);
  const message = [messageOf(run, diagnostic), ...places].join("").slice(0, longestMessage);
  return `::${commands[severity]} ${list.join(",")}::${commandData(message)}`;
}
