/** Text → documents as kubectl reads them, and what is wrong with the text itself. */

import type { Source } from "../source/source.ts";
import { cutDocuments, type Cut } from "./cut.ts";
import type { SkippedDocument, YamlDocument, YamlFile, YamlProblem } from "./document.ts";
import { hasFullParser, loadFullParser, readFull, type Reading } from "./full.ts";
import { Tape } from "./tape.ts";

/** Reads a file; undefined where a document needs the full parser and it is not loaded yet. */
export function readYaml(source: Source): YamlFile | undefined {
  const documents: YamlDocument[] = [];
  const problems: YamlProblem[] = [];
  const skipped: SkippedDocument[] = [];
  for (const cut of cutDocuments(source.text)) {
    const reading = readDocument(source, cut, new Tape());
    if (!reading) return undefined;
    const span = { start: cut.start, end: cut.end };
    if (cut.extra) problems.push(separatorProblem(cut.extra));
    if (reading.value === undefined && reading.problems.length > 0 && isTemplate(source.text, cut)) {
      skipped.push({ span, reason: 'template placeholders ("{{ }}") that are not rendered' });
      continue;
    }
    problems.push(...reading.problems);
    if (reading.value !== undefined && reading.value !== null) {
      documents.push({ source, span, value: reading.value });
    }
  }
  return { documents, problems, skipped };
}

/** Reads files in order; loads the full parser once, and only if some document needs it. */
export async function readYamlFiles(sources: readonly Source[]): Promise<readonly YamlFile[]> {
  const files: YamlFile[] = [];
  for (const source of sources) {
    let file = readYaml(source);
    if (!file) {
      await loadFullParser();
      file = readYaml(source);
    }
    if (file) files.push(file);
  }
  return files;
}

/** Reads one document again to learn where its nodes stand. */
export function tapeOf(document: YamlDocument): Tape {
  const tape = new Tape();
  readDocument(document.source, document.span, tape);
  return tape;
}

function readDocument(source: Source, { start, end }: Cut, tape: Tape): Reading | undefined {
  return hasFullParser() ? readFull(source.text.slice(start, end), start, tape) : undefined;
}

function separatorProblem(span: Cut): YamlProblem {
  return { rule: "yaml/syntax", severity: "error", message: 'only a comment may follow "---"', span };
}

function isTemplate(text: string, { start, end }: Cut): boolean {
  const open = text.indexOf("{{", start);
  if (open !== -1 && open < end) return true;
  const tag = text.indexOf("{%", start);
  return tag !== -1 && tag < end;
}
