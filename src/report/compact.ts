/** One line for each finding, as editors, grep and problem matchers read it. */

import type { Run } from "../lint/diagnostic.ts";
import { asLine } from "./line.ts";
import { active } from "./tally.ts";

export function compact(run: Run): string {
  return active(run.diagnostics)
    .map((diagnostic) => `${asLine(run, diagnostic)}\n`)
    .join("");
}
