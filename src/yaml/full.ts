/** Reads one document with the `yaml` package under kubectl's rules: whatever the fast parser does not know for certain. */

import type { Document, YAMLError } from "yaml";
import type { Span } from "../source/source.ts";
import { compose, Refusal, type Context } from "./compose.ts";
import type { YamlProblem } from "./document.ts";
import type { Tape } from "./tape.ts";
import { reworded } from "./words.ts";

type Library = typeof import("yaml");

let library: Library | undefined;

export async function loadFullParser(): Promise<void> {
  library ??= await import("yaml");
}

export function hasFullParser(): boolean {
  return library !== undefined;
}

/** What one document came to: a value, unless a problem stands in its way. */
export interface Reading {
  readonly value?: unknown;
  readonly problems: readonly YamlProblem[];
  /** Whether it is a template for certain. */
  readonly isTemplate?: boolean;
  /** Whether it is too much for the full parser, which is slow, and can be very slow on what is no YAML. */
  readonly isTooLarge?: boolean;
}

/** Reads a document, which begins at `offset` of its source; the full parser must have been loaded. */
export function readFull(text: string, offset: number, tape: Tape): Reading {
  if (!library) throw new Error("internal: the full parser is not loaded");
  tape.clear();
  const odd = oddCharacter(text, offset);
  if (odd) return { problems: [odd] };
  try {
    return readWith(library, text, offset, tape);
  } catch (error) {
    return { problems: [caught(error, text, offset)] };
  }
}

function readWith(yaml: Library, text: string, offset: number, tape: Tape): Reading {
  const document = parse(yaml, text);
  const problem = syntaxProblem(yaml, document.errors, text, offset);
  if (problem) return { problems: [problem] };
  const problems = textProblems(document.errors, text, offset);
  if (!document.contents) return { problems };
  const context: Context = { yaml, text, offset, tape, problems, anchors: new Map(), written: 0, expanded: 0 };
  const value = compose(context, document.contents, tape.open("", -1, -1), 0);
  return { value, problems };
}

/** Where comments begin; undefined while the parser is not loaded. */
export function commentStarts(text: string, offset: number): readonly number[] | undefined {
  if (!library) return undefined;
  return [...tokensOf(library, text)].filter(({ token }) => token.startsWith("#")).map(({ at }) => offset + at);
}

/** Tokens of the text with where they begin, but for plain and block scalars. */
function* tokensOf(yaml: Library, text: string): Iterable<{ readonly token: string; readonly at: number }> {
  let at = 0;
  let isScalar = false;
  for (const token of new yaml.Lexer().lex(text)) {
    const isControl = token === scalarMark || token === documentMark || token === flowErrorMark;
    if (!isControl && !isScalar) yield { token, at };
    isScalar = token === scalarMark;
    if (!isControl) at += token.length;
  }
}

/** What the lexer puts between the tokens of the text. */
const documentMark = "\x02";
const flowErrorMark = "\x18";
const scalarMark = "\x1f";

function parse(yaml: Library, text: string): Document.Parsed {
  return yaml.parseDocument(text, {
    schema: "failsafe",
    uniqueKeys: false,
    merge: false,
    prettyErrors: false,
    logLevel: "error",
  });
}

function caught(error: unknown, text: string, offset: number): YamlProblem {
  if (error instanceof Refusal) {
    const { start, end } = error.problem.span;
    return { ...error.problem, span: onOneLine([start - offset, end - offset], text, offset) };
  }
  if (error instanceof RangeError) return depthProblem(offset);
  const span = { start: offset, end: offset };
  return { rule: "yaml/syntax", severity: "error", message: "this document cannot be read", span };
}

export function depthProblem(at: number): YamlProblem {
  return {
    rule: "yaml/too-deep",
    severity: "error",
    message: "more than 200 levels",
    span: { start: at, end: at + 1 },
  };
}

function syntaxProblem(
  yaml: Library,
  errors: readonly YAMLError[],
  text: string,
  offset: number,
): YamlProblem | undefined {
  const failures = errors.filter(({ code }) => code !== "MULTIPLE_DOCS");
  const [first] = failures;
  if (!first) return undefined;
  const tab = /^ *(\t+)[ \t]*[^\s#]/m.exec(text);
  if (tab) {
    const start = offset + tab.index + tab[0].indexOf("\t");
    const span = { start, end: start + (tab[1] ?? "").length };
    return { rule: "yaml/tab-indentation", severity: "error", message: "a tab cannot indent YAML", span };
  }
  if (first.code === "RESOURCE_EXHAUSTION") return depthProblem(offset + first.pos[0]);
  const message = reworded(first.message);
  return { rule: "yaml/syntax", severity: "error", message, span: onOneLine(placeOf(yaml, first, text), text, offset) };
}

/** The parser misses a quote where the text ends; whoever looks for it wants to see where it was opened. */
function placeOf(yaml: Library, { message, pos }: YAMLError, text: string): readonly [number, number] {
  if (!message.startsWith("Missing closing ")) return pos;
  let opened: readonly [number, number] = pos;
  for (const { token, at } of tokensOf(yaml, text)) if (/^["']/.test(token)) opened = [at, at + token.length];
  return opened;
}

function onOneLine([from, to]: readonly [number, number], text: string, offset: number): Span {
  const lineEnd = text.indexOf("\n", from);
  const end = Math.max(from, Math.min(to, lineEnd === -1 ? text.length : lineEnd));
  return { start: offset + from, end: offset + end };
}

/** What kubectl reads, but not as it looks. */
function textProblems(errors: readonly YAMLError[], text: string, offset: number): YamlProblem[] {
  const problems: YamlProblem[] = [];
  const second = errors.find(({ code }) => code === "MULTIPLE_DOCS");
  if (second) {
    const message = 'what follows "..." is ignored; separate documents with "---"';
    problems.push({ rule: "yaml/syntax", severity: "warning", message, span: onOneLine(second.pos, text, offset) });
  }
  return problems;
}

// eslint-disable-next-line no-control-regex
const control = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]/;

/** goyaml.v2 refuses controls, and takes three more characters for line breaks, which breaks the line they are in. */
function oddCharacter(text: string, offset: number): YamlProblem | undefined {
  const at = text.search(control);
  if (at === -1) return undefined;
  const char = text.charAt(at);
  const name = `U+${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
  const what = /[\x85\u2028\u2029]/.test(char) ? "is read as a line break" : "is not allowed in YAML";
  const span = { start: offset + at, end: offset + at + 1 };
  return { rule: "yaml/invalid-character", severity: "error", message: `the character ${name} ${what}`, span };
}
