/** Which lines a comment speaks of. */

import { positionAt, type Source } from "../source/source.ts";
import { cutDocuments, type Cut } from "../yaml/cut.ts";
import type { Comment } from "../yaml/document.ts";

/** Lines from 1, both ends included. */
export interface Lines {
  readonly first: number;
  readonly last: number;
}

/**
 * For each comment with a line of its own the next line that holds more than a comment. Goes backwards, so that a
 * thousand comments in a row are looked at once each.
 */
export function linesBelow(source: Source, comments: readonly Comment[]): number[] {
  const below: number[] = new Array<number>(comments.length);
  let next: { readonly lineStart: number; readonly line: number } | undefined;
  for (let index = comments.length - 1; index >= 0; index--) {
    const comment = comments[index];
    if (!comment?.ownLine) {
      next = undefined;
      continue;
    }
    const content = contentAfter(source.text, comment.span.end);
    const line = next?.lineStart === content.lineStart ? next.line : positionAt(source, content.at).line;
    below[index] = line;
    next = { lineStart: lineStartOf(source.text, comment.span.start), line };
  }
  return below;
}

/** The first character that is no blank after a line, and where its line begins. */
function contentAfter(text: string, from: number): { readonly at: number; readonly lineStart: number } {
  const blank = /\s*/y;
  blank.lastIndex = from;
  blank.test(text);
  const at = Math.min(blank.lastIndex, text.length);
  return { at, lineStart: lineStartOf(text, at) };
}

function lineStartOf(text: string, at: number): number {
  return text.lastIndexOf("\n", at - 1) + 1;
}

/** A line below which a text follows, as that of a patch in a kustomization: no comment can stand in it. */
const opensText = /^([ -]*)[^#]*[:-][ \t]+[|>][-+\d]{0,2}[ \t]*(?:#.*)?\r?$/;

/** For a line the last one of the text that it opens, which is the line itself for most. */
export function textsOf({ text }: Source): (line: number) => number {
  let lines: readonly string[] | undefined;
  const known = new Map<number, number>();
  return (line) => {
    lines ??= text.split("\n");
    const last = known.get(line) ?? lastOf(lines, line);
    known.set(line, last);
    return last;
  };
}

function lastOf(lines: readonly string[], line: number): number {
  const [, head] = opensText.exec((lines[line - 1] ?? "").slice(0, longestOpening)) ?? [];
  if (head === undefined) return line;
  let last = line;
  for (let next = line + 1; next <= lines.length; next++) {
    const indentation = (lines[next - 1] ?? "").search(/[^ \r]/);
    if (indentation === -1) continue;
    if (indentation <= head.length) break;
    last = next;
  }
  return last;
}

/** Comments behind a header are a line long; longer ones mean harm. */
const longestOpening = 1_000;

/** The document that a comment stands in; above the first `---` of a file it speaks of the document below. */
export function documentsOf(source: Source): (comment: Comment) => Lines {
  let cuts: readonly Cut[] | undefined;
  const known = new Map<number, Lines>();
  return ({ span }) => {
    cuts ??= cutDocuments(source.text);
    const index = indexBefore(cuts, span.start);
    const lines = known.get(index) ?? linesOf(source, cuts, index);
    known.set(index, lines);
    return lines;
  };
}

/** The last cut that begins at or before an offset. */
function indexBefore(cuts: readonly Cut[], offset: number): number {
  let low = 0;
  let high = cuts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    const cut = cuts[middle];
    if (cut && (cut.mark ?? cut.start) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

function linesOf(source: Source, cuts: readonly Cut[], index: number): Lines {
  const own = cuts[index] ?? { start: 0, end: source.text.length };
  const below = cuts[index + 1];
  const last = below && isOnlyComments(source.text.slice(own.start, own.end)) ? below : own;
  return {
    first: positionAt(source, own.start).line,
    last: positionAt(source, Math.max(last.end - 1, own.start)).line,
  };
}

function isOnlyComments(text: string): boolean {
  return !/^[^\S\n]*[^#\s]/m.test(text);
}
