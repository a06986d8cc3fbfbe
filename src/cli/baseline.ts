/** `--baseline`, `--update-baseline` and `--prune-baseline`: reading and writing the file. */

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { relative, resolve } from "node:path";
import { entriesOf, withBaseline } from "../lint/baseline.ts";
import { baselineText, readBaseline } from "../lint/baseline-text.ts";
import type { BaselineEntry, Run } from "../lint/diagnostic.ts";
import { messageOf } from "../report/secrets.ts";
import { count } from "../report/tally.ts";
import { posixPath } from "../source/root.ts";
import { wordsOf } from "../source/thrown.ts";
import type { Call } from "./parse.ts";
import type { Linted } from "./run.ts";
import { UsageError } from "./usage.ts";
import { blinkersOf, refuseBlinkers } from "./whole.ts";
import { write } from "./write.ts";

export async function baselinedRun(call: Call, { run, config, root }: Linted): Promise<Run> {
  const updates = call.has("update-baseline");
  const prunes = call.has("prune-baseline");
  if (updates || prunes) refuseBlinkers(call, updates ? "update-baseline" : "prune-baseline");
  const given = call.value("baseline");
  const path = given === undefined ? config.baseline : resolve(given);
  if (path === undefined) throw new UsageError(noFile(updates ? "update-baseline" : "prune-baseline"));

  const file = posixPath(relative(process.cwd(), path));
  const exists = (each: string): boolean => existsSync(resolve(root, each));
  const isPart = blinkersOf(call) !== undefined;
  const compare = (entries: readonly BaselineEntry[]): Run => withBaseline(run, { file, entries }, { exists, isPart });

  const old = readEntries(path, { file, mayLack: updates });
  const compared = compare(old);
  if (run.failures.length > 0 || !(updates || prunes)) return compared;
  const gone = new Set(compared.baseline?.gone);
  const found = entriesOf(compared, (diagnostic) => messageOf(compared, diagnostic));
  const isElsewhere = (entry: BaselineEntry): boolean => run.sourceOf(entry.file) === undefined && exists(entry.file);
  const entries = updates ? [...found, ...old.filter(isElsewhere)] : old.filter((entry) => !gone.has(entry));
  writeEntries(path, { file, entries });
  const added = updates ? found.length - (compared.baseline?.known ?? 0) : 0;
  const changes = `${added} added, ${gone.size} dropped`;
  await write(2, `mesh-lint: ${file} now lists ${count(entries.length, "finding")} (${changes})\n`);
  return compare(entries);
}

function noFile(flag: string): string {
  return `--${flag} needs a file: add --baseline mesh-lint-baseline.json, or "baseline:" to mesh-lint.yaml`;
}

interface Named {
  readonly file: string;
}

function readEntries(path: string, { file, mayLack }: Named & { readonly mayLack: boolean }): readonly BaselineEntry[] {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    const isMissing = error instanceof Error && "code" in error && error.code === "ENOENT";
    if (isMissing && mayLack) return [];
    if (isMissing) throw new UsageError(`there is no baseline "${file}": --update-baseline writes it`);
    throw new UsageError(`cannot read the baseline "${file}": ${wordsOf(error)}`);
  }
  const read = readBaseline(text);
  if ("problem" in read) throw new UsageError(`cannot read the baseline "${file}": ${read.problem}`);
  return read.entries;
}

function writeEntries(path: string, { file, entries }: Named & { readonly entries: readonly BaselineEntry[] }): void {
  try {
    writeFileSync(path, baselineText(entries));
  } catch (error) {
    throw new UsageError(`cannot write the baseline "${file}": ${wordsOf(error)}`);
  }
}
