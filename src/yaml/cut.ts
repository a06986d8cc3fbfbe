/** Cuts a text into its documents, as kubectl does: at each line that starts with `---`, before YAML is read at all. */

import type { Span } from "../source/source.ts";

export interface Cut extends Span {
  /** Where the `---` that opens this document begins. */
  readonly mark?: number;
  /** What stands after that `---`, where kubectl allows nothing but a comment. */
  readonly extra?: Span;
}

/**
 * kubernetes/apimachinery pkg/util/yaml/decoder.go (YAMLReader.Read). A `---` in the middle of a block scalar cuts as
 * well. Spans leave the line of the `---` out.
 */
export function cutDocuments(text: string): readonly Cut[] {
  const cuts: Cut[] = [];
  const first = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  let cut: { readonly start: number; readonly mark?: number; readonly extra?: Span } = { start: first };
  for (let mark = nextMark(text, first, first); mark !== -1; mark = nextMark(text, cut.start, first)) {
    if (mark > first) cuts.push({ ...cut, end: mark });
    const lineBreak = text.indexOf("\n", mark);
    const lineEnd = lineBreak === -1 ? text.length : lineBreak;
    const extra = textAfterSeparator(text, mark + 3, lineEnd);
    cut = { start: Math.min(lineEnd + 1, text.length), mark, ...(extra && { extra }) };
  }
  cuts.push({ ...cut, end: text.length });
  return cuts;
}

/** The next line that starts with `---`, at `from` or after it; `from` is the beginning of a line. */
function nextMark(text: string, from: number, first: number): number {
  if (text.startsWith("---", from) && (from === first || text.charCodeAt(from - 1) === 0x0a)) return from;
  const found = text.indexOf("\n---", from);
  return found === -1 ? -1 : found + 1;
}

function textAfterSeparator(text: string, from: number, end: number): Span | undefined {
  const rest = text.slice(from, end);
  const trimmed = rest.trim();
  if (trimmed === "" || trimmed.startsWith("#")) return undefined;
  const start = from + rest.indexOf(trimmed);
  return { start, end: start + trimmed.length };
}
