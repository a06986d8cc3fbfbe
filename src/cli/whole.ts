/** Whether a call looks at everything: only then can it tell what is gone or unused. */

import { statsAt } from "../source/stats.ts";
import type { FlagName } from "./flags.ts";
import type { Call } from "./parse.ts";
import { UsageError } from "./usage.ts";

const filters = ["rule", "ignore", "environment"] as const satisfies readonly FlagName[];

/** Flags that narrow what is reported, not what is seen. */
const scopes = ["in-context", "changed", "since"] as const satisfies readonly FlagName[];

/** What keeps a call from seeing everything, in words. */
export function blinkersOf(call: Call): string | undefined {
  const filter = filters.find((name) => call.has(name));
  if (filter) return `--${filter}`;
  if (call.has("in-context")) return undefined;
  return call.words.find((path) => path === "-" || statsAt(path)?.isFile());
}

export function refuseBlinkers(call: Call, flag: FlagName): void {
  const scope = scopes.find((name) => call.has(name));
  const blinkers = scope ? `--${scope}` : blinkersOf(call);
  if (blinkers !== undefined) throw new UsageError(`--${flag} has to see all rules and files: leave out ${blinkers}`);
}
