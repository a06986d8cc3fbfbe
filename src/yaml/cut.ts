/** Cuts a text into its documents, as kubectl does: at each line that starts with `---`, before YAML is read at all. */

import type { Span } from "../source/source.ts";

export interface Cut extends Span {
  /** What stands after the `---` that opened this document, where kubectl allows nothing but a comment. */
  readonly extra?: Span;
}

/**
 * kubernetes/apimachinery pkg/util/yaml/decoder.go (YAMLReader.Read). A `---` in the middle of a block scalar cuts as
 * well. Spans leave the line of the `---` out.
 */
export function cutDocuments(text: string): readonly Cut[] {
  const cuts: Cut[] = [];
  let start = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  let extra: Span | undefined;
  let mark = text.startsWith("---", start) ? start : text.indexOf("\n---", start) + 1;
  while (mark > 0 || (mark === 0 && start === 0 && text.startsWith("---"))) {
    if (mark > start || extra) cuts.push({ start, end: mark, ...(extra && { extra }) });
    const lineEnd = text.indexOf("\n", mark);
    const end = lineEnd === -1 ? text.length : lineEnd;
    extra = textAfterSeparator(text, mark + 3, end);
    start = lineEnd === -1 ? text.length : lineEnd + 1;
    mark = text.startsWith("---", start) ? start : text.indexOf("\n---", start) + 1;
    if (mark === 0 || start >= text.length) break;
  }
  if (start < text.length || extra) cuts.push({ start, end: text.length, ...(extra && { extra }) });
  return cuts;
}

function textAfterSeparator(text: string, from: number, end: number): Span | undefined {
  const rest = text.slice(from, end);
  const trimmed = rest.trim();
  if (trimmed === "" || trimmed.startsWith("#")) return undefined;
  const start = from + rest.indexOf(trimmed);
  return { start, end: start + trimmed.length };
}
