/** From texts to a run: reading, environments, schemas, rules. */

import { defaultConfig, type Config } from "../config/config.ts";
import { createMesh } from "../mesh/mesh.ts";
import type { Completeness, Environment } from "../render/environment.ts";
import { findEnvironments, type ParsedFile } from "../render/render.ts";
import type { Sources } from "../source/read.ts";
import type { Skipped, Source } from "../source/source.ts";
import type { YamlFile } from "../yaml/document.ts";
import { readYamlFiles } from "../yaml/read.ts";
import { checkEnvironment } from "./check.ts";
import { elsewhereIn } from "./elsewhere.ts";
import type { Draft, EnvironmentSummary, NamedRule, Run } from "./diagnostic.ts";
import { diagnosticsOf } from "./merge.ts";
import { fileMatcher, nameMatcher } from "./patterns.ts";
import { checkSchemas } from "./schemas.ts";
import { severities } from "./severity.ts";
import { silenceOf } from "./silence.ts";
import { isManifestText, problemDrafts, textDrafts } from "./text.ts";

export interface LintSourcesOptions {
  readonly sources: readonly Source[];
  /** Those that were asked for one by one; default all. Of others, broken text is only reported if it is a manifest's. */
  readonly named?: ReadonlySet<string>;
  readonly config?: Config;
  readonly rules: readonly NamedRule[];
  readonly version?: string;
  readonly only?: readonly string[];
  readonly ignore?: readonly string[];
  readonly environments?: readonly string[];
  /** Reads files that a kustomization names and `sources` lacks. */
  readonly load?: (files: readonly string[]) => Sources;
  /** CustomResourceDefinitions that are not among the sources. */
  readonly crds?: readonly object[];
  readonly skipped?: readonly Skipped[];
  /** The sources are some of the files that belong together, so nobody knows whether a suppression is needed. */
  readonly isPart?: boolean;
  /** Reports what comments and annotations suppress as if they were not there. */
  readonly noSuppressions?: boolean;
  /** Taken for every environment, whatever was found: `complete` where the sources are the whole cluster. */
  readonly completeness?: Completeness;
  readonly onProgress?: (step: string) => void;
}

/** Lints texts that are at hand; reads no file but through `load`. */
export async function lintSources(options: LintSourcesOptions): Promise<Run> {
  const started = performance.now();
  const { config = defaultConfig, rules, completeness, onProgress } = options;
  const isNamed = ({ path }: Source): boolean => options.named?.has(path) ?? true;
  const sources = new Map<string, Source>();
  const drafts: Draft[] = [];
  const skipped: Skipped[] = [...(options.skipped ?? [])];

  const parse = async (texts: readonly Source[]): Promise<readonly ParsedFile[]> => {
    const files = await readYamlFiles(texts);
    return texts.map((source, index) => {
      const file = files[index] ?? noFile;
      sources.set(source.path, source);
      if (file.problems.length > 0) {
        if (isNamed(source) || isManifestText(source)) drafts.push(...textDrafts(source, file));
        else skipped.push({ file: source.path, reason: "no manifest, and no plain YAML" });
      }
      skipped.push(...file.skipped.map(({ reason }) => ({ file: source.path, reason })));
      return { path: source.path, documents: file.documents, templated: file.skipped.length > 0 };
    });
  };

  /** What is there but no text to lint counts as read: it is skipped for its reason, and missing to nobody. */
  const load = async (paths: readonly string[]): Promise<readonly ParsedFile[]> => {
    const loaded = options.load?.(paths.filter((path) => !sources.has(path)));
    if (!loaded) return [];
    // A folder whose kustomization was found is asked for as a file too.
    const isFolder = (file: string): boolean => loaded.sources.some(({ path }) => path.startsWith(`${file}/`));
    skipped.push(...loaded.skipped.filter(({ file }) => !isFolder(file)));
    return [...(await parse(loaded.sources)), ...loaded.skipped.map(({ file }) => ({ path: file, documents: [] }))];
  };

  onProgress?.(`reading ${options.sources.length} files`);
  const files = await parse(options.sources);
  const rendering = await findEnvironments({
    files,
    configured: config.environments,
    load,
  });
  drafts.push(...problemDrafts(rendering.problems));
  skipped.push(...rendering.skipped);

  const matches = await nameMatcher(patternsOf(options, config));
  const environments = rendering.environments
    .filter(({ name }) => !options.environments?.length || matches(name, options.environments))
    .map((environment) => (completeness ? { ...environment, completeness } : environment));

  onProgress?.("checking schemas");
  const { only = [], ignore = [] } = options;
  const judge = severities({
    config,
    rules,
    matches,
    matchesFile: await fileMatcher(config.overrides.flatMap(({ files }) => files)),
    only,
    ignore,
  });
  const { drafts: schemaDrafts, invalid } = checkSchemas(environments, options.crds ?? []);
  drafts.push(...schemaDrafts);

  const configured = config.resources ?? [];
  for (const { document } of configured) sources.set(document.source.path, document.source);
  const failures: string[] = [];
  const on = rules.filter((named) => judge.on(named));
  const manifests = new Set<object>();
  const isElsewhere = elsewhereIn(rendering.environments);
  for (const environment of environments) {
    onProgress?.(`checking ${environment.name}`);
    for (const { object } of environment.resources) manifests.add(object);
    const whole = { ...environment, resources: [...environment.resources, ...configured] };
    const mesh = createMesh({ environment: whole, settings: config.mesh, invalid });
    const { optionsOf } = judge;
    const checked = checkEnvironment({ environment: whole, mesh, rules: on, optionsOf, matches, isElsewhere });
    drafts.push(...checked.drafts);
    failures.push(...checked.failures);
  }

  const isWhole = !options.isPart && [only, ignore, options.environments ?? []].every((list) => list.length === 0);
  const silence = await silenceOf({
    sources: options.noSuppressions ? [] : sources.values(),
    environments,
    rules,
    on,
    obeysOthers: !options.noSuppressions,
    isWhole,
    skipped: new Set(skipped.map(({ file }) => file)),
  });

  return {
    version: options.version ?? "",
    diagnostics: diagnosticsOf(drafts, { severityOf: judge.of, silence }),
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
    ...Object.values<readonly string[]>({ ...config.mesh.external }).flat(),
  ];
}
