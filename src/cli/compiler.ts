/**
 * How soon V8 optimises a function. Hundreds of rules that each run once over all manifests are hardly optimised before
 * they are done: in a run of ten thousand files the compiler took a third of the CPU time, for nothing in return.
 */

import type { NamedRule } from "../lint/diagnostic.ts";

/** With fewer files the module that sets the flag costs more to load than is saved; with more, optimised rules pay. */
const fewest = 2000;
const most = 20_000;

/** The units of the flag are executed bytes of code; the first is V8's own. */
const budgets = { eager: 67_584, patient: 1_200_000 } as const;

/** Node 20's. Later ones compile in more steps, with less effort, and do not know the flag. */
const hasBudget = process.versions.v8.startsWith("11.3.");

let isCurbed = false;
/** Rules that were asked for their check. */
const asked = new Set<NamedRule>();

/**
 * From now on only what runs long is optimised. The cache of compiled code is only good for the flags that it was made
 * with, so the checks of these rules, which the bundle loads when they are asked for, are loaded before.
 */
export function curbCompiler(files: number, rules: readonly NamedRule[]): void {
  if (!hasBudget || files < fewest || files > most) return;
  const fresh = rules.filter((named) => !asked.has(named));
  if (isCurbed && fresh.length === 0) return;
  freeCompiler();
  for (const named of fresh) {
    Reflect.get(named.rule, "check");
    asked.add(named);
  }
  set("patient");
}

/** As it was before, for what is loaded from now on. */
export function freeCompiler(): void {
  if (isCurbed) set("eager");
}

function set(mood: keyof typeof budgets): void {
  process.getBuiltinModule("node:v8").setFlagsFromString(`--interrupt-budget=${budgets[mood]}`);
  isCurbed = mood === "patient";
}
