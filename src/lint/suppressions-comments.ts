/**
 * Comments that silence findings: `# mesh-lint-ignore rule[, rule]: reason` for its line or the one below, `-start` and
 * `-end` for all between, `-document` and `-file`.
 */

import { positionAt, rangeOf, type Source, type Span } from "../source/source.ts";
import { commentsOf } from "../yaml/comments.ts";
import type { Comment } from "../yaml/document.ts";
import type { Diagnostic } from "./diagnostic.ts";
import { directiveOf, type Pattern, type Suppression } from "./suppressions.ts";
import { documentsOf, linesBelow, textsOf, type Lines } from "./suppressions-lines.ts";

export interface CommentSuppression extends Suppression {
  readonly lines: Lines;
}

const keyword = "mesh-lint-ignore";

const directive = /^(\s*mesh-lint-ignore(-[\w-]*)?)(?=[\s:]|$)/;

interface Written {
  readonly source: Source;
  readonly comment: Comment;
  /** Where the directive stands, from its `#`: other comments may stand before or behind it on the line. */
  readonly span: Span;
  readonly sort: string;
  /** What follows the keyword, and where. */
  readonly rest: string;
  readonly restStart: number;
}

/** All of a file, in order. */
export function commentSuppressions(source: Source): CommentSuppression[] {
  if (!source.text.includes(keyword)) return [];
  const comments = commentsOf(source);
  const below = linesBelow(source, comments);
  const documentAt = documentsOf(source);
  const lastOf = textsOf(source);
  const open: { readonly written: Written; readonly index: number }[] = [];
  const found: CommentSuppression[] = [];
  for (const [index, comment] of comments.entries()) {
    const written = writtenIn(source, comment);
    if (!written) continue;
    const line = positionAt(source, comment.span.start).line;
    switch (written.sort) {
      case "":
        found.push(covering(written, lineOf(comment.ownLine ? (below[index] ?? line) : line, lastOf)));
        break;
      case "-start":
        open.push({ written, index: found.length });
        found.push(covering(written, { lines: { first: line, last: Infinity }, reach: "in this block" }));
        break;
      case "-end": {
        const start = open.pop();
        if (!start) found.push(broken(written, `there is no ${keyword}-start above`, true));
        else found[start.index] = blockOf(start.written, written);
        break;
      }
      case "-document":
        found.push(covering(written, { lines: documentAt(comment), reach: "in this document" }));
        break;
      case "-file":
        found.push(covering(written, { lines: { first: 1, last: Infinity }, reach: "in this file" }));
        break;
      default:
        found.push(broken(written, unknownSort(written.sort), false));
    }
  }
  return found;
}

function unknownSort(sort: string): string {
  return `unknown "${keyword}${sort}": use ${keyword}, ${keyword}-start, -end, -document or -file`;
}

/** A comment may hold several, each after a `# ` of its own: `# the canary # mesh-lint-ignore istio/x: reason`. */
function writtenIn(source: Source, { text, span, ownLine }: Comment): Written | undefined {
  if (!text.includes(keyword)) return undefined;
  let at = 0;
  for (const part of text.split(/(?<=\s)#(?=\s)/)) {
    const [, head, sort = ""] = directive.exec(part) ?? [];
    if (head === undefined) {
      at += part.length + 1;
      continue;
    }
    const start = span.start + at;
    const rest = part.slice(head.length);
    return {
      source,
      comment: { text, span, ownLine },
      span: { start, end: start + 1 + part.trimEnd().length },
      sort,
      rest,
      restStart: start + 1 + head.length,
    };
  }
  return undefined;
}

interface Covered {
  readonly lines: Lines;
  readonly reach: string;
}

function covering(written: Written, { lines, reach }: Covered, end?: Written): CommentSuppression {
  const { source, span, rest, restStart } = written;
  const read = directiveOf(rest, restStart);
  const without = (kept: readonly Pattern[]): Diagnostic["fix"] => {
    if (kept.length > 0)
      return { safe: true, description: "name only what is needed", edits: [keeping(read.patterns)] };
    const edits = [written, ...(end ? [end] : [])].map(removal);
    return { safe: true, description: `remove the ${end ? "comments" : "comment"}`, edits };
    function keeping(patterns: readonly Pattern[]) {
      const all = { start: patterns[0]?.span.start ?? 0, end: patterns.at(-1)?.span.end ?? 0 };
      return { file: source.path, range: rangeOf(source, all), text: kept.map(({ text }) => text).join(", ") };
    }
  };
  return { ...read, how: "comment", source, span, lines, reach, isJudged: true, without };
}

function blockOf(start: Written, end: Written): CommentSuppression {
  const first = positionAt(start.source, start.span.start).line;
  const last = positionAt(end.source, end.span.start).line;
  return covering(start, { lines: { first, last }, reach: "in this block" }, end);
}

function broken(written: Written, message: string, isUnused: boolean): CommentSuppression {
  const nowhere = covering({ ...written, rest: "" }, { lines: { first: 0, last: -1 }, reach: "anywhere" });
  return { ...nowhere, defect: { message, isUnused } };
}

/** The whole line where nothing else stands on it, else the comment with the blanks before it. */
function removal({ source, comment, span }: Written) {
  const { text, path } = source;
  const isAlone = comment.ownLine && span.start === comment.span.start && span.end === comment.span.end;
  let { start, end } = span;
  if (isAlone) {
    start = text.lastIndexOf("\n", start - 1) + 1;
    const lineEnd = text.indexOf("\n", end);
    end = lineEnd === -1 ? text.length : lineEnd + 1;
  } else {
    while (start > 0 && (text[start - 1] === " " || text[start - 1] === "\t")) start--;
  }
  return { file: path, range: rangeOf(source, { start, end }), text: "" };
}

function lineOf(line: number, lastOf: (line: number) => number): Covered {
  return { lines: { first: line, last: lastOf(line) }, reach: `on line ${line}` };
}
