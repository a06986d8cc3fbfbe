/** Where a program of the machine lies: never one that the linted repository brings. */

import { accessSync, constants, realpathSync, statSync } from "node:fs";
import { delimiter, isAbsolute, join } from "node:path";
import { isWithin, repositoryOf } from "./root.ts";

/**
 * Absolute path of a program on PATH, asked for in `folder`. Entries that are not absolute, or lead into the folder's own
 * repository (`npm run` puts its node_modules/.bin there), do not count. Windows would even look in the folder itself.
 */
export function programOutside(folder: string, name: string, env = process.env): string | undefined {
  const root = repositoryOf(folder) ?? folder;
  const ending = process.platform === "win32" ? ".exe" : "";
  for (const entry of (env.PATH ?? "").split(delimiter)) {
    if (!isAbsolute(entry)) continue;
    const program = join(entry, name + ending);
    if (!isRunnable(program)) continue;
    if (!isWithin(root, realpathSync(entry)) && !isWithin(root, realpathSync(program))) return program;
  }
  return undefined;
}

function isRunnable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
