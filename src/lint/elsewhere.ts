/** What other environments of the run define: a plain folder may be applied beside any of them. */

import type { Absence } from "../finding/finding.ts";
import { kindName } from "../mesh/kinds/family.ts";
import type { Environment, Resource } from "../render/environment.ts";

export type IsElsewhere = (absent: Absence, environment: Environment) => boolean;

interface Definition {
  readonly environment: string;
  /** Undefined where the files name none. */
  readonly namespace: string | undefined;
}

/**
 * Whether the thing that an open folder lacks is defined in another environment. Overlays and clusters are whole by
 * themselves: what one of them lacks, another one cannot give.
 */
export function elsewhereIn(environments: readonly Environment[]): IsElsewhere {
  // An index of all that there is costs a tenth of the memory of a large run.
  if (environments.length < 2) return () => false;
  let index: ReadonlyMap<string, readonly Definition[]> | undefined;
  return ({ kind, namespace, name }, { name: own, origin, completeness }) => {
    if (origin !== "folder" || completeness !== "open") return false;
    index ??= indexOf(environments);
    const found = index.get(`${kind}\n${name}`) ?? [];
    return found.some(
      (each) =>
        each.environment !== own &&
        (namespace === undefined || each.namespace === undefined || each.namespace === namespace),
    );
  };
}

function indexOf(environments: readonly Environment[]): ReadonlyMap<string, readonly Definition[]> {
  const index = new Map<string, Definition[]>();
  for (const { name: environment, resources } of environments) {
    for (const resource of resources) {
      const { kind, name, namespace } = namesOf(resource);
      if (name === undefined) continue;
      const key = `${kind}\n${name}`;
      const known = index.get(key);
      if (known) known.push({ environment, namespace });
      else index.set(key, [{ environment, namespace }]);
    }
  }
  return index;
}

function namesOf({ object, overrides = {} }: Resource) {
  const metadata = (object.metadata ?? {}) as { readonly name?: unknown; readonly namespace?: unknown };
  const { namePrefix = "", nameSuffix = "" } = overrides;
  const name = typeof metadata.name === "string" ? `${namePrefix}${metadata.name}${nameSuffix}` : undefined;
  const written = typeof metadata.namespace === "string" ? metadata.namespace : undefined;
  return { kind: kindName(object.apiVersion, object.kind), name, namespace: overrides.namespace ?? written };
}
