/** The lines around a range as a person reads them in a terminal: clipped, aligned, and without a secret. */

import type { Range, Source } from "../source/source.ts";
import { codePoint, isAgentCommand, isInvisible } from "./escape.ts";
import { columnsOf, lineText } from "./lines.ts";
import { hiddenFrom, mask } from "./secrets.ts";

export interface Frame {
  readonly lines: readonly FrameLine[];
  /** Columns that the marked range takes in the last line. */
  readonly mark: { readonly indent: number; readonly length: number };
}

export interface FrameLine {
  readonly number: number;
  readonly text: string;
}

/** What stands for one UTF-16 unit of a line: a tab is four blanks, a hidden value eight stars at its first unit. */
interface Cell {
  readonly shown: string;
  readonly columns: number;
}

const tabWidth = 4;
const none: Cell = { shown: "", columns: 0 };

/** The first line of the range with one line before it, at most `width` columns each. */
export function frameOf(source: Source, range: Range, width: number): Frame {
  const { line } = range.start;
  const cells = cellsOf(source, line, range.start.column);
  const start = Math.min(range.start.column - 1 - cells.skipped, cells.list.length);
  const end = range.end.line > line ? cells.list.length : range.end.column - 1 - cells.skipped;
  const indent = columns(cells.list, 0, start);
  const length = Math.max(columns(cells.list, start, end), 1);
  const shift = shiftFor({ indent, length, total: columns(cells.list), width });
  const shown = [{ number: line, text: clip(cells.list, shift, width) }];
  const before = lineText(source, line - 1);
  if (before.trim() !== "" && !before.startsWith("---")) {
    shown.unshift({ number: line - 1, text: clip(cellsOf(source, line - 1, 1).list, shift, width) });
  }
  // A mark behind the last character of a line that fills the width stands one column out.
  const room = Math.max(width - (indent - shift), 1);
  return { lines: shown, mark: { indent: indent - shift, length: Math.min(length, room) } };
}

/** How many columns are cut on the left so that the mark is seen with what leads to it. */
function shiftFor(line: { indent: number; length: number; total: number; width: number }): number {
  if (line.total <= line.width || line.indent + line.length < line.width) return 0;
  return Math.max(0, line.indent - Math.floor(line.width / 3));
}

/** Lines may be megabytes long: only what is near the range is looked at. */
const reach = 1000;

function cellsOf(source: Source, line: number, column: number): { readonly list: Cell[]; readonly skipped: number } {
  const whole = lineText(source, line);
  const hidden = hiddenFrom(source, line) ?? Infinity;
  const skipped = Math.max(0, column - 1 - reach);
  const text = whole.slice(skipped, skipped + 2 * reach);
  const list: Cell[] = [];
  for (const character of text) {
    const at = skipped + list.length;
    list.push(at < hidden ? cellOf(character, text, list.length) : at === hidden || at === skipped ? masked : none);
    if (character.length === 2) list.push(none);
  }
  return { list, skipped };
}

const masked: Cell = { shown: mask, columns: mask.length };

function cellOf(character: string, text: string, at: number): Cell {
  if (character === "\t") return { shown: " ".repeat(tabWidth), columns: tabWidth };
  if (isInvisible(character)) return { shown: codePoint(character), columns: codePoint(character).length };
  if (character === "#" && isAgentCommand(text, at)) return { shown: "# ", columns: 2 };
  return { shown: character, columns: columnsOf(character) };
}

function columns(cells: readonly Cell[], start = 0, end = cells.length): number {
  let sum = 0;
  for (let at = start; at < Math.min(end, cells.length); at++) sum += cells[at]?.columns ?? 0;
  return sum;
}

function clip(cells: readonly Cell[], shift: number, width: number): string {
  let text = "";
  let column = 0;
  for (const cell of cells) {
    const from = column - shift;
    column += cell.columns;
    if (from < 0) continue;
    if (column - shift > width) return `${text}…`;
    text += from === 0 && shift > 0 && cell.columns === 1 ? "…" : cell.shown;
  }
  return text.trimEnd();
}
