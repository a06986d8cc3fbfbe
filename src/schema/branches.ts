/** allOf, anyOf, oneOf and not: which branch holds, and which one to explain when none does. */

import type { Node } from "./node.ts";
import { check } from "./structure.ts";
import { nameOf, report, type Walk } from "./walk.ts";

export function checkBranches(walk: Walk, node: Node, value: unknown): void {
  if (node.allOf) for (const branch of node.allOf) check(walk, branch, value, false);
  if (node.anyOf) checkAny(walk, node.anyOf, value);
  if (node.oneOf) checkOne(walk, node.oneOf, value);
  if (node.not && attempt(walk, node.not, value) === 0) {
    report(walk, { rule: "schema/invalid-value", message: `${nameOf(walk)} is not allowed as it is` });
  }
}

/** Number of mistakes of a branch; a placeholder leaves it open, which counts as not a number. */
function attempt(walk: Walk, branch: Node, value: unknown): number {
  const { mistakes, placeholders } = walk;
  walk.trying++;
  check(walk, branch, value, false);
  walk.trying--;
  const found = walk.mistakes - mistakes;
  // What a trial finds is its result: it must not count as a mistake of the branch in which it was made.
  walk.mistakes = mistakes;
  return walk.placeholders > placeholders ? Number.NaN : found;
}

function checkAny(walk: Walk, branches: readonly Node[], value: unknown): void {
  for (const branch of branches) if (!(attempt(walk, branch, value) > 0)) return;
  explain(walk, branches, value);
}

function checkOne(walk: Walk, branches: readonly Node[], value: unknown): void {
  let valid = 0;
  for (const branch of branches) {
    const mistakes = attempt(walk, branch, value);
    if (Number.isNaN(mistakes)) return;
    if (mistakes === 0) valid++;
  }
  if (valid === 0) explain(walk, branches, value);
  else if (valid > 1) {
    const message = `${nameOf(walk)} fits ${valid} forms of which only one is allowed`;
    report(walk, { rule: "schema/conflicting-fields", message });
  }
}

/** Formats of which any would do are named together; else the branch that comes nearest tells what is wrong with it. */
function explain(walk: Walk, branches: readonly Node[], value: unknown): void {
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
    const mistakes = attempt(walk, branch, value);
    if (mistakes < least) {
      nearest = branch;
      least = mistakes;
    }
  }
  if (nearest) check(walk, nearest, value, false);
}
