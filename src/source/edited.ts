/** A text after replacements of some of its ranges. */

import type { Position, Range, Source } from "./source.ts";

export interface Replacement {
  readonly range: Range;
  readonly text: string;
}

/** Ranges that overlap one that stands before them are left out. */
export function edited(source: Source, replacements: readonly Replacement[]): string {
  const starts = lineStartsOf(source.text);
  const offset = ({ line, column }: Position): number => (starts[line - 1] ?? source.text.length) + column - 1;
  const sorted = replacements
    .map(({ range, text }) => ({ start: offset(range.start), end: offset(range.end), text }))
    .sort((a, b) => a.start - b.start || a.end - b.end);
  let result = "";
  let at = 0;
  for (const { start, end, text } of sorted) {
    if (start < at) continue;
    result += source.text.slice(at, start) + text;
    at = end;
  }
  return result + source.text.slice(at);
}

function lineStartsOf(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}
