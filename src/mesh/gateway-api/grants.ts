/** ReferenceGrants: which object of one namespace may be named by which objects of another. */

import { objectsOf } from "../admission/row.ts";
import type { Manifest } from "../manifest.ts";
import { question, type Mesh } from "../mesh.ts";
import { isUnknown } from "../unknown.ts";
import { mayHoldUnread } from "../unread.ts";
import { mayHoldMore } from "../unseen.ts";
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

function keyOf(target: string, { kind, namespace }: Omit<Referrer, "group">): string {
  return `${target}\n${kind}\n${namespace}`;
}

interface Index {
  readonly byReferrer: ReadonlyMap<string, readonly Grant[]>;
  /** With a placeholder in what they permit, by their own namespace. */
  readonly vague: ReadonlyMap<string, readonly Grant[]>;
}

function append(lists: Map<string, Grant[]>, key: string, grant: Grant): void {
  const list = lists.get(key);
  if (!list) lists.set(key, [grant]);
  else if (list.at(-1) !== grant) list.push(grant);
}

const index = question((mesh): Index => {
  const byReferrer = new Map<string, Grant[]>();
  const vague = new Map<string, Grant[]>();
  for (const grant of mesh.all("gateway-api/ReferenceGrant")) {
    for (const from of objectsOf(grant.spec.from)) {
      if (isUnknown(from.kind) || isUnknown(from.namespace)) append(vague, grant.namespace, grant);
      else append(byReferrer, keyOf(grant.namespace, from), grant);
    }
  }
  return { byReferrer, vague };
});

/** Grants that permit objects like this one anything in a namespace. */
export function grantsFor(mesh: Mesh, from: Referrer, target: string): readonly Grant[] {
  const { byReferrer, vague } = index(mesh);
  const candidates = [...(byReferrer.get(keyOf(target, from)) ?? []), ...(vague.get(target) ?? [])];
  return candidates.filter((grant) => permitsFrom(grant, from));
}

export function grantsIn(mesh: Mesh, namespace: string): readonly Grant[] {
  return mesh.in("gateway-api/ReferenceGrant", namespace);
}

/** False only where the files hold no grant that permits it, nor anything that may be one. */
export function mayRefer(mesh: Mesh, from: Referrer, to: Referent): boolean {
  if (from.namespace === to.namespace || isUnknown(from.namespace)) return true;
  if (grantsFor(mesh, from, to.namespace).some((grant) => permitsTo(grant, to))) return true;
  return mayHoldUnread(mesh, "gateway-api/ReferenceGrant", to.namespace) || mayHoldMore(mesh, to.namespace);
}
