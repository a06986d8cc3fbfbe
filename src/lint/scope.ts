/** Runs that report a part of what they found. Everything was read all the same: a mistake may come from anywhere. */

import type { Diagnostic, Run } from "./diagnostic.ts";

/** Only findings that stand in chosen files, or point to them. */
export function standingIn(run: Run, isChosen: (file: string) => boolean): Run {
  const isAbout = ({ file, related }: Diagnostic): boolean =>
    isChosen(file) || related.some((each) => isChosen(each.file));
  const diagnostics = run.diagnostics.filter(isAbout);
  return { ...run, diagnostics, elsewhere: counting(run.diagnostics) - counting(diagnostics) };
}

/** How many are not suppressed. */
export function counting(diagnostics: readonly Diagnostic[]): number {
  return diagnostics.filter(({ suppressed }) => suppressed === null).length;
}
