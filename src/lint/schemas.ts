/** Schemas over all manifests, each object once for each definition however many environments hold it. */

import type { Environment, Resource } from "../render/environment.ts";
import { kindName } from "../mesh/kinds/family.ts";
import type { MeshSettings } from "../mesh/mesh.ts";
import { newerThan } from "../mesh/versions.ts";
import { writtenAt } from "../render/origin.ts";
import { isNamedPatch } from "../render/patch-name.ts";
import type { Schemas } from "../schema/pack.ts";
import type { SchemaFinding } from "../schema/validate.ts";
import type { Path } from "../yaml/document.ts";
import { definitionsFor } from "./definitions.ts";
import type { Draft, Location, ManifestName } from "./diagnostic.ts";
import { concreteFix } from "./edits.ts";
import { placedAt, placer, type Placed, type Placer } from "./place.ts";

export interface SchemaCheck {
  readonly drafts: readonly Draft[];
  /** Objects that failed, or whose shape is not known: they enter the mesh as names only. */
  readonly invalid: ReadonlySet<object>;
}

export function checkSchemas(
  environments: readonly Environment[],
  crds: readonly object[],
  settings: MeshSettings,
): SchemaCheck {
  const newer = newerThan(settings);
  const definitions = definitionsFor(environments, crds);
  const drafts: Draft[] = [];
  const invalid = new Set<object>();
  const seen = new Map<Schemas, Set<object>>();
  for (const environment of environments) {
    const places = placer(environment);
    for (const resource of environment.resources) {
      const schemas = definitions.of(resource.object, environment);
      const judged = seen.get(schemas) ?? new Set();
      if (judged.has(resource.object)) continue;
      seen.set(schemas, judged.add(resource.object));
      const verdict = definitions.judge(resource.object, schemas);
      const isPatch =
        verdict.findings.some(({ missing }) => missing !== undefined) && isPatchFile(resource, environment);
      const findings = verdict.findings.filter(
        ({ missing, instead }) =>
          (missing === undefined || !(isPatch || isAdded(missing, resource))) &&
          // A version is not old for a release that serves no newer one.
          !instead?.every((each) => newer.has(each)),
      );
      if (verdict.isVague || isPatch || findings.some((finding) => hides(finding, resource)))
        invalid.add(resource.object);
      if (findings.length === 0) continue;
      const related = definitionOf(resource, schemas, places);
      for (const finding of findings) drafts.push(draftOf(finding, { resource, environment, places, related }));
    }
  }
  return { drafts, invalid };
}

/**
 * Whether rules must not see the object. Workloads, Services and the like are mostly context for rules about others:
 * to hide a Deployment for a field it lacks would make every selector of its pods look empty, so only wrong types do.
 */
function hides({ rule, severity }: SchemaFinding, { object }: Resource): boolean {
  // A bad name or label says nothing against the spec.
  if (severity !== "error" || rule === "schema/invalid-metadata") return false;
  return rule === "schema/invalid-type" || !kindName(object.apiVersion, object.kind).startsWith("kubernetes/");
}

interface Context {
  readonly resource: Resource;
  readonly environment: Environment;
  readonly places: Placer;
  readonly related: readonly Location[];
}

/** The repository's own definition of a kind, which may be older than what was written by it. */
function definitionOf({ object }: Resource, { groups }: Schemas, places: Placer): readonly Location[] {
  const { apiVersion, kind } = object;
  const slash = apiVersion.indexOf("/");
  const crd = groups.get(slash === -1 ? "" : apiVersion.slice(0, slash))?.get(kind)?.crd;
  const names = (crd as { readonly spec?: { readonly names?: object } } | undefined)?.spec?.names;
  const placed = crd && names && places.place({ manifest: crd, owner: names, key: "kind" });
  return placed ? [{ file: placed.file, range: placed.range, message: "judged by this definition" }] : [];
}

/** Found as it lies, so that nobody knows what it is merged into. */
function isPatchFile({ document }: Resource, { origin }: Environment): boolean {
  return origin === "folder" && isNamedPatch(document.source.path);
}

/** Kustomize's common labels add selectors, and its namespace goes into references, where the files have none. */
function isAdded(missing: string, { overrides }: Resource): boolean {
  if (missing === "selector") return overrides?.labelSelectors === true;
  return missing === "namespace" && overrides?.namespace !== undefined;
}

function draftOf(finding: SchemaFinding, { resource, environment, places, related }: Context): Draft {
  const { rule, severity, message, path, part, upstream = [] } = finding;
  const { file, range, span } = placed(resource, path, part);
  // What the text alone decides holds wherever the object is; only a change by the environment is its own.
  const environments = resource.changes ? [environment.name] : [];
  return {
    rule,
    code: null,
    severity,
    message,
    file,
    range,
    span,
    manifest: nameOf(resource),
    object: resource.object,
    upstream,
    environments,
    related,
    fix: finding.fix ? concreteFix(finding.fix, places) : null,
  };
}

/** The place of a path from the object's root, followed into whatever document wrote it. */
function placed(resource: Resource, path: Path, part: "key" | "value"): Placed {
  const inDocument = placedAt(resource.document, [...resource.prefix, ...path], part);
  if (!resource.changes) return inDocument;
  const key = path.at(-1);
  let owner: unknown = resource.object;
  for (const step of path.slice(0, -1))
    owner = (owner as Readonly<Record<string | number, unknown>> | undefined)?.[step];
  if (typeof owner !== "object" || owner === null) return inDocument;
  const written = writtenAt(resource, owner, key);
  return written ? placedAt(written.document, written.path, part) : inDocument;
}

function nameOf({ object, overrides }: Resource): ManifestName {
  const { apiVersion, kind, metadata } = object;
  const named = (typeof metadata === "object" && metadata !== null ? metadata : {}) as Readonly<
    Record<string, unknown>
  >;
  const text = (value: unknown): string => (typeof value === "string" ? value : "");
  const namespace = overrides?.namespace ?? text(named.namespace);
  return { apiVersion, kind, namespace, name: text(named.name) || text(named.generateName) };
}
