/** Findings as annotations of the step: worst first, of equals those in changed lines, and of those one of each kind. */

import { write } from "../cli/write.ts";
import type { Severity } from "../finding/finding.ts";
import type { Diagnostic, Run } from "../lint/diagnostic.ts";
import { annotations } from "../report/github.ts";
import { count, worstFirst } from "../report/tally.ts";
import type { ChangedLines } from "./diff.ts";
import type { Inputs } from "./inputs.ts";
import type { Remark } from "./say.ts";

export interface Annotated {
  /** How many findings got none for want of room. */
  readonly truncated: number;
}

interface Given {
  readonly which: Inputs["annotations"];
  /** Undefined where nobody knows what has changed. */
  readonly changed: ChangedLines | undefined;
  /** What the step says of itself takes room too. */
  readonly remarks: readonly Remark[];
}

export async function annotate(run: Run, { which, changed, remarks }: Given): Promise<Annotated> {
  const isInside = ({ file, range }: Diagnostic): boolean => changed?.has(file, range.start.line) ?? false;
  const found = worstFirst(run);
  const wanted = which === "off" ? [] : which === "changed" && changed ? found.filter(isInside) : found;
  const taken = countsOf(remarks);
  const { commands, leftOut } = annotations(run, insideFirst(wanted, isInside), taken);
  if (commands.length > 0) {
    await write(1, `::group::${count(commands.length, "annotation")}\n${commands.join("\n")}\n::endgroup::\n`);
  }
  return { truncated: leftOut.length };
}

/** Sorts within each severity and leaves the rest of the order as it is. */
function insideFirst(found: readonly Diagnostic[], isInside: (diagnostic: Diagnostic) => boolean): Diagnostic[] {
  const levels = [...new Set(found.map(({ severity }) => severity))];
  return levels.flatMap((level) => {
    const own = found.filter(({ severity }) => severity === level);
    return [...variedFirst(own.filter(isInside)), ...variedFirst(own.filter((each) => !isInside(each)))];
  });
}

/** One of each kind before the second of any: ten times the same would tell less. */
function variedFirst(found: readonly Diagnostic[]): Diagnostic[] {
  const kinds = new Set<string>();
  const isFirst = ({ rule, message }: Diagnostic): boolean => kinds.size < kinds.add(`${rule}\n${message}`).size;
  const firsts = found.filter(isFirst);
  const known = new Set(firsts);
  return [...firsts, ...found.filter((each) => !known.has(each))];
}

function countsOf(remarks: readonly Remark[]): Readonly<Record<Severity, number>> {
  const counts = { error: 0, warning: 0, info: 0 };
  for (const { level } of remarks) counts[level]++;
  return counts;
}
