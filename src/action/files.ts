/** Files that the step writes into the checked out repository, where links that a stranger has committed may lie in wait. */

import { lstatSync, realpathSync, writeFileSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { UsageError } from "../cli/usage.ts";
import { isWithin } from "../source/root.ts";
import { wordsOf } from "../source/thrown.ts";

/** A path within the workspace has to lie there in truth, too. What lies elsewhere was named by the workflow alone. */
export function refuseLinks(files: readonly string[], workspace: string): void {
  const home = realpathSync(workspace);
  for (const file of files.filter((each) => each !== "")) {
    const path = resolve(file);
    if ((isWithin(workspace, path) || isWithin(home, path)) && leadsOut(path, home)) {
      throw new UsageError(`"${file}" is a link or lies behind one that leads out of the workspace`);
    }
  }
}

function leadsOut(path: string, home: string): boolean {
  if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink()) return true;
  try {
    return !isWithin(home, resolve(realpathSync(dirname(path)), basename(path)));
  } catch {
    // A folder that is not there is told when it is written to.
    return false;
  }
}

/** Absolute path of what was written. */
export function writeText(file: string, text: string): string {
  const path = resolve(file);
  try {
    writeFileSync(path, text);
  } catch (error) {
    throw new UsageError(`cannot write "${file}": ${wordsOf(error)}`);
  }
  return path;
}
