/** From paths to a run: which files there are, and what they hold. */

import { existsSync } from "node:fs";
import { join } from "node:path";
import { defaultConfig, type Config } from "../config/config.ts";
import { uptime } from "../source/clock.ts";
import { discover, type Discovery } from "../source/discover.ts";
import { matcherOf, type Matcher } from "../source/glob.ts";
import { readSources, type Sources } from "../source/read.ts";
import type { Skipped, Source } from "../source/source.ts";
import { resourcesOf } from "../render/resources.ts";
import { readYamlFiles } from "../yaml/read.ts";
import type { NamedRule, Run } from "./diagnostic.ts";
import { isCrd } from "./definitions.ts";
import { lintSources, type LintSourcesOptions } from "./sources.ts";
import type { Stopwatch } from "./stats.ts";

export interface LintOptions {
  readonly cwd: string;
  /** Files, folders and globs; `-` stands for `stdin`. */
  readonly paths: readonly string[];
  readonly stdin?: Source;
  readonly config?: Config;
  readonly rules: readonly NamedRule[];
  readonly version: string;
  /** Patterns over rule ids: only these, and not those. */
  readonly only?: readonly string[];
  readonly ignore?: readonly string[];
  /** Files and folders with CustomResourceDefinitions, besides those of the configuration. */
  readonly crds?: readonly string[];
  /** Names or patterns of the environments to check; default all. */
  readonly environments?: readonly string[];
  readonly maxBytes?: number;
  readonly noSuppressions?: boolean;
  /** Also tells of each environment which workloads accept plain text. */
  readonly coverage?: boolean;
  readonly onProgress?: (step: string) => void;
  /** All is read, and these rules begin in an environment. */
  readonly beforeRules?: (files: number, rules: readonly NamedRule[]) => void;
  readonly clock?: Stopwatch;
}

/** How the call was wrong, one line each; nothing was linted. */
export interface Refusal {
  readonly problems: readonly string[];
}

/** All that a run starts from. */
export interface Gathered {
  readonly found: Discovery;
  readonly sources: readonly Source[];
  readonly skipped: readonly Skipped[];
  readonly crds: readonly object[];
  readonly isExcluded: Matcher | undefined;
  /** Reads files that were not found but are needed. */
  readonly load: (files: readonly string[]) => Sources;
}

/** Lints what the paths name. Never throws for what a user can cause. */
export async function lint(options: LintOptions): Promise<Run | Refusal> {
  const started = uptime();
  const gathered = await gather(options);
  if ("problems" in gathered) return gathered;
  const run = await lintGathered(gathered, options);
  return { ...run, durationMs: uptime() - started };
}

export async function gather(options: LintOptions): Promise<Gathered | Refusal> {
  const { config = defaultConfig, onProgress, clock } = options;
  onProgress?.("finding files");
  const paths = options.paths.filter((path) => path !== "-");
  const found = await discover({ paths, cwd: options.cwd, include: config.include, exclude: config.exclude });
  if (found.problems.length > 0) return { problems: found.problems };
  clock?.lap("finding files");

  const { sources, skipped } = readAll(found.root, found.files, found.named, options.maxBytes);
  if (options.stdin) sources.push(options.stdin);
  const isExcluded = await matcherOf(config.exclude);
  const load = (files: readonly string[]): Sources => {
    const wanted = isExcluded ? files.filter((file) => !isExcluded(file)) : files;
    const read = readAll(found.root, wanted, new Set(wanted), options.maxBytes);
    const excluded = files.filter((file) => isExcluded?.(file) && existsSync(join(found.root, file)));
    read.skipped.push(...excluded.map((file) => ({ file, reason: "excluded by the configuration" })));
    return read;
  };
  const crds = await readCrds(config.crds, options);
  if ("problems" in crds) return crds;
  const given = await readCrds(options.crds ?? [], options);
  if ("problems" in given) return given;
  if (options.crds?.length && given.objects.length === 0)
    return { problems: [`there is no CustomResourceDefinition in ${options.crds.join(", ")}`] };
  clock?.lap("reading files");
  return {
    found,
    sources,
    skipped: [...found.skipped, ...skipped],
    crds: [...crds.objects, ...given.objects],
    isExcluded,
    load,
  };
}

export function lintGathered(
  { found, sources, skipped, crds, load }: Gathered,
  options: LintOptions & Pick<LintSourcesOptions, "memory">,
): Promise<Run> {
  return lintSources({
    ...options,
    config: options.config ?? defaultConfig,
    named: options.stdin ? new Set([...found.named, options.stdin.path]) : found.named,
    isPart: found.named.size > 0,
    covers: found.covers,
    ...{ sources, skipped, crds, load },
  });
}

function readAll(
  root: string,
  files: readonly string[],
  named: ReadonlySet<string>,
  maxBytes?: number,
): { sources: Source[]; skipped: Skipped[] } {
  const read = readSources({ root, files, named }, maxBytes === undefined ? {} : { maxBytes });
  return { sources: [...read.sources], skipped: [...read.skipped] };
}

async function readCrds(
  paths: readonly string[],
  { cwd }: LintOptions,
): Promise<{ readonly objects: readonly object[] } | Refusal> {
  if (paths.length === 0) return { objects: [] };
  const found = await discover({ paths, cwd });
  if (found.problems.length > 0) return { problems: found.problems };
  const { sources } = readAll(found.root, found.files, found.named);
  const files = await readYamlFiles(sources);
  // As kubectl prints several, they are a List.
  const objects = files.flatMap(({ documents }) => documents.flatMap(resourcesOf).map(({ object }) => object));
  return { objects: objects.filter((object) => isCrd(object)) };
}
