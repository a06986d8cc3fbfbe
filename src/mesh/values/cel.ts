/** The syntax of CEL expressions, as google/cel-spec's langdef has it; whether their names mean anything is Envoy's business. */

import type { Judge } from "./judge.ts";
import { quote } from "./quote.ts";

interface Token {
  /** "literal", "name", "word" for a reserved one, or the operator itself. */
  readonly kind: string;
  readonly text: string;
}

interface Cursor {
  readonly tokens: readonly Token[];
  at: number;
  depth: number;
  isTooDeep: boolean;
}

const blank = /(?:[\t\n\f\r ]|\/\/[^\n]*)*/y;
const raw = /(?:[rR][bB]?|[bB][rR])(?:"""[^]*?"""|'''[^]*?'''|"[^"\r\n]*"|'[^'\r\n]*')/y;
const escaped = /[bB]?(?:"""(?:[^\\]|\\[^])*?"""|'''(?:[^\\]|\\[^])*?'''|"(?:[^"\\\r\n]|\\.)*"|'(?:[^'\\\r\n]|\\.)*')/y;
const number = /0x[0-9a-fA-F]+u?|(?:[0-9]+)?\.[0-9]+(?:[eE][+-]?[0-9]+)?|[0-9]+(?:[eE][+-]?[0-9]+|u)?/y;
const name = /[A-Za-z_][A-Za-z0-9_]*/y;
const operator = /&&|\|\||[=!<>]=|[-+*/%!<>?:.,()[\]{}]/y;
const reserved: ReadonlySet<string> = new Set(
  "as break const continue else for function if import let loop package namespace return var void while".split(" "),
);
const longest = 10_000;
const deepest = 200;

export const celExpression: Judge = (text) => {
  if (text.trim() === "" || text.length > longest) return undefined;
  const tokens = tokensOf(text);
  const cursor = { tokens, at: 0, depth: 0, isTooDeep: false };
  if ((expression(cursor) && cursor.at === tokens.length) || cursor.isTooDeep) return undefined;
  const met = tokens[cursor.at];
  return `${quote(text)} is no CEL expression: ${met ? `unexpected ${quote(met.text)}` : "it ends too early"}`;
};

/** What cannot be read stands as the last token, of a kind that no rule takes. */
function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  for (let at = read(blank, text, 0).length; at < text.length; at += read(blank, text, at).length) {
    const token = tokenAt(text, at);
    tokens.push(token);
    if (token.kind === "") break;
    at += token.text.length;
  }
  return tokens;
}

function read(form: RegExp, text: string, at: number): string {
  form.lastIndex = at;
  return form.exec(text)?.[0] ?? "";
}

function tokenAt(text: string, at: number): Token {
  const literal = read(raw, text, at) || read(escaped, text, at) || read(number, text, at);
  if (literal !== "") return { kind: "literal", text: literal };
  const word = read(name, text, at);
  if (word === "") return { kind: read(operator, text, at), text: read(operator, text, at) || text.slice(at) };
  if (word === "in") return { kind: "in", text: word };
  if (["true", "false", "null"].includes(word)) return { kind: "literal", text: word };
  return { kind: reserved.has(word) ? "word" : "name", text: word };
}

function kindAt({ tokens, at }: Cursor): string {
  return tokens[at]?.kind ?? "";
}

function take(cursor: Cursor, ...kinds: readonly string[]): boolean {
  const isMet = cursor.at < cursor.tokens.length && kinds.includes(kindAt(cursor));
  if (isMet) cursor.at++;
  return isMet;
}

function expression(cursor: Cursor): boolean {
  if (cursor.depth >= deepest) {
    cursor.isTooDeep = true;
    return false;
  }
  cursor.depth++;
  const isRead =
    binary(cursor, 0) && (!take(cursor, "?") || (binary(cursor, 0) && take(cursor, ":") && expression(cursor)));
  cursor.depth--;
  return isRead;
}

const levels = [["||"], ["&&"], ["<", "<=", ">", ">=", "==", "!=", "in"], ["+", "-"], ["*", "/", "%"]];

function binary(cursor: Cursor, level: number): boolean {
  const operators = levels[level];
  if (!operators) return unary(cursor);
  do {
    if (!binary(cursor, level + 1)) return false;
  } while (take(cursor, ...operators));
  return true;
}

function unary(cursor: Cursor): boolean {
  const sign = kindAt(cursor);
  if (sign === "!" || sign === "-") while (take(cursor, sign));
  return member(cursor);
}

function member(cursor: Cursor): boolean {
  let isPath = ["name", "."].includes(kindAt(cursor));
  if (!primary(cursor)) return false;
  for (;;) {
    if (take(cursor, ".")) {
      take(cursor, "?");
      if (!take(cursor, "name", "word")) return false;
      continue;
    }
    if (isCallable(cursor) && take(cursor, "(")) {
      if (!series(cursor, ")", expression)) return false;
    } else if (take(cursor, "[")) {
      take(cursor, "?");
      if (!expression(cursor) || !take(cursor, "]")) return false;
    } else if (isPath && take(cursor, "{")) {
      if (!series(cursor, "}", field)) return false;
    } else return true;
    isPath = false;
  }
}

/** Whether a name stands before. */
function isCallable({ tokens, at }: Cursor): boolean {
  return ["name", "word"].includes(tokens[at - 1]?.kind ?? "");
}

function primary(cursor: Cursor): boolean {
  if (take(cursor, "literal")) return true;
  if (take(cursor, "(")) return expression(cursor) && take(cursor, ")");
  if (take(cursor, "[")) return series(cursor, "]", item);
  if (take(cursor, "{")) return series(cursor, "}", pair);
  take(cursor, ".");
  return take(cursor, "name");
}

type Part = (cursor: Cursor) => boolean;

/** Parts between commas up to the closing bracket; a comma may stand at the end. */
function series(cursor: Cursor, close: string, part: Part): boolean {
  while (!take(cursor, close)) {
    if (!part(cursor)) return false;
    if (!take(cursor, ",")) return take(cursor, close);
  }
  return true;
}

const item: Part = (cursor) => (take(cursor, "?"), expression(cursor));
const pair: Part = (cursor) => item(cursor) && take(cursor, ":") && expression(cursor);
const field: Part = (cursor) =>
  (take(cursor, "?"), take(cursor, "name", "word")) && take(cursor, ":") && expression(cursor);
