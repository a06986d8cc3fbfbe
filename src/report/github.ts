/** Workflow commands that GitHub shows as annotations in the changed files, worst first. */

import type { Severity } from "../finding/finding.ts";
import type { Diagnostic, Run } from "../lint/diagnostic.ts";
import { commandData, commandProperty } from "./escape.ts";
import { asLine } from "./line.ts";
import { messageOf } from "./secrets.ts";
import { count, worstFirst } from "./tally.ts";

const commandOf: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", info: "notice" };

/** The runner keeps ten annotations of each level in a step and drops the others silently (actions/runner ExecutionContext.cs). */
const perLevel = 10;
const longestMessage = 4096;

export interface Annotations {
  /** One workflow command a line. */
  readonly commands: readonly string[];
  readonly leftOut: readonly Diagnostic[];
}

/** Annotations for as many findings as GitHub shows; the first ones win. Some may be `taken` by others of the same step. */
export function annotations(
  run: Run,
  diagnostics: readonly Diagnostic[],
  taken: Partial<Readonly<Record<Severity, number>>> = {},
): Annotations {
  const used: Record<Severity, number> = { error: 0, warning: 0, info: 0, ...taken };
  const commands: string[] = [];
  const leftOut: Diagnostic[] = [];
  for (const diagnostic of diagnostics) {
    if (++used[diagnostic.severity] <= perLevel) commands.push(annotation(run, diagnostic));
    else leftOut.push(diagnostic);
  }
  return { commands, leftOut };
}

export function github(run: Run): string {
  const { commands, leftOut } = annotations(run, worstFirst(run));
  const rest = leftOut.map((diagnostic) => asLine(run, diagnostic));
  const note = `GitHub shows ${perLevel} annotations of each level; ${count(leftOut.length, "more finding")}:`;
  return [...commands, ...(rest.length > 0 ? [note, ...rest] : [])].map((line) => `${line}\n`).join("");
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
  return `::${commandOf[severity]} ${list.join(",")}::${commandData(message)}`;
}
