/** Findings that were there before: known ones are suppressed, so that a repository starts green and only new ones count. */

import type { BaselineEntry, Diagnostic, Run } from "./diagnostic.ts";
import { sameMistake } from "./fingerprint.ts";
import { pairing } from "./pairs.ts";

export interface Baseline {
  /** As reports name it. */
  readonly file: string;
  readonly entries: readonly BaselineEntry[];
}

export interface BaselineView {
  /** Whether a file is still there, read or not. */
  readonly exists: (file: string) => boolean;
  /** The run saw some rules or files only: then what it did not find need not be gone. */
  readonly isPart: boolean;
}

/** The run with its known findings suppressed, and what has become of the baseline. */
export function withBaseline(run: Run, { file, entries }: Baseline, { exists, isPart }: BaselineView): Run {
  const isUnseen = (entry: BaselineEntry): boolean => run.sourceOf(entry.file) === undefined && exists(entry.file);
  const loud = run.diagnostics.filter((each) => !each.suppressed);
  const { pairs, rest, by } = pairing<BaselineEntry>(loud, entries);
  by(({ fingerprint, file: at }) => `${sameMistake(fingerprint)}\n${at}`);
  by(
    ({ fingerprint }) => sameMistake(fingerprint),
    (entry) => !isUnseen(entry),
  );
  // What stands in no object is known by its file: here that one was renamed.
  by(
    (each) => `${"range" in each ? ruleOf(each) : each.rule}\n${each.message}`,
    (entry) => entry.object === undefined && run.sourceOf(entry.file) === undefined && !exists(entry.file),
  );
  const suppressed = { how: "baseline", reason: `known in ${file}` } as const;
  return {
    ...run,
    diagnostics: run.diagnostics.map((each) => (pairs.has(each) ? { ...each, suppressed } : each)),
    baseline: { file, known: pairs.size, gone: isPart ? [] : [...rest].filter((entry) => !isUnseen(entry)) },
  };
}

/** Entries for all findings of a run that count or are known. */
export function entriesOf(run: Run, messageOf: (diagnostic: Diagnostic) => string): BaselineEntry[] {
  return run.diagnostics
    .filter(({ suppressed }) => suppressed === null || suppressed.how === "baseline")
    .map((diagnostic) => {
      const { fingerprint, file, manifest } = diagnostic;
      const object =
        manifest && `${manifest.kind} ${manifest.namespace ? `${manifest.namespace}/` : ""}${manifest.name}`;
      const message = messageOf(diagnostic);
      return { fingerprint, rule: ruleOf(diagnostic), file, ...(object !== null && { object }), message };
    });
}

export function ruleOf({ rule, code }: Diagnostic): string {
  return code === null ? rule : `${rule}:${code}`;
}
