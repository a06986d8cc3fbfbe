/** Findings that were there before: known ones are suppressed, so that a repository starts green and only new ones count. */

import type { BaselineEntry, Diagnostic, Run } from "./diagnostic.ts";
import { sameMistake } from "./fingerprint.ts";

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
  const known = new Map<Diagnostic, BaselineEntry>();
  const rest = new Set(entries);
  const pair = (keyOf: (entry: BaselineEntry | Diagnostic) => string, may: (entry: BaselineEntry) => boolean): void => {
    const byKey = grouped([...rest].filter(may), keyOf);
    for (const diagnostic of run.diagnostics) {
      if (diagnostic.suppressed || known.has(diagnostic)) continue;
      const entry = byKey.get(keyOf(diagnostic))?.pop();
      if (!entry) continue;
      known.set(diagnostic, entry);
      rest.delete(entry);
    }
  };
  pair(
    ({ fingerprint, file: at }) => `${sameMistake(fingerprint)}\n${at}`,
    () => true,
  );
  pair(
    ({ fingerprint }) => sameMistake(fingerprint),
    (entry) => !isUnseen(entry),
  );
  // What stands in no object is known by its file: here that one was renamed.
  pair(
    (each) => `${"range" in each ? ruleOf(each) : each.rule}\n${each.message}`,
    (entry) => entry.object === undefined && run.sourceOf(entry.file) === undefined && !exists(entry.file),
  );
  const suppressed = { how: "baseline", reason: `known in ${file}` } as const;
  return {
    ...run,
    diagnostics: run.diagnostics.map((each) => (known.has(each) ? { ...each, suppressed } : each)),
    baseline: { file, known: known.size, gone: isPart ? [] : [...rest].filter((entry) => !isUnseen(entry)) },
  };
}

/** The first of each group stands last, to be popped first. */
export function grouped<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of [...items].reverse()) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
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
