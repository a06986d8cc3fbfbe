/** Block mappings, lists and scalars of the fast parser. Each reader ends at the next line with content. */

import { readBlockScalar } from "./block-scalar.ts";
import { unsure, type Cursor } from "./cursor.ts";
import { exact } from "./exact.ts";
import { readFlow } from "./flow.ts";
import { plainValue } from "./interned.ts";
import { setKey } from "./owner.ts";
import { readQuoted } from "./quoted.ts";

/** Reads the node at the cursor, which is the first of its line or follows `- `. `parent` is the column around it. */
export function readNode(cursor: Cursor, parent: number, mark: number): unknown {
  const start = cursor.pos;
  const column = start - cursor.lineStart;
  const char = cursor.at(start);
  if (char === 0x2d && cursor.isBlank(start + 1)) return readList(cursor, column, mark);
  if (char === 0x22 || char === 0x27) return readQuotedNode(cursor, column, mark);
  if (!startsPlain(cursor, char)) return readSpecial(cursor, parent, mark);
  const end = cursor.scanPlain();
  if (cursor.at(cursor.pos) !== 0x3a) return readPlain(cursor, parent, mark, start, end);
  return readMapping(cursor, column, mark, cursor.plainKey(start, end), start, end);
}

/** A quoted scalar, or a mapping that begins with a quoted key. */
function readQuotedNode(cursor: Cursor, column: number, mark: number): unknown {
  const { pos: start, lineStart } = cursor;
  const text = readQuoted(cursor);
  const end = cursor.pos;
  if (isKeyEnd(cursor)) {
    if (lineStart !== cursor.lineStart) throw unsure;
    return readMapping(cursor, column, mark, text, start, end);
  }
  cursor.tape.close(mark, start, end, false);
  cursor.nextContent();
  return text;
}

/** Whether a `:` follows; then the cursor is at it. */
function isKeyEnd(cursor: Cursor): boolean {
  const { pos } = cursor;
  cursor.skipSpaces();
  if (cursor.at(cursor.pos) === 0x3a && cursor.isBlank(cursor.pos + 1)) return true;
  cursor.pos = pos;
  return false;
}

function readList(cursor: Cursor, column: number, mark: number): unknown[] {
  const { pos: start } = cursor;
  const list: unknown[] = [];
  cursor.enter();
  do {
    if (cursor.at(cursor.pos) !== 0x2d || !cursor.isBlank(cursor.pos + 1)) break;
    const item = cursor.tape.open(list.length, -1, -1);
    cursor.pos++;
    list.push(readItem(cursor, column, item));
  } while (cursor.column === column);
  if (cursor.column > column) throw unsure;
  cursor.leave();
  cursor.tape.close(mark, start, cursor.lastEnd, true);
  return exact(list);
}

function readItem(cursor: Cursor, column: number, mark: number): unknown {
  const dashEnd = cursor.pos;
  cursor.skipSpaces();
  if (!endsLine(cursor)) return readNode(cursor, column, mark);
  cursor.nextContent();
  if (cursor.column > column) return readNode(cursor, column, mark);
  return readNull(cursor, mark, dashEnd);
}

function readMapping(
  cursor: Cursor,
  column: number,
  mark: number,
  firstKey: string,
  firstStart: number,
  firstEnd: number,
): Record<string, unknown> {
  const owner: Record<string, unknown> = {};
  let key = firstKey;
  let start = firstStart;
  let end = firstEnd;
  cursor.enter();
  const base = cursor.openKeys;
  for (;;) {
    cursor.pos++;
    const child = cursor.tape.open(key, start, end);
    setKey(cursor, owner, base, key, readValue(cursor, column, child), start, end);
    if (cursor.column !== column) break;
    start = cursor.pos;
    key = readKey(cursor);
    end = cursor.lastEnd;
  }
  if (cursor.column > column) throw unsure;
  cursor.openKeys = base;
  cursor.leave();
  cursor.tape.close(mark, firstStart, cursor.lastEnd, true);
  return owner;
}

/** Reads a key and leaves the cursor at its colon. */
function readKey(cursor: Cursor): string {
  const { pos: start, lineStart } = cursor;
  const char = cursor.at(start);
  if (char === 0x22 || char === 0x27) {
    const text = readQuoted(cursor);
    if (lineStart !== cursor.lineStart || !isKeyEnd(cursor)) throw unsure;
    return text;
  }
  if (!startsPlain(cursor, char)) throw unsure;
  const end = cursor.scanPlain();
  if (cursor.at(cursor.pos) !== 0x3a) throw unsure;
  cursor.lastEnd = end;
  return cursor.plainKey(start, end);
}

