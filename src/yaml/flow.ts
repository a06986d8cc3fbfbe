/** Flow collections (`[a, b]`, `{a: b}`, JSON) of the fast parser. */

import { isSpace, template, unsure, type Cursor } from "./cursor.ts";
import { exact } from "./exact.ts";
import { setKey } from "./owner.ts";
import { readQuoted } from "./quoted.ts";
import { plainKeyName, resolvePlain } from "./scalar.ts";

/** Reads the collection whose bracket is at the cursor; the caller has opened `mark` on the tape. */
export function readFlow(cursor: Cursor, mark: number): unknown {
  const start = cursor.pos;
  cursor.enter();
  const value = cursor.at(cursor.pos++) === 0x5b ? readFlowList(cursor) : readFlowMapping(cursor, cursor.pos);
  cursor.leave();
  cursor.lastEnd = cursor.pos;
  cursor.tape.close(mark, start, cursor.pos, true);
  return value;
}

function readFlowList(cursor: Cursor): unknown[] {
  const list: unknown[] = [];
  for (;;) {
    skipBlank(cursor);
    if (cursor.at(cursor.pos) === 0x5d) break;
    const mark = cursor.tape.open(list.length, -1, -1);
    list.push(readFlowValue(cursor, mark));
    if (isColon(cursor)) throw unsure;
    if (!nextItem(cursor, 0x5d)) break;
  }
  cursor.pos++;
  return exact(list);
}

function readFlowMapping(cursor: Cursor, start: number): Record<string, unknown> {
  const next = cursor.at(start);
  if (next === 0x7b || next === 0x25) throw template;
  const owner: Record<string, unknown> = {};
  const base = cursor.openKeys;
  for (;;) {
    skipBlank(cursor);
    if (cursor.at(cursor.pos) === 0x7d) break;
    readFlowEntry(cursor, owner, base);
    if (!nextItem(cursor, 0x7d)) break;
  }
  cursor.pos++;
  cursor.openKeys = base;
  return owner;
}

function readFlowEntry(cursor: Cursor, owner: Record<string, unknown>, base: number): void {
  const keyStart = cursor.pos;
  const key = readFlowKey(cursor);
  const keyEnd = cursor.lastEnd;
  const mark = cursor.tape.open(key, keyStart, keyEnd);
  skipBlank(cursor);
  const hasColon = isColon(cursor);
  if (hasColon) {
    cursor.pos++;
    skipBlank(cursor);
  }
  let value: unknown = null;
  if (hasColon && !endsItem(cursor)) value = readFlowValue(cursor, mark);
  else cursor.tape.close(mark, keyEnd, keyEnd, false);
  setKey(cursor, owner, base, key, value, keyStart, keyEnd);
}

function readFlowKey(cursor: Cursor): string {
  const char = cursor.at(cursor.pos);
  if (char === 0x22 || char === 0x27) {
    const line = cursor.lineStart;
    const key = readQuoted(cursor);
    if (line !== cursor.lineStart) throw unsure;
    return key;
  }
  const name = plainKeyName(scanFlowPlain(cursor));
  if (name === undefined || name === "<<") throw unsure;
  return name;
}

function readFlowValue(cursor: Cursor, mark: number): unknown {
  const char = cursor.at(cursor.pos);
  const start = cursor.pos;
  if (char === 0x5b || char === 0x7b) return readFlow(cursor, mark);
  const value = readFlowScalar(cursor, char);
  cursor.tape.close(mark, start, cursor.lastEnd, false);
  return value;
}

function readFlowScalar(cursor: Cursor, char: number): unknown {
  if (char === 0x22 || char === 0x27) return readQuoted(cursor);
  const value = resolvePlain(scanFlowPlain(cursor));
  if (typeof value === "number" && !Number.isFinite(value)) throw unsure;
  return value;
}

/** No plain scalar begins with one of these within brackets. */
const indicators = /[-?:,[\]{}#&*!|>'"%@`]/;
const startsPlain = /-[^\s,[\]{}]/y;

function scanFlowPlain(cursor: Cursor): string {
  const { text, codes, end, pos: start } = cursor;
  startsPlain.lastIndex = start;
  if (start >= end || (indicators.test(text.charAt(start)) && !startsPlain.test(text))) throw unsure;
  let pos = start;
  for (; pos < end; pos++) {
    const char = codes[pos];
    if (char === 0x2c || char === 0x5d || char === 0x7d || char === 0x0a || char === 0x0d) break;
    if (char === 0x3a && cursor.isBlank(pos + 1)) break;
    if (char === 0x5b || char === 0x7b || char === 0x3f) throw unsure;
    if (char === 0x23 && isSpace(codes[pos - 1])) break;
  }
  cursor.pos = pos;
  while (isSpace(codes[pos - 1])) pos--;
  cursor.lastEnd = pos;
  return text.slice(start, pos);
}

function endsItem(cursor: Cursor): boolean {
  const char = cursor.at(cursor.pos);
  return char === 0x2c || char === 0x7d;
}

function isColon(cursor: Cursor): boolean {
  return cursor.at(cursor.pos) === 0x3a;
}

/** Passes the comma after an item; false at the closing bracket. */
function nextItem(cursor: Cursor, close: number): boolean {
  skipBlank(cursor);
  const char = cursor.at(cursor.pos);
  if (char === close) return false;
  if (char !== 0x2c) throw unsure;
  cursor.pos++;
  return true;
}

function skipBlank(cursor: Cursor): void {
  for (;;) {
    const char = cursor.at(cursor.pos);
    if (isSpace(char) || char === 0x0d) cursor.pos++;
    else if (char === 0x0a) cursor.lineStart = ++cursor.pos;
    else if (char === 0x23) cursor.skipComment();
    else return;
  }
}
