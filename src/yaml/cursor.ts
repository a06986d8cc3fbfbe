/** Where the fast parser is in a text, and what every part of it shares. */

import type { YamlProblem } from "./document.ts";
import { plainKeyName } from "./scalar.ts";
import type { Tape } from "./tape.ts";

/** Thrown, ready made, where the fast parser does not know for certain how kubectl reads what follows. */
export const unsure = new Error("internal: not for the fast parser");

/** Thrown, ready made, at `{{` or `{%` where a value should begin: no YAML can follow from that. */
export const template = new Error("internal: a template");

const maxDepth = 200;

export class Cursor {
  text = "";
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

  constructor(tape: Tape) {
    this.tape = tape;
  }

  start(text: string, start: number, end: number): void {
    this.text = text;
    this.pos = this.lineStart = this.lastEnd = start;
    this.end = end;
    this.depth = 0;
    this.problems = [];
    this.tape.clear();
  }

  /** The character at a place of the document; -1 at its end. */
  at(pos: number): number {
    return pos < this.end ? this.text.charCodeAt(pos) : -1;
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
    if (++this.depth > maxDepth) throw unsure;
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
    if (this.breaks === 0 || this.text.charCodeAt(this.pos) === 0x09) throw unsure;
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
    const { text, end } = this;
    let pos = this.pos;
    let hash = 0;
    for (; pos < end; pos++) {
      const char = text.charCodeAt(pos);
      if (char < 0x3b) {
        if (char === 0x0a || char === 0x0d) break;
        if (char === 0x3a && this.isBlank(pos + 1)) break;
        if (char === 0x23 && isSpace(text.charCodeAt(pos - 1))) break;
      }
      hash = (Math.imul(hash, 31) + char) | 0;
    }
    this.pos = pos;
    while (isSpace(text.charCodeAt(pos - 1))) pos--;
    this.hash = hash;
    return pos;
  }

  /** The key that a plain scalar spells; the same string for the same key, so that memory and hashing are spent once. */
  plainKey(start: number, end: number): string {
    const slot = this.hash & (slots - 1);
    const raw = rawKeys[slot];
    if (raw?.length === end - start && this.text.startsWith(raw, start)) return resolvedKeys[slot] ?? raw;
    const text = this.text.slice(start, end);
    const name = plainKeyName(text);
    if (name === undefined || name === "<<" || text.length > 1000) throw unsure;
    rawKeys[slot] = text;
    resolvedKeys[slot] = name;
    return name;
  }
}

const slots = 4096;
const rawKeys = new Array<string | undefined>(slots).fill(undefined);
const resolvedKeys = new Array<string | undefined>(slots).fill(undefined);

export function isSpace(char: number): boolean {
  return char === 0x20 || char === 0x09;
}
