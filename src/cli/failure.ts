/** How a failure is worded for the user. */

import { oneLine } from "../report/escape.ts";
import { wordsOf } from "../source/thrown.ts";
import { UsageError } from "./usage.ts";

export function failureText(error: unknown, debug: boolean): string {
  if (error instanceof UsageError)
    return error.message
      .split("\n")
      .map((line) => `mesh-lint: ${oneLine(line)}\n`)
      .join("");
  const stack = debug && error instanceof Error ? `${error.stack ?? ""}\n` : "";
  const hint = debug ? "" : " (--debug shows where; please report it)";
  return `mesh-lint: internal: ${oneLine(wordsOf(error).replace(/^internal: /, ""))}${hint}\n${stack}`;
}
