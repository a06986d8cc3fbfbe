/** From paths to a run: discovery, reading, environments, schemas, rules. */

import type { Config } from "../config/config.ts";
import { defaultConfig } from "../config/config.ts";
import type { Severity } from "../finding/finding.ts";
import { createMesh } from "../mesh/mesh.ts";
import type { Completeness, Environment } from "../render/environment.ts";
import { findEnvironments, type ParsedFile } from "../render/render.ts";
import { loadSchemas } from "../schema/pack.ts";
import { discover } from "../source/discover.ts";
import { readSource } from "../source/read.ts";
import { isSkipped, type Skipped, type Source } from "../source/source.ts";
import type { YamlFile } from "../yaml/document.ts";
import { readYamlFiles } from "../yaml/read.ts";
import { checkEnvironment } from "./check.ts";
import type { Diagnostic, Draft, EnvironmentSummary, NamedRule, Run } from "./diagnostic.ts";
import { diagnosticsOf } from "./merge.ts";
import { nameMatcher } from "./patterns.ts";
import { checkSchemas } from "./schemas.ts";
import { severities, type Severities } from "./severity.ts";
import { problemDrafts, textDrafts } from "./text.ts";

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
  readonly onProgress?: (step: string) => void;
}

/** How the call was wrong, one line each; nothing was linted. */
export interface Refusal {
  readonly problems: readonly string[];
}

/** Lints what the paths name. Never throws for what a user can cause. */
export async function lint(options: LintOptions): Promise<Run | Refusal> {
  const started = performance.now();
  const { config = defaultConfig, onProgress } = options;
  onProgress?.("finding files");
  const paths = options.paths.filter((path) => path !== "-");
  const found = await discover({ paths, cwd: options.cwd, include: config.include, exclude: config.exclude });
  if (found.problems.length > 0) return { problems: found.problems };

  const { sources, skipped } = readAll(found.root, found.files, found.named, options.maxBytes);
  if (options.stdin) sources.push(options.stdin);
  const limits = options.maxBytes === undefined ? {} : { maxBytes: options.maxBytes };
  const load = (files: readonly string[]): readonly Source[] =>
    readAll(found.root, files, new Set(files), limits.maxBytes).sources;
  const crds = await readCrds([...config.crds, ...(options.crds ?? [])], options);
  if ("problems" in crds) return crds;

  const result = await lintSources({
    ...options,
    config,
    sources,
    load,
    crds: crds.objects,
    skipped: [...found.skipped, ...skipped],
  });
  return { ...result, durationMs: performance.now() - started };
}

function readAll(
  root: string,
  files: readonly string[],
  named: ReadonlySet<string>,
  maxBytes?: number,
): { sources: Source[]; skipped: Skipped[] } {
  const sources: Source[] = [];
  const skipped: Skipped[] = [];
  for (const file of files) {
    const read = readSource(root, file, { named: named.has(file), ...(maxBytes !== undefined && { maxBytes }) });
    if (!read) continue;
    if (isSkipped(read)) skipped.push(read);
    else sources.push(read);
  }
  return { sources, skipped };
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
  return {
    objects: files.flatMap(({ documents }) => documents.map(({ value }) => value).filter((value) => isCrd(value))),
  };
}

function isCrd(value: unknown): value is object {
  return typeof value === "object" && value !== null && "kind" in value && value.kind === "CustomResourceDefinition";
}

export interface LintSourcesOptions {
  readonly sources: readonly Source[];
  readonly config?: Config;
  readonly rules: readonly NamedRule[];
  readonly version?: string;
  readonly only?: readonly string[];
  readonly ignore?: readonly string[];
  readonly environments?: readonly string[];
  /** Reads files that a kustomization names and `sources` lacks. */
  readonly load?: (files: readonly string[]) => readonly Source[];
  /** CustomResourceDefinitions that are not among the sources. */
  readonly crds?: readonly object[];
  readonly skipped?: readonly Skipped[];
  /** Taken for every environment, whatever was found: `complete` where the sources are the whole cluster. */
  readonly completeness?: Completeness;
  readonly onProgress?: (step: string) => void;
}

