/** The job summary: the Markdown report, and what the Action has to say besides. */

import { appendFileSync } from "node:fs";
import type { Run } from "../lint/diagnostic.ts";
import { markdownText } from "../report/escape.ts";
import { markdown } from "../report/markdown.ts";
import { wordsOf } from "../source/thrown.ts";

interface Told {
  readonly run: Run;
  readonly notes: readonly string[];
}

/** The Markdown report leaves room for the notes below the 1 MiB that GitHub shows. Returns why it could not be written. */
export function summarize(file: string | undefined, { run, notes }: Told): string | undefined {
  return append(file, `${markdown(run)}\n${notesOf(notes)}`);
}

/** The failure itself is an annotation as well. */
export function summarizeFailure(file: string | undefined, problem: string): void {
  append(file, `## mesh-lint could not do its work\n\n${notesOf([problem])}`);
}

function notesOf(notes: readonly string[]): string {
  return notes.map((note) => `> ${markdownText(note.slice(0, 1000))}\n\n`).join("");
}

/** Not every runner has summaries, and without one the rest is as good as before. */
function append(file: string | undefined, text: string): string | undefined {
  try {
    if (file) appendFileSync(file, text);
    return undefined;
  } catch (error) {
    return `there is no job summary: ${wordsOf(error)}`;
  }
}
