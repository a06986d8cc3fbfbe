/** Literal (`|`) and folded (`>`) scalars, as goyaml.v2 scannerc.go (scan_block_scalar) reads them. */

import { isSpace, unsure, type Cursor } from "./cursor.ts";

interface Header {
  readonly literal: boolean;
  readonly chomp: "strip" | "clip" | "keep";
  /** Indentation that is given as a digit; 0 where the first line tells it. */
  readonly indent: number;
}

/** Reads the block scalar at the cursor; `parent` is the column of the mapping or list that holds it. */
export function readBlockScalar(cursor: Cursor, parent: number): string {
  const header = readHeader(cursor);
  const firstLine = cursor.pos;
  const indent = header.indent > 0 ? Math.max(parent, 0) + header.indent : detectIndent(cursor, firstLine, parent + 1);
  const scalar = readLines(cursor, indent, header);
  cursor.lineStart = cursor.pos;
  return scalar;
}

function readHeader(cursor: Cursor): Header {
  const start = cursor.pos;
  const literal = cursor.at(cursor.pos++) === 0x7c;
  let chomp: Header["chomp"] = "clip";
  let indent = 0;
  for (; !cursor.isBlank(cursor.pos); cursor.pos++) {
    const char = cursor.text.charAt(cursor.pos);
    if ((char === "-" || char === "+") && chomp === "clip") chomp = char === "-" ? "strip" : "keep";
    else if (char >= "1" && char <= "9" && indent === 0) indent = Number(char);
    else throw unsure;
    if (cursor.pos - start > 2) throw unsure;
  }
  cursor.lastEnd = cursor.pos;
  endLine(cursor);
  return { literal, chomp, indent };
}

/** Goes behind the line break of the header's line. */
function endLine(cursor: Cursor): void {
  cursor.skipSpaces();
  if (cursor.at(cursor.pos) === 0x23) cursor.skipComment();
  if (cursor.at(cursor.pos) === 0x0d) cursor.pos++;
  if (cursor.at(cursor.pos) === 0x0a) cursor.pos++;
  else if (cursor.pos < cursor.end) throw unsure;
}

function detectIndent(cursor: Cursor, from: number, least: number): number {
  let widest = 0;
  for (let line = from; line < cursor.end;) {
    let pos = line;
    while (cursor.at(pos) === 0x20) pos++;
    const char = cursor.at(pos);
    if (char === 0x09) throw unsure;
    if (char === 0x0d) pos++;
    if (cursor.at(pos) !== 0x0a) {
      if (pos < cursor.end && widest > pos - line) throw unsure;
      return Math.max(pos - line, least, 1);
    }
    widest = Math.max(widest, pos - line);
    line = pos + 1;
  }
  return Math.max(widest, least, 1);
}

function readLines(cursor: Cursor, indent: number, { literal, chomp }: Header): string {
  const { text, end } = cursor;
  let scalar = "";
  let lineBreak = "";
  let empty = passEmpty(cursor, indent);
  let wasIndented = false;
  while (cursor.pos < end && cursor.pos - cursor.lineStart === indent) {
    const isIndented = isSpace(cursor.at(cursor.pos));
    const folds = !literal && !wasIndented && !isIndented && lineBreak !== "";
    scalar += folds ? (empty === 0 ? " " : "") : lineBreak;
    scalar += "\n".repeat(empty);
    wasIndented = isIndented;
    const found = text.indexOf("\n", cursor.pos);
    const hasBreak = found !== -1 && found < end;
    const lineEnd = hasBreak ? found : end;
    scalar += text.slice(cursor.pos, cursor.at(lineEnd - 1) === 0x0d ? lineEnd - 1 : lineEnd);
    // kubectl ends the last line of a text with a break, too.
    lineBreak = "\n";
    cursor.pos = hasBreak ? lineEnd + 1 : end;
    empty = passEmpty(cursor, indent);
  }
  cursor.pos = cursor.lineStart;
  if (chomp !== "strip") scalar += lineBreak;
  return chomp === "keep" ? scalar + "\n".repeat(empty) : scalar;
}

/** Passes lines that hold nothing, and the indentation of the line after them; returns how many there were. */
function passEmpty(cursor: Cursor, indent: number): number {
  for (let count = 0; ; count++) {
    cursor.lineStart = cursor.pos;
    while (cursor.pos - cursor.lineStart < indent && cursor.at(cursor.pos) === 0x20) cursor.pos++;
    const char = cursor.at(cursor.pos);
    if (char === 0x09 && cursor.pos - cursor.lineStart < indent) throw unsure;
    if (char === 0x0a) cursor.pos++;
    else if (char === 0x0d) cursor.pos += 2;
    else return cursor.pos === cursor.end && cursor.pos > cursor.lineStart ? count + 1 : count;
  }
}
