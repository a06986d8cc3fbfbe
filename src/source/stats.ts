/** What lies at a path that somebody wrote. */

import { statSync, type Stats } from "node:fs";

/** Links are followed. Undefined where nothing is, or nothing that may be seen: `file.yaml/below`, a circle of links. */
export function statsAt(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}
