/** Every reference to a parent: of routes and of listener sets. */

import type { Manifest } from "../manifest.ts";
import { question } from "../mesh.ts";
import { parentOf } from "./attachment.ts";
import { gatewayOf, listenerSets } from "./listeners.ts";
import type { Reference, Referent } from "./references.ts";
import { parentRefsOf, routes } from "./routes.ts";

export interface ParentReference {
  readonly manifest: Manifest;
  readonly ref: Reference;
  readonly to: Referent;
}

export const attachmentParents = question((mesh): readonly ParentReference[] => {
  const found: ParentReference[] = [];
  for (const route of routes(mesh)) {
    for (const ref of parentRefsOf(route)) {
      const to = parentOf(route, ref);
      if (to) found.push({ manifest: route, ref, to });
    }
  }
  for (const set of listenerSets(mesh)) {
    const to = gatewayOf(set);
    if (to) found.push({ manifest: set, ref: set.spec.parentRef, to });
  }
  return found;
});
