/** The comments of a text: only real ones, not a `#` within a string or a block scalar. */

import type { Source } from "../source/source.ts";
import { Cursor } from "./cursor.ts";
import { cutDocuments, cutOf, type Cut } from "./cut.ts";
import type { Comment, YamlDocument } from "./document.ts";
import { readFast } from "./fast.ts";
import { commentStarts } from "./full.ts";
import { Tape } from "./tape.ts";

/** Reads the comments of a whole file or of one document, in order. */
export function commentsOf(from: Source | YamlDocument): readonly Comment[] {
  const source = "source" in from ? from.source : from;
  if (!source.text.includes("#")) return [];
  const cuts: readonly Cut[] = "source" in from ? [cutOf(source.text, from.span)] : cutDocuments(source.text);
  return cuts.flatMap((cut) => startsOf(source.text, cut).map((start) => commentAt(source.text, start)));
}

function startsOf(text: string, cut: Cut): readonly number[] {
  const separator = cut.mark === undefined ? [] : separatorComment(text, cut.mark);
  const body = text.slice(cut.start, cut.end).includes("#") ? bodyStarts(text, cut) : [];
  return [...separator, ...body];
}

function bodyStarts(text: string, cut: Cut): readonly number[] {
  const cursor = new Cursor(new Tape());
  cursor.comments = [];
  const reading = readFast(cursor, text, cut);
  if (typeof reading === "object") return cursor.comments;
  return commentStarts(text.slice(cut.start, cut.end), cut.start) ?? [];
}

/** The comment of a `---` line. */
function separatorComment(text: string, mark: number): readonly number[] {
  const found = /^---[ \t]+#/.exec(text.slice(mark, mark + 1000));
  return found ? [mark + found[0].length - 1] : [];
}

function commentAt(text: string, start: number): Comment {
  const lineEnd = text.indexOf("\n", start);
  const line = text.slice(start, lineEnd === -1 ? text.length : lineEnd).trimEnd();
  const before = text.slice(text.lastIndexOf("\n", start - 1) + 1, start);
  return { text: line.slice(1), span: { start, end: start + line.length }, ownLine: before.trim() === "" };
}
