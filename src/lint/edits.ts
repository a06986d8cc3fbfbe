/** From symbolic edits to edits of text. What cannot be done exactly gives no fix. */

import { valueAt, type Edit, type Fix } from "../finding/finding.ts";
import { rangeOf, type Span } from "../source/source.ts";
import type { Diagnostic, TextEdit } from "./diagnostic.ts";
import type { Placed, Placer } from "./place.ts";
import { placedAt } from "./place.ts";

/** The fix with positions, or null where one of its edits has no exact place. */
export function concreteFix(fix: Fix | undefined, placer: Placer): Diagnostic["fix"] {
  if (!fix) return null;
  const edits: TextEdit[] = [];
  for (const edit of fix.edits) {
    const text = textEdit(edit, placer);
    if (!text) return null;
    edits.push(text);
  }
  return { safe: fix.safe, description: fix.description, edits };
}

function textEdit(edit: Edit, placer: Placer): TextEdit | undefined {
  const renames = "key" in edit;
  const placed = placer.place({ ...edit.at, part: renames ? "key" : "value" });
  if (!placed || !isExact(placed, edit, renames)) return undefined;
  if (renames) return replacing(placed, placed.span, edit.key);
  if ("value" in edit) return replacing(placed, placed.span, scalar(edit.value));
  if ("insert" in edit) return inserting(placed, edit.insert);
  return removing(placed);
}

/**
 * Whether what stands there is what the edit speaks of. A patch in a quoted text is shown as a whole, and what an
 * operation sets is written under `value`, or as the last step of its path.
 */
function isExact({ document, path, span }: Placed, { at: place }: Edit, isKey: boolean): boolean {
  let written = document.value;
  for (const step of path) written = (written as Readonly<Record<string | number, unknown>> | null | undefined)?.[step];
  const meant = valueAt(place);
  if (typeof meant !== typeof written) return false;
  if (typeof meant !== "object" && meant !== written) return false;
  return !isKey || textOf(document.source.text.slice(span.start, span.end)) === String(place.key);
}

function textOf(written: string): string {
  return written.replace(/^(["'])(.*)\1$/s, "$2");
}

function replacing({ file, document }: Placed, span: Span, text: string): TextEdit {
  return { file, range: rangeOf(document.source, span), text };
}

/** New entries before the first key of a block mapping, at its indentation. */
function inserting(placed: Placed, entries: Readonly<Record<string, string | number | boolean>>): TextEdit | undefined {
  const { text } = placed.document.source;
  const { start } = placed.span;
  const lineStart = text.lastIndexOf("\n", start - 1) + 1;
  const before = text.slice(lineStart, start);
  if (!/^[ ]*(?:- +)*$/.test(before)) return undefined;
  const indent = " ".repeat(before.length);
  const lines = Object.entries(entries).map(([key, value]) => `${scalar(key)}: ${scalar(value)}\n${indent}`);
  return replacing(placed, { start, end: start }, lines.join(""));
}

/** Whole lines of a one-line entry of a block mapping; anything else is left to the author. */
function removing(placed: Placed): TextEdit | undefined {
  const { text } = placed.document.source;
  const key = placedAt(placed.document, placed.path, "key").span;
  const lineStart = text.lastIndexOf("\n", key.start - 1) + 1;
  const lineEnd = text.indexOf("\n", placed.span.end);
  const end = lineEnd === -1 ? text.length : lineEnd + 1;
  const isAlone =
    /^[ ]*$/.test(text.slice(lineStart, key.start)) && !text.slice(key.start, placed.span.end).includes("\n");
  const tail = text.slice(placed.span.end, end).trim();
  if (!isAlone || (tail !== "" && !tail.startsWith("#"))) return undefined;
  return replacing(placed, { start: lineStart, end }, "");
}

/** A scalar that kubectl reads as exactly this value. */
function scalar(value: string | number | boolean): string {
  if (typeof value !== "string") return String(value);
  const isPlain =
    /^[A-Za-z_./][\w./-]*$/.test(value) && !/^(?:y|n|yes|no|on|off|true|false|null|\.inf|\.nan)$/i.test(value);
  return isPlain ? value : JSON.stringify(value);
}
