/** What a repository makes of one of its files: whether it is read, and the environments that hold its objects. */

import type { Config } from "../config/config.ts";
import { placeOf, type Layer } from "../config/layer.ts";
import type { ManifestName } from "../lint/diagnostic.ts";
import { gather } from "../lint/lint.ts";
import { nameMatcher } from "../lint/patterns.ts";
import { readingOf } from "../lint/reading.ts";
import { manifestOf } from "../mesh/manifest.ts";
import type { Environment, Resource } from "../render/environment.ts";
import { findEnvironments } from "../render/render.ts";
import { matcherOf } from "../source/glob.ts";
import { isManifestName } from "../source/discover.ts";
import { version } from "../version.ts";

export interface Membership {
  readonly isRead: boolean;
  readonly why: string;
  readonly environments: readonly Home[];
  /** Objects of the file, once for each environment. */
  readonly subjects: readonly Subject[];
}

export interface Home {
  readonly name: string;
  readonly completeness: string;
  /** How it was found. */
  readonly how: string;
}

export interface Subject {
  readonly environment: string;
  readonly manifest: ManifestName;
}

interface Asked {
  readonly config: Config;
  readonly layers: readonly Layer[];
  /** Absolute path of the repository's root. */
  readonly root: string;
}

/** `file` is a path from the root. */
export async function membershipOf(file: string, asked: Asked): Promise<Membership> {
  const { config, root } = asked;
  const gathered = await gather({ cwd: root, paths: [root], config: { ...config, crds: [] }, rules: [], version });
  if ("problems" in gathered) return { ...nowhere, why: gathered.problems.join("; ") };
  const reading = readingOf(gathered);
  const files = await reading.parse(gathered.sources);
  const rendering = await findEnvironments({
    ...{ files, unread: gathered.skipped },
    configured: config.environments,
    ...{ load: reading.load, readTexts: reading.readTexts },
  });
  const held = rendering.environments.map((environment) => ({
    environment,
    resources: resourcesOf(file, environment),
  }));
  const holding = held.filter(({ resources }) => resources.length > 0);
  const skipped = [...gathered.skipped, ...reading.skipped, ...rendering.skipped].find((each) => each.file === file);
  const isRead = reading.sources.has(file) && (!skipped || holding.length > 0);
  return {
    isRead,
    why: isRead
      ? holding.length > 0
        ? "yes"
        : "yes, but it holds no object of any environment"
      : `no: ${skipped?.reason ?? (await whyUnread(file, asked))}`,
    environments: await Promise.all(holding.map(({ environment }) => homeOf(environment, asked))),
    subjects: holding.flatMap(({ environment, resources }) => resources.map((each) => subjectOf(each, environment))),
  };
}

const nowhere = { isRead: false, environments: [], subjects: [] };

/** Objects that stand in the file, and those that a patch in it has changed. */
function resourcesOf(file: string, { resources }: Environment): readonly Resource[] {
  return resources.filter(
    ({ document, changes }) =>
      document.source.path === file ||
      [...(changes?.values() ?? [])].some(({ at, entries }) =>
        [at, ...(entries?.values() ?? [])].some((written) => written.document.source.path === file),
      ),
  );
}

function subjectOf(resource: Resource, { name: environment, defaultNamespace }: Environment): Subject {
  const { apiVersion, kind, namespace, name } = manifestOf(resource, defaultNamespace);
  return { environment, manifest: { apiVersion, kind, namespace, name } };
}

async function whyUnread(file: string, { config, layers }: Asked): Promise<string> {
  const isExcluded = await matcherOf(config.exclude);
  if (isExcluded?.(file)) return `"exclude" of ${filesWith(layers, "exclude")}`;
  const isIncluded = await matcherOf(config.include);
  if (isIncluded && !isIncluded(file)) return `"include" of ${filesWith(layers, "include")} does not name it`;
  if (!isManifestName(file)) return "neither YAML nor JSON";
  return file.endsWith(".json") ? "no manifest, or ignored by git" : "ignored by git";
}

function filesWith(layers: readonly Layer[], key: "include" | "exclude"): string {
  return layers
    .filter(({ written }) => written[key])
    .map((layer) => placeOf(layer, [key], "key"))
    .join(", ");
}

async function homeOf(environment: Environment, { layers }: Asked): Promise<Home> {
  const { name, completeness, reasons } = environment;
  const how = await howFound(environment, layers);
  const shown = reasons.length > 0 ? `${completeness} (${fewOf(reasons)})` : completeness;
  return { name, completeness: shown, how };
}

/** A large environment has dozens of them; `mesh-lint environments` lists all. */
function fewOf(reasons: readonly string[]): string {
  const rest = reasons.length - 3;
  return rest > 0
    ? `${reasons.slice(0, 3).join("; ")} and ${rest} more: see mesh-lint environments`
    : reasons.join("; ");
}

async function howFound({ name, origin, roots }: Environment, layers: readonly Layer[]): Promise<string> {
  if (origin === "kustomize") return `root of the kustomization ${roots.join(", ")}`;
  if (origin === "folder") return `plain folder ${roots.join(", ")}`;
  for (const layer of [...layers].reverse()) {
    for (const [at, each] of (layer.written.environments ?? []).entries()) {
      const pattern = each.name.replace(/\{[A-Za-z_]\w*\}/g, "*");
      if ((await nameMatcher([pattern]))(name, [pattern]))
        return `environments of ${placeOf(layer, ["environments", at])}`;
    }
  }
  return "named in the configuration";
}
