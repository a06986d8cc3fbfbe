/** Manifests that lost their indentation, as copying from an article does: all keys stand at the top level. */

import type { Span } from "../source/source.ts";
import type { YamlProblem } from "./document.ts";

/** Whether a value looks like it: `metadata` holds nothing, and its name stands beside it. */
export function seemsLost(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const { apiVersion, kind, metadata, name } = value as Readonly<Record<string, unknown>>;
  return metadata === null && typeof name === "string" && typeof kind === "string" && typeof apiVersion === "string";
}

const message =
  'this document seems to have lost its indentation: "metadata" is empty and "name" stands at the top level';

const topKey = /^(apiVersion|kind|metadata|name):[ \t]*(?:#.*)?([^\r\n]*)/gm;

interface Candidate {
  hasKind: boolean;
  metadata: Span | undefined;
  isReported: boolean;
}

/** One problem for each such manifest in a text that may hold prose around them. */
export function lostIndentation(text: string, { start, end }: Span): readonly YamlProblem[] {
  const problems: YamlProblem[] = [];
  let current: Candidate | undefined;
  for (const { 1: key, 2: rest, index } of text.slice(start, end).matchAll(topKey)) {
    if (key === "apiVersion") current = { hasKind: false, metadata: undefined, isReported: false };
    if (!current || current.isReported) continue;
    if (key === "kind") current.hasKind = true;
    if (key === "metadata" && !current.metadata) {
      const span = spanOf(start + index, key);
      if (rest === "" && isEmpty(text, span, end)) current.metadata = span;
    }
    if (key !== "name" || rest === "" || !current.hasKind || !current.metadata) continue;
    problems.push({ rule: "yaml/lost-indentation", severity: "error", message, span: current.metadata });
    current.isReported = true;
  }
  return problems;
}

function spanOf(start: number, key: string): Span {
  return { start, end: start + key.length };
}

/** Whether the next line with content stands at the top level as well. */
function isEmpty(text: string, { end: keyEnd }: Span, end: number): boolean {
  const next = /^:[^\n]*\n(?:[ \t]*(?:#[^\n]*)?\r?\n)*([^\n]?)/.exec(text.slice(keyEnd, end));
  return next?.[1] !== undefined && /[^\s-]/.test(next[1]);
}
