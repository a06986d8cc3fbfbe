/** What Flux adds to a folder that it applies: `targetNamespace`, and values for `${NAME}`. */

import type { Applied } from "./applied-folders.ts";
import { mappingOf } from "./edit.ts";
import type { Environment } from "./environment.ts";
import type { Kustomization } from "./kustomization.ts";
import { override } from "./overrides.ts";
import { mayBeFilledIn } from "./target.ts";
import { substitute, type Variables } from "./variables.ts";

/** The environment of a folder as Flux applies it: fluxcd/pkg kustomize/kustomize_generator.go and kustomize_varsub.go. */
export type AsApplied = (environment: Environment, kustomization: Kustomization) => Environment;

interface Settings {
  readonly targetNamespace?: string;
  readonly variables?: Variables;
}

/** Of a folder that is applied twice, and in two ways, nothing is known. */
export function fluxSettings(applied: readonly Applied[]): AsApplied {
  const byFolder = new Map<string, Map<string, Settings>>();
  for (const { folder, resource, owner } of applied) {
    if (resource.object.kind !== "Kustomization") continue;
    const settings = settingsOf(owner);
    const known = byFolder.get(folder) ?? new Map<string, Settings>();
    byFolder.set(folder, known.set(JSON.stringify(settings), settings));
  }
  return (environment, kustomization) => {
    const [settings, ...others] = byFolder.get(kustomization.folder)?.values() ?? [];
    return settings && others.length === 0 ? applyTo(environment, kustomization, settings) : environment;
  };
}

function settingsOf({ targetNamespace, postBuild }: Readonly<Record<string, unknown>>): Settings {
  const variables = Object.entries(mappingOf(mappingOf(postBuild).substitute)).filter(isKnown);
  return {
    ...(typeof targetNamespace === "string" && !mayBeFilledIn(targetNamespace) && { targetNamespace }),
    ...(variables.length > 0 && { variables: Object.fromEntries(variables) }),
  };
}

function isKnown(entry: [string, unknown]): entry is [string, string] {
  return typeof entry[1] === "string" && !mayBeFilledIn(entry[1]);
}

function applyTo(environment: Environment, kustomization: Kustomization, settings: Settings): Environment {
  const { targetNamespace, variables } = settings;
  const moved = targetNamespace
    ? environment.resources.map((resource) => override(resource, { namespace: targetNamespace }, kustomization))
    : environment.resources;
  // What `substituteFrom` names may define others, and a parent may add it to all of its children.
  const resources = variables ? substitute(moved, variables, false).resources : moved;
  return { ...environment, resources };
}
