/** `mesh-lint init`: looks at the repository and writes a `mesh-lint.yaml` that fits it. */

import type { Call } from "./parse.ts";

export function initCommand(_call: Call): Promise<number> {
  return Promise.resolve(2);
}
