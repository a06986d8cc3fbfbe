/** `--prune-suppressions`: takes unused suppressions out of the files and leaves every other byte as it is. */

import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import type { TextEdit } from "../lint/diagnostic.ts";
import { count } from "../report/tally.ts";
import { edited } from "../source/edited.ts";
import type { Call } from "./parse.ts";
import type { Linted } from "./run.ts";
import { UsageError } from "./usage.ts";
import { refuseBlinkers } from "./whole.ts";
import { write } from "./write.ts";

const unused = "lint/unused-suppression";

/** The run of what is left: lines have moved. */
export async function prunedRun(call: Call, linted: Linted, again: () => Promise<Linted>): Promise<Linted> {
  refuseBlinkers(call, "prune-suppressions");
  const { run, root } = linted;
  if (!run.rules.some(({ id }) => id === unused))
    throw new UsageError(`--prune-suppressions needs ${unused}, which is off`);
  const found = run.diagnostics.filter(({ rule }) => rule === unused);
  const byFile = new Map<string, TextEdit[]>();
  for (const { fix } of found) {
    for (const edit of fix?.edits ?? []) byFile.set(edit.file, [...(byFile.get(edit.file) ?? []), edit]);
  }
  const refused: string[] = [];
  for (const [file, edits] of byFile) {
    const source = run.sourceOf(file);
    const path = resolve(root, file);
    // A file in another encoding, or one that has changed meanwhile, is left alone.
    if (!source || !readFileSync(path).equals(Buffer.from(source.text))) refused.push(file);
    else writeFileSync(path, edited(source, edits));
  }
  const done = found.filter(({ fix, file }) => fix && !refused.includes(file)).length;
  const left = found.length - done;
  const rest = left > 0 ? `; ${left} left to be done by hand` : "";
  await write(2, `mesh-lint: removed ${count(done, "unused suppression")}${rest}\n`);
  return done > 0 ? again() : linted;
}
