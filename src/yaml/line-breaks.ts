/** Line breaks as kubectl reads them. */

import type { Source } from "../source/source.ts";

/**
 * A carriage return without a line feed ends a line too (yaml/go-yaml yamlprivateh.go is_break); here it becomes a line
 * feed, so that all places stay as they are.
 */
export function withLineFeeds(source: Source): Source {
  if (!source.text.includes("\r")) return source;
  const text = source.text.replace(/\r(?!\n)/g, "\n");
  return text === source.text ? source : { ...source, text };
}
