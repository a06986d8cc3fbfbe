/** Tells what a change made new from what was there before. */

import { ruleOf } from "./baseline.ts";
import type { Diagnostic, EnvironmentSummary, Run } from "./diagnostic.ts";
import { sameMistake } from "./fingerprint.ts";
import { pairing } from "./pairs.ts";
import { counting } from "./scope.ts";

/** With what a run is compared. */
export interface Since {
  /** As the user or the CI system names it: `origin/main`. */
  readonly ref: string;
  readonly commit: string;
  /** What a run at the commit gives. */
  readonly before: Run;
  /** How many files were added, changed or deleted. */
  readonly files: number;
}

/**
 * Only findings that the earlier run lacks. One that was known in one environment is new in another that was there
 * before; one that was suppressed is new when it no longer is. What a baseline knows is compared like anything else.
 */
export function newSince(run: Run, { ref, commit, before, files }: Since): Run {
  const pairs = pairsOf(run, before);
  const environments = new Set(before.environments.filter(hasContent).map(({ name }) => name));
  const isOld = (diagnostic: Diagnostic): boolean => {
    const known = pairs.get(diagnostic);
    if (!known || isLoud(known) !== isLoud(diagnostic)) return false;
    return diagnostic.environments.every((name) => known.environments.includes(name) || !environments.has(name));
  };
  const older = run.diagnostics.filter(isOld);
  const hidden = new Set(older);
  const met = new Set(pairs.values());
  return {
    ...run,
    diagnostics: run.diagnostics.filter((each) => !hidden.has(each)),
    failures: [...new Set([...run.failures, ...before.failures])],
    since: {
      ...{ ref, commit, files, older: counting(older) },
      gone: before.diagnostics.filter((each) => isLoud(each) && !met.has(each)).length,
    },
  };
}

/** The configuration of now may name environments that were not there then. */
function hasContent({ manifests }: EnvironmentSummary): boolean {
  return manifests > 0;
}

/** Findings of now with those that they were before. */
function pairsOf(run: Run, before: Run): ReadonlyMap<Diagnostic, Diagnostic> {
  const { pairs, by } = pairing(run.diagnostics, before.diagnostics);
  const mistake = (each: Diagnostic): string => `${isLoud(each)}\n${sameMistake(each.fingerprint)}`;
  // Of equal mistakes in one object, those of the same environments belong together.
  by((each) => `${mistake(each)}\n${each.file}\n${each.environments.join("\n")}`);
  by((each) => `${mistake(each)}\n${each.file}`);
  by(mistake);
  // What stands in no object is known by its file: here that one was renamed.
  by(
    (each) => `${isLoud(each)}\n${each.manifest === null}\n${ruleOf(each)}\n${each.message}`,
    ({ manifest, file }) => manifest === null && run.sourceOf(file) === undefined,
  );
  // An object that moved to another namespace, or got another name, brought its mistakes along.
  const objectOf = ({ manifest }: Diagnostic): string => `${manifest?.apiVersion ?? ""}\n${manifest?.kind ?? ""}`;
  const words = (each: Diagnostic): string =>
    [isLoud(each), ruleOf(each), each.message, each.file, objectOf(each), each.environments].join("\n");
  by(
    (each) => `${words(each)}\n${each.manifest?.name ?? ""}`,
    ({ manifest }) => manifest !== null,
  );
  by(words, (each) => isRenamed(run, each));
  // What is suppressed from now on is not gone.
  by(({ fingerprint }) => sameMistake(fingerprint), isLoud);
  return pairs;
}

/** Whether its file names no object so any more. */
function isRenamed(run: Run, { manifest, file }: Diagnostic): boolean {
  const text = run.sourceOf(file)?.text;
  const name = manifest?.name ?? "";
  if (text === undefined || name === "") return false;
  for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + name.length)) {
    const end = at + name.length;
    if (/\bname["']?:\s*["']?$/.test(text.slice(Math.max(0, at - 20), at)) && !/[\w.-]/.test(text.charAt(end)))
      return false;
  }
  return true;
}

/** Whether no comment or annotation silences it; a baseline is no part of the files. */
function isLoud({ suppressed }: Diagnostic): boolean {
  return suppressed === null || suppressed.how === "baseline";
}
