/** The comments of a text: only real ones, not a `#` within a string or a block scalar. */

import type { Source } from "../source/source.ts";
import type { Comment } from "./document.ts";

/** Reads the comments of a whole file, in order. */
export function commentsOf(source: Source): readonly Comment[] {
  const comments: Comment[] = [];
  const pattern = /(^|[ \t])#([^\r\n]*)/gm;
  for (const match of source.text.matchAll(pattern)) {
    const start = match.index + (match[1] ?? "").length;
    const lineStart = source.text.lastIndexOf("\n", start - 1) + 1;
    const before = source.text.slice(lineStart, start);
    comments.push({
      text: match[2] ?? "",
      span: { start, end: match.index + match[0].length },
      ownLine: before.trim() === "",
    });
  }
  return comments;
}
