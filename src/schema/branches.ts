/** allOf, anyOf, oneOf and not: which branch holds, and which one to explain when none does. */

import type { Node } from "./node.ts";
import { nameOf, report, type Walk } from "./walk.ts";

/** The value at hand, and the check of a value against a schema, which in turn comes back here. */
export interface Trial {
  readonly walk: Walk;
  readonly value: unknown;
  readonly check: (walk: Walk, node: Node, value: unknown, spine: boolean) => void;
}

export function checkBranches(trial: Trial, node: Node): void {
  const { walk, value, check } = trial;
  if (node.allOf) for (const branch of node.allOf) check(walk, branch, value, false);
  if (node.anyOf) checkAny(trial, node.anyOf);
  if (node.oneOf) checkOne(trial, node.oneOf);
  if (node.not && attempt(trial, node.not) === 0) {
    report(walk, { rule: "schema/invalid-value", message: `${nameOf(walk)} is not allowed as it is` });
  }
}

/** Number of mistakes of a branch; a placeholder leaves it open, which counts as not a number. */
function attempt({ walk, value, check }: Trial, branch: Node): number {
  const { mistakes, placeholders } = walk;
  walk.trying++;
  check(walk, branch, value, false);
  walk.trying--;
  const found = walk.mistakes - mistakes;
  // What a trial finds is its result: it must not count as a mistake of the branch in which it was made.
  walk.mistakes = mistakes;
  return walk.placeholders > placeholders ? Number.NaN : found;
}

function checkAny(trial: Trial, branches: readonly Node[]): void {
  for (const branch of branches) if (!(attempt(trial, branch) > 0)) return;
  explain(trial, branches);
}

function checkOne(trial: Trial, branches: readonly Node[]): void {
  const { walk } = trial;
  let valid = 0;
  for (const branch of branches) {
    const mistakes = attempt(trial, branch);
    if (Number.isNaN(mistakes)) return;
    if (mistakes === 0) valid++;
  }
  if (valid === 0) explain(trial, branches);
  else if (valid > 1) {
    const message = `${nameOf(walk)} fits ${valid} forms of which only one is allowed`;
    report(walk, { rule: "schema/conflicting-fields", message });
  }
}

/** Formats of which any would do are named together; else the branch that comes nearest tells what is wrong with it. */
function explain(trial: Trial, branches: readonly Node[]): void {
  const { walk, value, check } = trial;
  if (walk.trying > 0) {
    walk.mistakes++;
    return;
  }
  const formats = branches.map(({ format }) => format?.means);
  if (typeof value === "string" && formats.every((format) => format !== undefined)) {
    const message = `${nameOf(walk)} is neither ${formats.join(" nor ")}`;
    report(walk, { rule: "schema/invalid-value", message });
    return;
  }
  let nearest: Node | undefined;
  let least = Infinity;
  for (const branch of branches) {
    const mistakes = attempt(trial, branch);
    if (mistakes < least) {
      nearest = branch;
      least = mistakes;
    }
  }
  if (nearest) check(walk, nearest, value, false);
}
