/** Where a value of a resource was written: in its own document, or in the patch that brought it. */

import type { Resource, Written } from "./environment.ts";

/** Where `owner` (or its entry `key`) stands; undefined if the resource does not hold this very object. */
export function writtenAt(_resource: Resource, _owner: object, _key?: string | number): Written | undefined {
  throw new Error("internal: not built yet");
}
