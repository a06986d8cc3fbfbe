/** A text that was read, and where its characters stand. Knows nothing of YAML. */

export interface Source {
  /** Path as reports show it: POSIX separators, relative to the repository root (or the working directory). */
  readonly path: string;
  readonly text: string;
}

/** A point in a text: line and column from 1, column in UTF-16 code units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** From the first character to the one after the last. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** Offsets into `Source.text`, in UTF-16 code units; `end` is exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

const lineStartsOf = new WeakMap<Source, Uint32Array>();

function lineStarts(source: Source): Uint32Array {
  const known = lineStartsOf.get(source);
  if (known) return known;
  const starts = [0];
  const { text } = source;
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  const table = Uint32Array.from(starts);
  lineStartsOf.set(source, table);
  return table;
}

/** In a text of this size a count is as fast as a table, of which there would be one for each of many small files. */
const smallText = 2048;

function countedPosition(text: string, offset: number): Position {
  const target = Math.min(Math.max(offset, 0), text.length);
  let line = 1;
  let start = 0;
  for (let at = text.indexOf("\n"); at !== -1 && at < target; at = text.indexOf("\n", start)) {
    line++;
    start = at + 1;
  }
  return { line, column: target - start + 1 };
}

/** Line and column of an offset; offsets beyond the text count as its end. */
export function positionAt(source: Source, offset: number): Position {
  if (source.text.length < smallText) return countedPosition(source.text, offset);
  const starts = lineStarts(source);
  const target = Math.min(Math.max(offset, 0), source.text.length);
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= target) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: target - (starts[low] ?? 0) + 1 };
}

export function rangeOf(source: Source, { start, end }: Span): Range {
  return { start: positionAt(source, start), end: positionAt(source, end) };
}

/** A file that is not linted, and why, in words. */
export interface Skipped {
  readonly file: string;
  readonly reason: string;
}

export function isSkipped(result: Source | Skipped): result is Skipped {
  return "reason" in result;
}
