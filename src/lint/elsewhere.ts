/** What other environments of the run define: a plain folder may be applied beside any of them. */

import type { Absence } from "../finding/finding.ts";
import type { Environment, Resource } from "../render/environment.ts";
import { lookupOf, type Lookup } from "./lookup.ts";

export type IsElsewhere = (absent: Absence, environment: Environment) => boolean;

/**
 * Whether the thing that an open folder lacks is defined in another environment. Overlays and clusters are whole by
 * themselves: what one of them lacks, another one cannot give.
 */
export function elsewhereIn(environments: readonly Environment[]): IsElsewhere {
  // An index of all that there is costs a tenth of the memory of a large run.
  if (environments.length < 2) return () => false;
  let definedIn: Lookup<string> | undefined;
  return (absent, { name: own, origin, completeness }) => {
    if (origin !== "folder" || completeness !== "open") return false;
    definedIn ??= lookupOf(resourcesOf(environments));
    return definedIn(absent).some((environment) => environment !== own);
  };
}

function* resourcesOf(environments: readonly Environment[]): Generator<readonly [Resource, string]> {
  for (const { name, resources } of environments) for (const resource of resources) yield [resource, name];
}
