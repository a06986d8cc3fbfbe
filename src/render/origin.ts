/** Where a value of a resource was written: in its own document, or in the patch that brought it. */

import { below, type Key } from "./edit.ts";
import type { Resource, Written } from "./environment.ts";

/** Where `owner` (or its entry `key`) stands; undefined if the resource does not hold this very object. */
export function writtenAt(resource: Resource, owner: object, key?: Key): Written | undefined {
  const trail = trailTo(resource.object, owner);
  if (!trail) return undefined;
  const { document, prefix, object } = resource;
  let at = resource.changes?.get(object)?.at ?? { document, path: prefix };
  let node: object = object;
  for (const step of trail) {
    at = stepTo(resource, { node, at, step });
    node = (node as Readonly<Record<Key, object>>)[step] ?? node;
  }
  return key === undefined ? at : stepTo(resource, { node: owner, at, step: key });
}

function stepTo(
  { changes }: Resource,
  { node, at, step }: { readonly node: object; readonly at: Written; readonly step: Key },
): Written {
  return changes?.get(node)?.entries?.get(step) ?? below(at, step);
}

/** Keys from an object down to one that it holds, by identity. An object that stands in several places is met at the first. */
function trailTo(root: object, owner: object): readonly Key[] | undefined {
  const trail: Key[] = [];
  const seen = new Set<object>();
  function search(node: object): boolean {
    if (node === owner) return true;
    if (seen.has(node)) return false;
    seen.add(node);
    for (const [key, value] of entriesOf(node)) {
      if (typeof value !== "object" || value === null) continue;
      trail.push(key);
      if (search(value)) return true;
      trail.pop();
    }
    return false;
  }
  return search(root) ? trail : undefined;
}

function entriesOf(node: object): Iterable<readonly [Key, unknown]> {
  return Array.isArray(node) ? (node as unknown[]).entries() : Object.entries(node);
}
