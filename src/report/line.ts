/** A diagnostic on one line, and the parts of it that every report for people names alike. */

import type { Diagnostic, ManifestName, Run } from "../lint/diagnostic.ts";
import { oneLine } from "./escape.ts";
import { messageOf } from "./secrets.ts";

/** `file:line:column: error: message [rule]`, as editors and grep read it. */
export function asLine(run: Run, diagnostic: Diagnostic): string {
  const { file, range, severity } = diagnostic;
  const words = oneLine(messageOf(run, diagnostic));
  return `${pathOf(file)}:${range.start.line}:${range.start.column}: ${severity}: ${words} [${idOf(diagnostic)}]`;
}

/** A path at the start of a line; one that begins with a colon would speak to GitHub's runner. */
export function pathOf(file: string): string {
  return oneLine(file.startsWith(":") ? `./${file}` : file);
}

/** "VirtualService shop/reviews". */
export function nameOf({ kind, namespace, name }: ManifestName): string {
  return `${kind} ${namespace === "" ? "" : `${namespace}/`}${name}`;
}

export function idOf({ rule, code }: Diagnostic): string {
  return code === null ? rule : `${rule}:${code}`;
}
