/** `mesh-lint config --resolved PATH`: what holds for one file, and why. */

import type { Call } from "./parse.ts";

export function resolvedCommand(_call: Call, _path: string): Promise<number> {
  return Promise.resolve(2);
}
