/** The job summary: the Markdown report, and what the Action has to say besides. */

import { appendFileSync } from "node:fs";
import type { Run } from "../lint/diagnostic.ts";
import { markdownText } from "../report/escape.ts";
import { markdown } from "../report/markdown.ts";

interface Told {
  readonly run: Run;
  readonly notes: readonly string[];
}

/** The Markdown report leaves room for the notes below the 1 MiB that GitHub shows. */
export function summarize(file: string | undefined, { run, notes }: Told): void {
  append(file, `${markdown(run)}\n${notesOf(notes)}`);
}

export function summarizeFailure(file: string | undefined, problem: string): void {
  append(file, `## mesh-lint could not do its work\n\n${notesOf([problem])}`);
}

function notesOf(notes: readonly string[]): string {
  return notes.map((note) => `> ${markdownText(note.slice(0, 1000))}\n\n`).join("");
}

/** Not every runner has summaries. */
function append(file: string | undefined, text: string): void {
  if (file) appendFileSync(file, text);
}
