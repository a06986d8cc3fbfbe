/** What resources are called, whether or not a model of their environment is at hand. */

import type { Absence } from "../finding/finding.ts";
import { kindName } from "../mesh/kinds/family.ts";
import type { Resource } from "../render/environment.ts";

/** What was given for each resource of that kind and name, in that namespace or where the files name none. */
export type Lookup<T> = (wanted: Absence) => readonly T[];

interface Named<T> {
  /** Undefined where the files name none. */
  readonly namespace: string | undefined;
  readonly given: T;
}

export function lookupOf<T>(resources: Iterable<readonly [Resource, T]>): Lookup<T> {
  const index = new Map<string, Named<T>[]>();
  for (const [resource, given] of resources) {
    const { kind, name, namespace } = namesOf(resource);
    if (name === undefined) continue;
    const key = `${kind}\n${name}`;
    const known = index.get(key);
    if (known) known.push({ namespace, given });
    else index.set(key, [{ namespace, given }]);
  }
  return ({ kind, namespace, name }) => {
    const known = index.get(`${kind}\n${name}`) ?? [];
    const fits = (own: string | undefined): boolean =>
      own === undefined || namespace === undefined || own === namespace;
    return known.flatMap((each) => (fits(each.namespace) ? [each.given] : []));
  };
}

function namesOf({ object, overrides = {} }: Resource) {
  const metadata = (object.metadata ?? {}) as { readonly name?: unknown; readonly namespace?: unknown };
  const { namePrefix = "", nameSuffix = "" } = overrides;
  const name = typeof metadata.name === "string" ? `${namePrefix}${metadata.name}${nameSuffix}` : undefined;
  const written = typeof metadata.namespace === "string" ? metadata.namespace : undefined;
  return { kind: kindName(object.apiVersion, object.kind), name, namespace: overrides.namespace ?? written };
}
