/** Cuts a text into its documents, as kubectl does: at each line that starts with `---`, before YAML is read at all. */

import type { Span } from "../source/source.ts";
import { codesOf, survey } from "./codes.ts";

export interface Cut extends Span {
  /** Where the `---` that opens this document begins. */
  readonly mark?: number;
  /** What stands after that `---`, where kubectl allows nothing but a comment. */
  readonly extra?: Span;
  /** Whether a character in it is beyond the fast parser. */
  readonly isOdd: boolean;
}

/**
 * kubernetes/apimachinery pkg/util/yaml/decoder.go (YAMLReader.Read). A `---` in the middle of a block scalar cuts as
 * well. Spans leave the line of the `---` out.
 */
export function cutDocuments(text: string): readonly Cut[] {
  const first = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  const { marks, odd } = survey(codesOf(text), first, text.length);
  const cuts: Cut[] = [];
  if (marks[0] !== first) cuts.push({ start: first, end: marks[0] ?? text.length, isOdd: odd[0] !== -1 });
  for (const [index, mark] of marks.entries()) {
    const lineBreak = text.indexOf("\n", mark);
    const lineEnd = lineBreak === -1 ? text.length : lineBreak;
    const start = Math.min(lineEnd + 1, text.length);
    const extra = textAfterSeparator(text, mark + 3, lineEnd);
    const end = marks[index + 1] ?? text.length;
    cuts.push({ start, end, mark, isOdd: odd[index + 1] !== -1, ...(extra && { extra }) });
  }
  return cuts;
}

/** The one document that a span is. */
export function cutOf(text: string, { start, end }: Span): Cut {
  const { odd } = survey(codesOf(text), start, end);
  return { start, end, isOdd: odd[0] !== -1 };
}

function textAfterSeparator(text: string, from: number, end: number): Span | undefined {
  const rest = text.slice(from, end);
  const trimmed = rest.trim();
  if (trimmed === "" || trimmed.startsWith("#")) return undefined;
  const start = from + rest.indexOf(trimmed);
  return { start, end: start + trimmed.length };
}
