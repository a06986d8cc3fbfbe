/** Where a value of a resource was written: in its own document, or in the patch that brought it. */

import type { Path } from "../yaml/document.ts";
import type { Resource, Written } from "./environment.ts";

/** Where `owner` (or its entry `key`) stands; undefined if the resource does not hold this very object. */
export function writtenAt(resource: Resource, owner: object, key?: string | number): Written | undefined {
  const find = (value: unknown, path: Path): Path | undefined => {
    if (value === owner) return path;
    if (typeof value !== "object" || value === null) return undefined;
    for (const [step, child] of Object.entries(value)) {
      const found = find(child, [...path, Array.isArray(value) ? Number(step) : step]);
      if (found) return found;
    }
    return undefined;
  };
  const path = find(resource.object, resource.prefix);
  return path && { document: resource.document, path: key === undefined ? path : [...path, key] };
}
