/** Text → documents as kubectl reads them, and what is wrong with the text itself. */

import type { Source, Span } from "../source/source.ts";
import { Cursor } from "./cursor.ts";
import { cutDocuments, cutOf, type Cut } from "./cut.ts";
import type { SkippedDocument, YamlDocument, YamlFile, YamlProblem } from "./document.ts";
import { exact } from "./exact.ts";
import { readFast } from "./fast.ts";
import { depthProblem, hasFullParser, loadFullParser, readFull, type Reading } from "./full.ts";
import { lostIndentation, seemsLost } from "./lost-indentation.ts";
import { missingSeparators } from "./missing-separator.ts";
import { Tape } from "./tape.ts";

/** Values are read with one cursor for all files; where they stand is asked of few documents, and later. */
const shared = new Cursor(new Tape());
shared.tape.isOn = false;

/** Characters of a document that the full parser is given: at 100 KB a second on garbage that is ten seconds. */
const fullParserLimit = 1 << 20;

interface Collected {
  readonly documents: YamlDocument[];
  readonly problems: YamlProblem[];
  readonly skipped: SkippedDocument[];
}

/** Reads a file; undefined where a document needs the full parser and it is not loaded yet. */
export function readYaml(source: Source): YamlFile | undefined {
  const file: Collected = { documents: [], problems: [], skipped: [] };
  for (const cut of cutDocuments(source.text)) {
    const reading = readDocument(source, cut, shared);
    if (!reading) return undefined;
    collect(file, source, cut, reading);
  }
  return slim(file);
}

const none: readonly never[] = Object.freeze([]);

/** Files are kept by the hundred thousand, and an array that something was pushed to has room for seventeen. */
function slim({ documents, problems, skipped }: Collected): YamlFile {
  return {
    documents: exact(documents),
    problems: problems.length > 0 ? problems : none,
    skipped: skipped.length > 0 ? skipped : none,
  };
}

/**
 * Reads files in order; loads the full parser once, and only if some document needs it. A file that needs it and is not
 * worth it has that problem and no documents: to load that parser takes as long as to read a thousand files.
 */
export async function readYamlFiles(
  sources: readonly Source[],
  isWorthIt: (source: Source) => boolean = () => true,
): Promise<readonly YamlFile[]> {
  const files: YamlFile[] = [];
  for (const source of sources) files.push(readYaml(source) ?? (isWorthIt(source) ? await readFully(source) : unread));
  return files;
}

const unread: YamlFile = {
  documents: none,
  problems: [{ rule: "yaml/syntax", severity: "error", message: "this was not read", span: { start: 0, end: 0 } }],
  skipped: none,
};

async function readFully(source: Source): Promise<YamlFile> {
  await loadFullParser();
  return readYaml(source) ?? unread;
}

/** Reads one document again to learn where its nodes stand; `tape` is one that nobody needs any more. */
export function tapeOf({ source, span }: YamlDocument, tape = new Tape()): Tape {
  tape.clear();
  readDocument(source, cutOf(source.text, span), new Cursor(tape));
  return tape;
}

/** Where Helm fills in whatever stands in braces. */
const templates = /(?:^|\/)templates\//;

function readDocument({ path, text }: Source, cut: Cut, cursor: Cursor): Reading | undefined {
  const fast = readFast(cursor, text, cut);
  if (fast === "template") return { problems: [], isTemplate: true };
  if (fast === "too deep") return { problems: [depthProblem(cursor.pos)] };
  if (fast !== "unsure") return { value: fast.value, problems: cursor.problems };
  if (templates.test(path) && holdsTemplate(text, cut)) return { problems: [], isTemplate: true };
  if (cut.end - cut.start > fullParserLimit) return { problems: [], isTooLarge: true };
  return hasFullParser() ? readFull(text.slice(cut.start, cut.end), cut.start, cursor.tape) : undefined;
}

function collect(file: Collected, source: Source, cut: Cut, reading: Reading): void {
  const { value, problems, isTemplate, isTooLarge } = reading;
  const span = { start: cut.start, end: cut.end };
  if (cut.extra) file.problems.push(separatorProblem(cut.extra));
  if (value === undefined ? problems.length > 0 || isTemplate : seemsLost(value)) {
    const lost = lostIndentation(source.text, span);
    file.problems.push(...lost);
    if (lost.length > 0) return;
  }
  if (isTemplate || (value === undefined && problems.length > 0 && holdsTemplate(source.text, span))) {
    file.skipped.push({ span, reason: 'template placeholders ("{{ }}") that are not rendered' });
    return;
  }
  if (value === undefined && problems.some((problem) => standsForLines(source.text, problem.span))) {
    file.skipped.push({ span, reason: 'a placeholder ("${NAME}") stands for whole lines, so it is no YAML yet' });
    return;
  }
  if (isTooLarge)
    file.skipped.push({ span, reason: "over 1 MB, with anchors, tags or mistakes, which are slow to read" });
  const separators = problems.length > 1 ? missingSeparators(source.text, problems) : undefined;
  file.problems.push(...(separators ?? problems));
  if (separators) return;
  if (value !== undefined && value !== null) file.documents.push({ source, span, value });
}

function separatorProblem(span: Span): YamlProblem {
  return { rule: "yaml/syntax", severity: "error", message: 'only a comment may follow "---"', span };
}

/** Whether a mistake is at a line of nothing but `${NAME}`: `envsubst` puts lines there before anybody reads them. */
function standsForLines(text: string, { start }: Span): boolean {
  const lineEnd = text.indexOf("\n", start);
  const line = text.slice(text.lastIndexOf("\n", start - 1) + 1, lineEnd === -1 ? text.length : lineEnd);
  return line.length < 200 && /^\s*\$\{\w+\}\s*$/.test(line);
}

function holdsTemplate(text: string, { start, end }: Span): boolean {
  return /\{\{|\{%/.test(text.slice(start, end));
}
