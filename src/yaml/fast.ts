/** The fast parser: the part of YAML that manifests use, in one pass over the text. What else there is, it refuses. */

import { readNode } from "./block.ts";
import { template, tooDeep, unsure, type Cursor } from "./cursor.ts";
import type { Cut } from "./cut.ts";

/** unsure: the full parser has to tell. template: no YAML at all. A value is undefined where the document is empty. */
export type FastReading = { readonly value: unknown } | "unsure" | "template" | "too deep";

/** Reads one document; the tape of the cursor then says where its nodes stand. */
export function readFast(cursor: Cursor, text: string, { start, end, isOdd }: Cut): FastReading {
  if (isOdd) return "unsure";
  cursor.start(text, start, end);
  try {
    return { value: readRoot(cursor) };
  } catch (error) {
    if (error === unsure) return "unsure";
    if (error === template) return "template";
    if (error === tooDeep) return "too deep";
    throw error;
  }
}

function readRoot(cursor: Cursor): unknown {
  cursor.firstContent();
  if (cursor.pos >= cursor.end) return undefined;
  if (cursor.at(cursor.pos) === 0x25) throw unsure;
  const value = readNode(cursor, -1, cursor.tape.open("", -1, -1));
  if (cursor.pos < cursor.end) throw unsure;
  return value;
}
