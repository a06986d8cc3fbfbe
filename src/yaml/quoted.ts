/** Quoted scalars: escapes and folded lines, as goyaml.v2 scannerc.go (scan_flow_scalar) reads them. */

import { isSpace, unsure, type Cursor } from "./cursor.ts";

/** Reads the quoted scalar at the cursor and leaves the cursor behind it. */
export function readQuoted(cursor: Cursor): string {
  const quote = cursor.at(cursor.pos);
  const start = cursor.pos + 1;
  const close = quote === 0x22 ? endOfDouble(cursor, start) : endOfSingle(cursor, start);
  const raw = cursor.text.slice(start, close);
  cursor.pos = cursor.lastEnd = close + 1;
  const lineBreak = raw.lastIndexOf("\n");
  if (lineBreak !== -1) cursor.lineStart = start + lineBreak + 1;
  if (quote === 0x22) return lineBreak === -1 && !raw.includes("\\") ? raw : decode(raw);
  const text = lineBreak === -1 ? raw : fold(raw);
  return text.includes("'") ? text.replaceAll("''", "'") : text;
}

function endOfDouble({ codes, end }: Cursor, from: number): number {
  for (let pos = from; pos < end; pos++) {
    const char = codes[pos];
    if (char === 0x22) return pos;
    if (char === 0x5c) pos++;
  }
  throw unsure;
}

function endOfSingle({ text, end }: Cursor, from: number): number {
  for (let pos = from; ; pos += 2) {
    pos = text.indexOf("'", pos);
    if (pos === -1 || pos >= end) throw unsure;
    if (text.charCodeAt(pos + 1) !== 0x27 || pos + 1 >= end) return pos;
  }
}

/** One line break becomes a space, more of them one less; white space around them goes. */
function fold(raw: string): string {
  return raw.replaceAll(/[ \t]*\r?\n(?:[ \t]*\r?\n)*[ \t]*/g, (breaks) => {
    const count = breaks.split("\n").length - 1;
    return count === 1 ? " " : "\n".repeat(count - 1);
  });
}

const escapes: ReadonlyMap<string, string> = new Map([
  ["0", "\0"],
  ["a", "\x07"],
  ["b", "\b"],
  ["t", "\t"],
  ["\t", "\t"],
  ["n", "\n"],
  ["v", "\v"],
  ["f", "\f"],
  ["r", "\r"],
  ["e", "\x1b"],
  [" ", " "],
  ['"', '"'],
  ["/", "/"],
  ["\\", "\\"],
  ["N", "\x85"],
  ["_", "\xa0"],
  ["L", "\u2028"],
  ["P", "\u2029"],
]);

function decode(raw: string): string {
  let text = "";
  for (let pos = 0; pos < raw.length;) {
    const special = nextSpecial(raw, pos);
    text += raw.slice(pos, special);
    if (special === raw.length) break;
    if (raw.charCodeAt(special) === 0x5c) {
      const [decoded, next] = decodeEscape(raw, special + 1);
      text += decoded;
      pos = next;
    } else {
      const [breaks, next] = foldAt(raw, special);
      text += breaks;
      pos = next;
    }
  }
  return text;
}

/** The next backslash, or the white space that leads up to the next line break. */
function nextSpecial(raw: string, from: number): number {
  let pos = from;
  for (; pos < raw.length; pos++) {
    const char = raw.charCodeAt(pos);
    if (char === 0x5c) return pos;
    if (char === 0x0a) break;
  }
  if (pos === raw.length) return pos;
  if (raw.charCodeAt(pos - 1) === 0x0d && pos > from) pos--;
  while (pos > from && isSpace(raw.charCodeAt(pos - 1))) pos--;
  return pos;
}

function foldAt(raw: string, from: number): [text: string, next: number] {
  const pattern = /[ \t]*\r?\n(?:[ \t]*\r?\n)*[ \t]*/y;
  pattern.lastIndex = from;
  const breaks = pattern.exec(raw)?.[0] ?? "";
  return [fold(breaks), from + breaks.length];
}

/** An escaped line break joins its lines without the white space that begins the second one. */
function afterIndent(raw: string, at: number): number {
  let pos = raw.indexOf("\n", at) + 1;
  while (isSpace(raw.charCodeAt(pos))) pos++;
  return pos;
}

function decodeEscape(raw: string, at: number): [text: string, next: number] {
  const letter = raw.charAt(at);
  if (letter === "\n" || letter === "\r") return ["", afterIndent(raw, at)];
  const simple = escapes.get(letter);
  if (simple !== undefined) return [simple, at + 1];
  const width = letter === "x" ? 2 : letter === "u" ? 4 : letter === "U" ? 8 : 0;
  const hex = raw.slice(at + 1, at + 1 + width);
  if (width > 0 && hex.length === width && /^[0-9a-fA-F]+$/.test(hex)) {
    const code = Number.parseInt(hex, 16);
    if (code <= 0x10ffff) return [String.fromCodePoint(code), at + 1 + width];
  }
  throw unsure;
}
