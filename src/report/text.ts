/** The report for a person at a terminal: grouped by file, each finding with the lines that it is about. */

import { ruleUrl } from "../docs/site.ts";
import type { Diagnostic, Run } from "../lint/diagnostic.ts";
import type { Range } from "../source/source.ts";
import { oneLine } from "./escape.ts";
import { folded, type Folded } from "./fold.ts";
import { frameOf } from "./frame.ts";
import { asLine, idOf, nameOf, pathOf } from "./line.ts";
import { type Paint, paintOf } from "./paint.ts";
import { messageOf } from "./secrets.ts";
import { summary } from "./summary.ts";
import { active, byFile, few, inWords, tally } from "./tally.ts";
import { wrap } from "./wrap.ts";

export interface TextOptions {
  readonly color: boolean;
  readonly links: boolean;
  /** Columns of the terminal. */
  readonly width: number;
  /** Errors alone, a line each. */
  readonly quiet: boolean;
  /** Suppressed findings too, everything that was skipped, and why environments are not complete. */
  readonly verbose: boolean;
}

interface Page {
  readonly run: Run;
  readonly paint: Paint;
  readonly width: number;
  /** Columns of line numbers in the file at hand. */
  readonly gutter: number;
  /** Rules whose reason and remedy were told already. */
  readonly told: Set<string>;
}

export function text(run: Run, options: TextOptions): string {
  if (options.quiet) return quiet(run);
  const paint = paintOf(options);
  const told = new Set<string>();
  const shown = options.verbose ? run.diagnostics : active(run.diagnostics);
  const blocks: string[] = [];
  for (const [file, diagnostics] of byFile(shown)) {
    const gutter = String(diagnostics.reduce(furthest, 0)).length;
    const page: Page = { run, paint, width: options.width, gutter, told };
    blocks.push(`${paint.bold(pathOf(file))}  ${paint.dim(inWords(tally(diagnostics)))}\n`);
    for (const each of folded(diagnostics)) blocks.push(block(page, each));
  }
  return `${[...blocks, summary(run, { paint, verbose: options.verbose })].join("\n")}\n`;
}

function quiet(run: Run): string {
  const errors = active(run.diagnostics).filter(({ severity }) => severity === "error");
  return errors.map((diagnostic) => `${asLine(run, diagnostic)}\n`).join("");
}

function furthest(line: number, { range, related }: Diagnostic): number {
  return related.reduce((most, each) => Math.max(most, each.range.start.line), Math.max(line, range.start.line));
}

function block(page: Page, { diagnostic, others }: Folded): string {
  const { paint, run } = page;
  const color = paint.severity[diagnostic.severity];
  const id = paint.link(idOf(diagnostic), ruleUrl(diagnostic.rule));
  const words = oneLine(messageOf(run, diagnostic));
  const rows = [
    `${color(paint.bold(diagnostic.severity))}: ${paint.bold(words)} ${paint.dim(`[${id}]`)}`,
    row(page, "╭─", `${at(diagnostic)}${paint.dim(context(run, diagnostic))}`),
    ...frame(page, diagnostic, color),
  ];
  for (const related of diagnostic.related) {
    rows.push(
      row(page, "├─", `${at(related)}  ${oneLine(related.message)}`),
      ...frame(page, related, (mark) => paint.dim(mark.replaceAll("^", "-"))),
    );
  }
  rows.push(...others.map((other) => row(page, "├─", `${at(other)}  here too`)));
  const notes = notesOf(page, diagnostic);
  rows.push(...(notes.length ? [row(page, "│", ""), ...notes] : [row(page, "╵", "")]), "");
  return rows.join("\n");
}

function at({ file, range }: { readonly file: string; readonly range: Range }): string {
  return `${pathOf(file)}:${range.start.line}:${range.start.column}`;
}

/** The object that the finding is about, and the environments in which it holds where there is more than one. */
function context(run: Run, { manifest, environments }: Diagnostic): string {
  const name = manifest && nameOf(manifest);
  const places = run.environments.length > 1 && environments.length > 0 && `in ${placesOf(run, environments)}`;
  return [name, places]
    .filter((part) => typeof part === "string")
    .map((part) => `  ${oneLine(part)}`)
    .join("");
}

function placesOf(run: Run, environments: readonly string[]): string {
  return environments.length === run.environments.length ? "all environments" : few(environments);
}

function frame(page: Page, place: { readonly file: string; readonly range: Range }, color: Paint["dim"]): string[] {
  const source = page.run.sourceOf(place.file);
  if (!source) return [];
  const { lines, mark } = frameOf(source, place.range, Math.max(page.width - page.gutter - 4, 20));
  const shown = lines.map((line) => row(page, "│", line.text, String(line.number)));
  return [...shown, row(page, "│", " ".repeat(mark.indent) + color("^".repeat(mark.length)))];
}

function row({ paint, gutter }: Page, sign: string, content: string, number = ""): string {
  return `${paint.dim(`${number.padStart(gutter)} ${sign}`)} ${content}`.trimEnd();
}

/** What is suppressed and why; what could be changed; and once per rule its reason and remedy. */
function notesOf(page: Page, diagnostic: Diagnostic): string[] {
  const { suppressed, fix, rule: id } = diagnostic;
  const notes: [label: string, text: string][] = [];
  if (suppressed)
    notes.push(["off", oneLine(`suppressed by ${suppressed.how}: ${suppressed.reason || "no reason given"}`)]);
  const named = page.told.has(id) ? undefined : page.run.rules.find((each) => each.id === id);
  if (named) {
    page.told.add(id);
    notes.push(["why", named.rule.why], ["fix", named.rule.fix]);
  }
  if (fix) notes.push([fix.safe ? "do" : "try", oneLine(fix.description)]);
  return notes.flatMap(([label, content], index) => {
    const lines = wrap(content, Math.min(page.width, 100) - page.gutter - 9);
    return lines.map((line, at) => {
      const last = index === notes.length - 1 && at === lines.length - 1;
      return row(page, last ? "╰" : "│", `${page.paint.dim((at ? "" : `${label}:`).padEnd(4))} ${line}`);
    });
  });
}