/** Lints texts that are at hand; reads no file but through `load`. */
export async function lintSources(options: LintSourcesOptions): Promise<Run> {
  const started = performance.now();
  const { config = defaultConfig, rules, completeness, onProgress } = options;
  const sources = new Map(options.sources.map((source) => [source.path, source]));
  const drafts: Draft[] = [];
  const skipped: Skipped[] = [...(options.skipped ?? [])];

  const parse = async (texts: readonly Source[]): Promise<readonly ParsedFile[]> => {
    const files = await readYamlFiles(texts);
    return texts.map((source, index) => {
      const file = files[index] ?? noFile;
      sources.set(source.path, source);
      drafts.push(...textDrafts(source, file));
      skipped.push(...file.skipped.map(({ reason }) => ({ file: source.path, reason })));
      return { path: source.path, documents: file.documents, templated: file.skipped.length > 0 };
    });
  };

  onProgress?.(`reading ${options.sources.length} files`);
  const files = await parse(options.sources);
  const rendering = await findEnvironments({
    files,
    configured: config.environments,
    load: (paths) => parse((options.load?.(paths) ?? []).filter(({ path }) => !sources.has(path))),
  });
  drafts.push(...problemDrafts(rendering.problems));
  skipped.push(...rendering.skipped);

  const matches = await nameMatcher(patternsOf(options, config));
  const environments = rendering.environments
    .filter(({ name }) => !options.environments?.length || matches(name, options.environments))
    .map((environment) => (completeness ? { ...environment, completeness } : environment));

  onProgress?.("checking schemas");
  const { only = [], ignore = [] } = options;
  const judge = severities({ config, rules, matches, matchesFile: await fileMatcher(config), only, ignore });
  const schemas = loadSchemas({ crds: [...(options.crds ?? []), ...crdsOf(environments)] });
  const { drafts: schemaDrafts, invalid } = checkSchemas(environments, schemas);
  drafts.push(...schemaDrafts);

  const failures: string[] = [];
  const on = rules.filter((named) => judge.on(named));
  const manifests = new Set<object>();
  for (const environment of environments) {
    onProgress?.(`checking ${environment.name}`);
    for (const { object } of environment.resources) manifests.add(object);
    const mesh = createMesh({ environment, settings: config.mesh, invalid });
    const checked = checkEnvironment({ environment, mesh, rules: on, optionsOf: judge.optionsOf, matches });
    drafts.push(...checked.drafts);
    failures.push(...checked.failures);
  }

  return {
    version: options.version ?? "",
    diagnostics: diagnosticsOf(drafts, judge.of),
    rules: on,
    environments: environments.map(summaryOf),
    skipped,
    failures,
    files: sources.size,
    manifests: manifests.size,
    durationMs: performance.now() - started,
    sourceOf: (file) => sources.get(file),
  };
}

const noFile: YamlFile = { documents: [], problems: [], skipped: [] };

function crdsOf(environments: readonly Environment[]): object[] {
  return [
    ...new Set(
      environments.flatMap(({ resources }) => resources.map(({ object }) => object).filter((object) => isCrd(object))),
    ),
  ];
}

function summaryOf({ name, roots, origin, completeness, reasons, resources }: Environment): EnvironmentSummary {
  return { name, roots, origin, completeness, reasons, manifests: resources.length };
}

function patternsOf(
  { only = [], ignore = [], environments = [] }: LintSourcesOptions,
  config: Config,
): readonly string[] {
  const overrides = config.overrides.flatMap((each) => [
    ...each.environments,
    ...each.namespaces,
    ...each.kinds,
    ...each.names,
    ...each.rules.keys(),
  ]);
  return [
    ...only,
    ...ignore,
    ...environments,
    ...config.rules.keys(),
    ...overrides,
    ...Object.values(config.mesh.external).flat(),
  ];
}

async function fileMatcher({ overrides }: Config): Promise<(file: string, globs: readonly string[]) => boolean> {
  if (overrides.every(({ files }) => files.length === 0)) return () => true;
  const { default: picomatch } = await import("picomatch");
  const compiled = new Map<readonly string[], (file: string) => boolean>();
  return (file, globs) => {
    let matcher = compiled.get(globs);
    if (!matcher) compiled.set(globs, (matcher = picomatch([...globs], { dot: true })));
    return matcher(file);
  };
}

/** How bad the worst diagnostic is; undefined when there is none. */
export function worstOf(diagnostics: readonly Diagnostic[]): Severity | undefined {
  return (["error", "warning", "info"] as const).find((severity) =>
    diagnostics.some((each) => !each.suppressed && each.severity === severity),
  );
}

export type { Severities };
