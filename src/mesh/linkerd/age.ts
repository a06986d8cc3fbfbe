/** Which of several objects Linkerd prefers where only one can win. */

import type { Manifest } from "../manifest.ts";

/** Older first, then by name. Files seldom tell the age, so of several nobody knows which one wins. */
export function olderFirst(one: Manifest, other: Manifest): number {
  return compareText(createdAt(one), createdAt(other)) || compareText(one.name, other.name);
}

/** One without a time comes last. */
const never = "~";

function createdAt({ metadata }: Manifest): string {
  const created = metadata.creationTimestamp;
  return typeof created === "string" ? created : never;
}

function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
