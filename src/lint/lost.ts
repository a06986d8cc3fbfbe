/** Names in documents that could not be read: what one of them may define is not missing. One mistake, one finding. */

import type { Absence } from "../finding/finding.ts";
import type { Source } from "../source/source.ts";
import type { YamlFile } from "../yaml/document.ts";

const label = /[a-z0-9](?:[a-z0-9-]*[a-z0-9])?/g;

/** All words that may be names, of what stands between the documents that could be read. */
export function* lostNames({ text }: Source, { documents, problems }: YamlFile): Iterable<string> {
  let reached = 0;
  for (const { span } of problems) {
    if (span.start < reached || documents.some((each) => each.span.start <= span.start && span.start < each.span.end))
      continue;
    const start = Math.max(0, ...documents.map((each) => each.span.end).filter((end) => end <= span.start));
    reached = Math.min(text.length, ...documents.map((each) => each.span.start).filter((each) => each > span.start));
    for (const [name] of text.slice(start, reached).matchAll(label)) yield name;
  }
}

/** Whether an unreadable document speaks of it. A host is known by its first label. */
export function isLost({ name }: Absence, names: ReadonlySet<string>): boolean {
  return names.size > 0 && names.has(name.slice(0, name.search(/\.|$/)));
}
