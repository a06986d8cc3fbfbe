/** How a failure is worded for the user. */

import { oneLine } from "../report/escape.ts";
import { UsageError } from "./usage.ts";

export function failureText(error: unknown, debug: boolean): string {
  if (error instanceof UsageError)
    return error.message
      .split("\n")
      .map((line) => `mesh-lint: ${oneLine(line)}\n`)
      .join("");
  const words = error instanceof Error ? error.message : String(error);
  const stack = debug && error instanceof Error ? `${error.stack ?? ""}\n` : "";
  const hint = debug ? "" : " (--debug shows where; please report it)";
  return `mesh-lint: internal: ${oneLine(words.replace(/^internal: /, ""))}${hint}\n${stack}`;
}
