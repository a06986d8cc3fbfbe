/** ReferenceGrants: which object of one namespace may be named by which objects of another. */

import { objectsOf } from "../admission/row.ts";
import type { Manifest } from "../manifest.ts";
import type { Mesh } from "../mesh.ts";
import { isUnknown } from "../unknown.ts";
import { isVague, mayHoldMore } from "../unseen.ts";
import type { Referent } from "./references.ts";

export type Grant = Manifest<"gateway-api/ReferenceGrant">;

/** The object that holds a reference, as a grant names it. */
export interface Referrer {
  readonly group: string;
  readonly kind: string;
  readonly namespace: string;
}

function isSame(granted: string | undefined, wanted: string): boolean {
  return granted === wanted || isUnknown(granted);
}

export function permitsFrom({ spec }: Grant, { group, kind, namespace }: Referrer): boolean {
  return objectsOf(spec.from).some(
    (from) => isSame(from.group, group) && isSame(from.kind, kind) && isSame(from.namespace, namespace),
  );
}

export function permitsTo({ spec }: Grant, { group, kind, name }: Referent): boolean {
  return objectsOf(spec.to).some(
    (to) => isSame(to.group, group) && isSame(to.kind, kind) && (!to.name || isSame(to.name, name)),
  );
}

export function grantsIn(mesh: Mesh, namespace: string): readonly Grant[] {
  return mesh.in("gateway-api/ReferenceGrant", namespace);
}

/** False only where the files hold no grant that permits it, nor anything that may be one. */
export function mayRefer(mesh: Mesh, from: Referrer, to: Referent): boolean {
  if (from.namespace === to.namespace || isUnknown(from.namespace)) return true;
  if (grantsIn(mesh, to.namespace).some((grant) => permitsFrom(grant, from) && permitsTo(grant, to))) return true;
  return isVague(mesh, "gateway-api/ReferenceGrant") || mayHoldMore(mesh, to.namespace);
}
