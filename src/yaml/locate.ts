/** Where a key or a value of a document stands: the document is read once more, with positions, on the first question. */

import type { Span } from "../source/source.ts";
import type { Path, YamlDocument } from "./document.ts";
import { tapeOf } from "./read.ts";
import type { Tape } from "./tape.ts";

/** Tapes of the documents that were asked about last: questions come in bunches, and all tapes would be many. */
const recent = new Map<YamlDocument, Tape>();
const maxRecent = 64;

function recentTape(document: YamlDocument): Tape {
  const known = recent.get(document);
  if (known) return known;
  const tape = tapeOf(document, recent.size < maxRecent ? undefined : takeOldest());
  recent.set(document, tape);
  return tape;
}

/** A new tape for each document would hold five kilobytes until the garbage is collected; a grown one is let go. */
function takeOldest(): Tape | undefined {
  for (const [document, tape] of recent) {
    recent.delete(document);
    return tape.isSmall ? tape : undefined;
  }
  return undefined;
}

/**
 * The span of what stands at `path`, or of its nearest ancestor that exists (a default of a schema stands nowhere).
 * Scalars have their exact span; a collection is shown by the key that leads to it.
 */
export function locate(document: YamlDocument, path: Path, part: "key" | "value" = "value"): Span {
  const tape = recentTape(document);
  if (tape.length === 0) return { start: document.span.start, end: document.span.start };
  let node = 0;
  for (const name of path) {
    const child = tape.child(node, name) ?? mergedChild(tape, node, name);
    if (child === undefined) return spanOf(tape, node, "value");
    node = child;
  }
  return spanOf(tape, node, part);
}

/** What came by a merge stands where the merge names it: at the alias, or in the mapping that is written there. */
function mergedChild(tape: Tape, node: number, name: string | number): number | undefined {
  const merge = typeof name === "string" ? tape.child(node, "<<") : undefined;
  if (merge === undefined) return undefined;
  return tape.child(merge, name) ?? merge;
}

function spanOf(tape: Tape, node: number, part: "key" | "value"): Span {
  const isEmpty = tape.start(node) === tape.end(node);
  if (tape.keyStart(node) >= 0 && (part === "key" || isEmpty || tape.isCollection(node))) {
    return { start: tape.keyStart(node), end: tape.keyEnd(node) };
  }
  return tape.isCollection(node) ? firstOf(tape, node) : { start: tape.start(node), end: tape.end(node) };
}

/** The root is shown by its kind, a list item by its first key or scalar. */
function firstOf(tape: Tape, node: number): Span {
  const kind = node === 0 ? tape.child(node, "kind") : undefined;
  if (kind !== undefined) return spanOf(tape, kind, "value");
  const first = node + 1;
  if (first >= tape.next(node)) return { start: tape.start(node), end: tape.end(node) };
  return spanOf(tape, first, "key");
}
