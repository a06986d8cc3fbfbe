/** Access rules of SMI, in the shapes of all versions: who may call whom, and the route groups that say what. */

import { append } from "./lists.ts";
import type { Manifest } from "./manifest.ts";
import { question, type Mesh } from "./mesh.ts";
import { isUnknown } from "./unknown.ts";

export type RouteGroup = Manifest<"smi/HTTPRouteGroup">;

export interface Subject {
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
}

export interface AccessRule {
  readonly kind: string;
  readonly name: string;
  readonly matches?: readonly string[];
}

export interface Access {
  readonly target: Manifest<"smi/TrafficTarget">;
  /** What holds the lists: the spec, or up to v1alpha1 the object itself. */
  readonly owner: object;
  readonly destination?: Subject;
  readonly sources?: readonly Subject[];
  readonly rules?: readonly AccessRule[];
  readonly rulesKey: "rules" | "specs";
}

function accessOf(target: Manifest<"smi/TrafficTarget">): Access {
  const { object, spec } = target;
  if (object.spec !== undefined) return { ...spec, target, owner: spec, rulesKey: "rules" };
  const { destination, sources, specs: rules } = object;
  return {
    target,
    owner: object,
    rulesKey: "specs",
    ...(destination && { destination }),
    ...(sources && { sources }),
    ...(rules && { rules }),
  };
}

export const accesses = question((mesh): readonly Access[] => mesh.all("smi/TrafficTarget").map(accessOf));

/** Up to v1alpha2 the matches stand at the top. */
export function matchesOf({ object, spec }: RouteGroup): readonly { readonly name: string }[] {
  return object.matches ?? (object.spec ? spec.matches : []);
}

/** Everything that names a group of routes of its own namespace. */
export interface GroupReference {
  readonly manifest: Manifest<"smi/TrafficTarget" | "smi/TrafficSplit">;
  readonly reference: AccessRule;
}

export const groupReferences = question((mesh): readonly GroupReference[] => [
  ...accesses(mesh).flatMap(({ target, rules = [] }) => rules.map((reference) => ({ manifest: target, reference }))),
  ...mesh
    .all("smi/TrafficSplit")
    .flatMap((split) => (split.spec.matches ?? []).map((reference) => ({ manifest: split, reference }))),
]);

const groups = question((mesh): ReadonlyMap<string, readonly RouteGroup[]> => {
  const found = new Map<string, RouteGroup[]>();
  for (const group of mesh.all("smi/HTTPRouteGroup")) append(found, `${group.namespace}/${group.name}`, group);
  return found;
});

/** The groups of that identity: several where a folder holds alternatives. */
export function groupsNamed(mesh: Mesh, namespace: string, name: string): readonly RouteGroup[] {
  return groups(mesh).get(`${namespace}/${name}`) ?? [];
}

export function isVagueName({ kind, name }: { readonly kind: string; readonly name: string }): boolean {
  return isUnknown(kind) || isUnknown(name);
}