/** Reads what follows the colon of a key in a mapping at `column`. */
function readValue(cursor: Cursor, column: number, mark: number): unknown {
  const colonEnd = cursor.pos;
  cursor.skipSpaces();
  if (endsLine(cursor)) return readNextLine(cursor, column, mark, colonEnd);
  const start = cursor.pos;
  const char = cursor.at(start);
  if (char === 0x22 || char === 0x27) {
    const text = readQuoted(cursor);
    cursor.tape.close(mark, start, cursor.pos, false);
    cursor.nextContent();
    return text;
  }
  if (!startsPlain(cursor, char)) return readSpecial(cursor, column, mark);
  const end = cursor.scanPlain();
  if (cursor.at(cursor.pos) === 0x3a) throw unsure;
  return readPlain(cursor, column, mark, start, end);
}

/** The value of a key whose line ends at its colon. A list may stand at the column of its key. */
function readNextLine(cursor: Cursor, column: number, mark: number, colonEnd: number): unknown {
  cursor.nextContent();
  if (cursor.column > column) return readNode(cursor, column, mark);
  if (cursor.column === column && cursor.at(cursor.pos) === 0x2d && cursor.isBlank(cursor.pos + 1)) {
    return readList(cursor, column, mark);
  }
  return readNull(cursor, mark, colonEnd);
}

function readNull(cursor: Cursor, mark: number, at: number): null {
  cursor.lastEnd = at;
  cursor.tape.close(mark, at, at, false);
  return null;
}

function endsLine(cursor: Cursor): boolean {
  const char = cursor.at(cursor.pos);
  return char === 0x0a || char === 0x0d || char === 0x23 || char === -1;
}

/** Brackets and block scalars; anchors, aliases and tags are for the full parser. */
function readSpecial(cursor: Cursor, parent: number, mark: number): unknown {
  const { pos: start } = cursor;
  const char = cursor.at(start);
  if (char === 0x7b || char === 0x5b) {
    const value = readFlow(cursor, mark);
    cursor.nextContent();
    return value;
  }
  if (char !== 0x7c && char !== 0x3e) throw unsure;
  const text = readBlockScalar(cursor, parent);
  cursor.tape.close(mark, start, cursor.lastEnd, false);
  cursor.firstContent();
  return text;
}

/** Whether a plain scalar can begin with this character of the cursor's place. */
function startsPlain(cursor: Cursor, char: number): boolean {
  // Letters and digits first: nearly all begin so.
  if ((char > 0x60 && char < 0x7b) || (char > 0x2f && char < 0x3a) || (char > 0x40 && char < 0x5b)) return true;
  if (char !== 0x2d && char !== 0x3f && char !== 0x3a) return !indicators.includes(cursor.text.charAt(cursor.pos));
  if (cursor.isBlank(cursor.pos + 1)) throw unsure;
  return true;
}

const indicators = "!\"#%&'*,>@[]`{|}\t";

/** Ends a plain scalar whose first line was scanned; lines that are indented deeper than `parent` belong to it. */
function readPlain(cursor: Cursor, parent: number, mark: number, start: number, end: number): unknown {
  const { hash } = cursor;
  cursor.nextContent();
  if (cursor.column > parent) return readLines(cursor, parent, mark, start, end);
  cursor.lastEnd = end;
  cursor.tape.close(mark, start, end, false);
  const value = plainValue(cursor.text, cursor.codes, start, end, hash);
  if (typeof value === "number" && !Number.isFinite(value)) throw unsure;
  return value;
}

/** Reads the other lines of a plain scalar; being more than a word, it is a string. */
function readLines(cursor: Cursor, parent: number, mark: number, start: number, firstEnd: number): string {
  let end = firstEnd;
  let text = cursor.text.slice(start, end);
  while (cursor.column > parent) {
    if (cursor.passedComment) throw unsure;
    const from = cursor.pos;
    const { breaks } = cursor;
    end = cursor.scanPlain();
    if (cursor.at(cursor.pos) === 0x3a) throw unsure;
    text += (breaks === 1 ? " " : "\n".repeat(breaks - 1)) + cursor.text.slice(from, end);
    cursor.nextContent();
  }
  cursor.lastEnd = end;
  cursor.tape.close(mark, start, end, false);
  return text;
}
