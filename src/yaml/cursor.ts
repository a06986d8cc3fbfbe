/** Where the fast parser is in a text, and what every part of it shares. */

import type { YamlProblem } from "./document.ts";
import { codesOf } from "./codes.ts";
import { plainKey } from "./interned.ts";
import type { Tape } from "./tape.ts";

/** Thrown, ready made, where the fast parser does not know for certain how kubectl reads what follows. */
export const unsure = new Error("internal: not for the fast parser");

/** Thrown, ready made, at `{{` or `{%` where a value should begin: no YAML can follow from that. */
export const template = new Error("internal: a template");

/** Thrown, ready made, where no manifest goes. */
export const tooDeep = new Error("internal: too many levels");

const maxDepth = 200;

const noCodes = new Uint16Array();

export class Cursor {
  text = "";
  codes: Uint16Array = noCodes;
  pos = 0;
  end = 0;
  /** Where the current line begins, and the column of the content that was found last. */
  lineStart = 0;
  column = 0;
  /** Line breaks that `nextContent` passed, and whether it passed a comment. */
  breaks = 0;
  passedComment = false;
  /** End of the last scalar or bracket that was read. */
  lastEnd = 0;
  depth = 0;
  /** Hash of the plain scalar that was scanned last. */
  hash = 0;
  tape: Tape;
  problems: YamlProblem[] = [];
  /** Where comments begin, if anyone wants to know. */
  comments: number[] | undefined;
  /** Keys of the mappings that are open, innermost last. */
  private readonly keys: string[] = [];
  openKeys = 0;

  constructor(tape: Tape) {
    this.tape = tape;
  }

  start(text: string, start: number, end: number): void {
    this.text = text;
    this.codes = codesOf(text);
    this.openKeys = 0;
    this.pos = this.lineStart = this.lastEnd = start;
    this.end = end;
    this.depth = 0;
    this.problems = [];
    this.tape.clear();
  }

  /** The character at a place of the document; -1 at its end. */
  at(pos: number): number {
    return pos < this.end ? (this.codes[pos] ?? -1) : -1;
  }

  /** Whether the character there ends a token: white space or the end. */
  isBlank(pos: number): boolean {
    const char = this.at(pos);
    return char === 0x20 || char === 0x0a || char === -1 || char === 0x0d || char === 0x09;
  }

  skipSpaces(): void {
    while (this.at(this.pos) === 0x20) this.pos++;
  }

  enter(): void {
    if (++this.depth > maxDepth) throw tooDeep;
  }

  leave(): void {
    this.depth--;
  }

  /** Goes to the next line with content; nothing but a comment may stand before the line's end. */
  nextContent(): void {
    this.passLines(0);
  }

  /** Goes to the first line with content from the beginning of a line on. */
  firstContent(): void {
    this.lineStart = this.pos;
    this.passLines(1);
  }

  private passLines(breaks: number): void {
    this.breaks = breaks;
    this.passedComment = false;
    for (;;) {
      const char = this.at(this.pos);
      if (char === 0x20 || char === 0x0d) this.pos++;
      else if (char === 0x0a) {
        this.lineStart = ++this.pos;
        this.breaks++;
      } else if (char === 0x23) this.skipComment();
      else if (char === 0x09 && this.breaks === 0) this.pos++;
      else if (char === 0x2e && this.pos === this.lineStart && this.breaks > 0) {
        if (!this.endsDocument()) break;
        this.pos = this.end;
      } else break;
    }
    this.column = this.pos < this.end ? this.pos - this.lineStart : -1;
    if (this.pos >= this.end) return;
    if (this.breaks === 0 || this.codes[this.pos] === 0x09) throw unsure;
  }

  /** Whether the line is `...`; what follows it must hold nothing. */
  private endsDocument(): boolean {
    if (!this.text.startsWith("...", this.pos) || !this.isBlank(this.pos + 3)) return false;
    if (this.text.slice(this.pos + 3, this.end).trim() !== "") throw unsure;
    return true;
  }

  /** At a `#`, which kubectl lets follow a bracket or a quote without a space. */
  skipComment(): void {
    this.passedComment = true;
    this.comments?.push(this.pos);
    const lineEnd = this.text.indexOf("\n", this.pos);
    this.pos = lineEnd === -1 || lineEnd > this.end ? this.end : lineEnd;
  }

  /**
   * Scans a plain scalar to its end on this line and returns where it ends. Leaves the cursor at what ended it:
   * a `:` that makes it a key, the `#` of a comment, or the line's end.
   */
  scanPlain(): number {
    const { codes, end } = this;
    let pos = this.pos;
    let hash = 0;
    for (; pos < end; pos++) {
      const char = codes[pos] ?? 0;
      if (char < 0x3b) {
        if (char === 0x0a || char === 0x0d) break;
        if (char === 0x3a && this.isBlank(pos + 1)) break;
        if (char === 0x23 && isSpace(codes[pos - 1])) break;
      }
      hash = (Math.imul(hash, 31) + char) | 0;
    }
    this.pos = pos;
    while (isSpace(codes[pos - 1])) {
      pos--;
      hash = 0;
    }
    this.hash = hash;
    return pos;
  }

  /** The key that the plain scalar spells which was scanned last. */
  plainKey(start: number, end: number): string {
    const name = plainKey(this.text, this.codes, start, end, this.hash);
    if (name === undefined || name === "<<" || end - start > 1000) throw unsure;
    return name;
  }

  /**
   * Notes a key of the mapping whose keys begin at `base`, and tells whether it had it already. Keys are few and mostly
   * the same string objects, so that comparing them costs less than asking the mapping.
   */
  noteKey(owner: object, base: number, key: string): boolean {
    const { keys, openKeys } = this;
    this.openKeys++;
    keys[openKeys] = key;
    if (openKeys - base > 16) return Object.hasOwn(owner, key);
    for (let at = base; at < openKeys; at++) if (keys[at] === key) return true;
    return false;
  }
}

export function isSpace(char: number | undefined): boolean {
  return char === 0x20 || char === 0x09;
}
