/** From texts to a run: reading, environments, schemas, rules. */

import { defaultConfig, type Config } from "../config/config.ts";
import type { mtlsCoverage } from "../mesh/coverage.ts";
import { createMesh } from "../mesh/mesh.ts";
import type { Completeness, Environment } from "../render/environment.ts";
import { findEnvironments } from "../render/render.ts";
import { uptime } from "../source/clock.ts";
import type { Skipped, Source } from "../source/source.ts";
import { checkEnvironment, isNeeded, type Checked } from "./check.ts";
import { homesIn, type HomesOf } from "./homes.ts";
import { elsewhereIn, type IsElsewhere } from "./elsewhere.ts";
import { withLeftOut } from "./left-out.ts";
import { isLost } from "./lost.ts";
import type { EnvironmentSummary, NamedRule, Run } from "./diagnostic.ts";
import type { View } from "./memory.ts";
import { diagnosticsOf } from "./merge.ts";
import { fileMatcher, nameMatcher, type NameMatcher } from "./patterns.ts";
import { readingOf, type ReadingOptions } from "./reading.ts";
import { checkSchemas, type SchemaCheck } from "./schemas.ts";
import { severities, type Severities } from "./severity.ts";
import { silenceOf } from "./silence.ts";
import { problemDrafts } from "./text.ts";

export interface LintSourcesOptions extends ReadingOptions {
  readonly sources: readonly Source[];
  readonly config?: Config;
  readonly rules: readonly NamedRule[];
  readonly version?: string;
  readonly only?: readonly string[];
  readonly ignore?: readonly string[];
  readonly environments?: readonly string[];
  /** CustomResourceDefinitions that are not among the sources. */
  readonly crds?: readonly object[];
  readonly skipped?: readonly Skipped[];
  /** The sources are some of the files that belong together, so nobody knows whether a suppression is needed. */
  readonly isPart?: boolean;
  /** Whether all that lies at a path is among the sources; default yes. */
  readonly covers?: (path: string) => boolean;
  /** Reports what comments and annotations suppress as if they were not there. */
  readonly noSuppressions?: boolean;
  /** Taken for every environment, whatever was found: `complete` where the sources are the whole cluster. */
  readonly completeness?: Completeness;
  /** Also tells of each environment which workloads accept plain text. */
  readonly coverage?: boolean;
  readonly onProgress?: (step: string) => void;
  /** All is read, and these rules begin in an environment. */
  readonly beforeRules?: (files: number, rules: readonly NamedRule[]) => void;
}

interface Judged extends Checked {
  readonly mtls: EnvironmentSummary["mtls"] | undefined;
}

/** Lints texts that are at hand; reads no file but through `load`. */
export async function lintSources(options: LintSourcesOptions): Promise<Run> {
  const started = uptime();
  const { config = defaultConfig, rules, onProgress, clock } = options;
  const reading = readingOf(options);
  onProgress?.(`reading ${options.sources.length} files`);
  const files = await reading.parse(options.sources);
  const unread = options.skipped ?? [];
  const { covers = () => true } = options;
  const rendering = await findEnvironments({
    ...{ files, unread, covers },
    configured: config.environments,
    ...{ load: reading.load, readTexts: reading.readTexts, present: reading.present },
  });
  clock?.lap("finding environments");
  for (const { document } of config.resources ?? []) reading.sources.set(document.source.path, document.source);

  const matches = await nameMatcher(patternsOf(options, config));
  const chosen = chosenOf(rendering.environments, options, matches);
  const environments = options.memory ? chosen.map(options.memory.known) : chosen;
  const homesOf = homesIn(environments);
  const judge = await judgeOf(options, config, { matches, homesOf });
  const on = rules.filter((named) => judge.on(named));

  onProgress?.("checking schemas");
  const schemas = checkSchemas(environments, options.crds ?? [], config.mesh);
  clock?.lap("schemas");
  const isDefined = elsewhereIn(rendering.environments);
  const isElsewhere: IsElsewhere = (absent, own) => isLost(absent, reading.lost) || isDefined(absent, own);
  const coverageOf = options.coverage ? (await import("../mesh/coverage.ts")).mtlsCoverage : undefined;
  const check = checkerOf(options, { config, on, judge, matches, coverageOf });
  const view = { invalid: schemas.invalid, isElsewhere };
  const checked = environments.map((environment) => {
    const fresh = (seen: View): Judged => check(environment, seen);
    return options.memory?.checked(environment, view, fresh) ?? fresh(view);
  });

  // A file that is left out whole needs no second reason for what it holds.
  const leftOut = new Set(rendering.skipped.map(({ file }) => file));
  const partly = reading.skipped.filter(({ file }) => !leftOut.has(file));
  const skipped = [...unread, ...partly, ...rendering.skipped];
  const silence = await silenceOf({
    sources: options.noSuppressions ? [] : reading.sources.values(),
    environments,
    rules,
    on,
    obeysOthers: !options.noSuppressions,
    isWhole: isWhole(options) && reading.lost.size === 0,
    unseen: new Set([...skipped.map(({ file }) => file), ...filesOf(environments.filter(isDoubtful(schemas)))]),
  });
  clock?.lap("suppressions");
  const drafts = [
    reading.drafts,
    problemDrafts(rendering.problems),
    schemas.drafts,
    ...checked.map((each) => withLeftOut(each.drafts, rendering.unused)),
  ];

  const diagnostics = diagnosticsOf(drafts.flat(), { severityOf: judge.of, silence });
  clock?.lap("merging findings");

  return {
    version: options.version ?? "",
    diagnostics,
    rules: on,
    environments: environments.map((environment, index) => summaryOf(environment, checked[index]?.mtls)),
    skipped,
    failures: checked.flatMap(({ failures }) => failures),
    files: reading.sources.size,
    manifests: objectsOf(environments).size,
    durationMs: uptime() - started,
    ...(clock && { stats: clock.stats(diagnostics) }),
    paths: () => {
      const holding = filesOf(environments);
      const left = new Set(skipped.map(({ file }) => file));
      const isChosen = options.environments?.length ? holding : reading.sources;
      return [...reading.sources.keys()].filter((file) => isChosen.has(file) && (!left.has(file) || holding.has(file)));
    },
    sourceOf: (file) => reading.sources.get(file),
    homesOf,
  };
}

interface Judging {
  readonly config: Config;
  readonly on: readonly NamedRule[];
  readonly judge: Severities;
  readonly matches: NameMatcher;
  readonly coverageOf: typeof mtlsCoverage | undefined;
}

/** Runs the rules that are on over one environment, with what the configuration adds to each. */
function checkerOf({ sources, clock, onProgress, beforeRules }: LintSourcesOptions, judging: Judging) {
  const { config, on, judge, matches, coverageOf } = judging;
  return (found: Environment, { invalid, isElsewhere }: View): Judged => {
    onProgress?.(`checking ${found.name}`);
    const environment = { ...found, resources: [...found.resources, ...(config.resources ?? [])] };
    const mesh = createMesh({ environment, settings: config.mesh, invalid });
    const rules = on.filter((named) => isNeeded(named, mesh));
    beforeRules?.(sources.length, rules);
    const input = { environment, mesh, rules, optionsOf: judge.optionsOf, matches, isElsewhere };
    const result = checkEnvironment(clock ? { ...input, clock } : input);
    clock?.environment(found.name);
    return { ...result, mtls: coverageOf?.(mesh) };
  };
}

/** The environments to check: those that were asked for, as complete as they were said to be. */
function chosenOf(
  found: readonly Environment[],
  { environments = [], completeness }: LintSourcesOptions,
  matches: NameMatcher,
): readonly Environment[] {
  return found
    .filter(({ name }) => environments.length === 0 || matches(name, environments))
    .map((environment) => (completeness ? { ...environment, completeness } : environment));
}

async function judgeOf(
  options: LintSourcesOptions,
  config: Config,
  by: { readonly matches: NameMatcher; readonly homesOf: HomesOf },
): Promise<Severities> {
  const { rules, only = [], ignore = [] } = options;
  const matchesFile = await fileMatcher(config.overrides.map(({ files }) => files));
  return severities({ ...by, config, rules, matchesFile, only, ignore });
}

/** An object may live in several environments. */
function objectsOf(environments: readonly Environment[]): ReadonlySet<object> {
  const objects = new Set<object>();
  for (const { resources } of environments) for (const { object } of resources) objects.add(object);
  return objects;
}

/** Files that hold an object of an environment. */
function filesOf(environments: readonly Environment[]): ReadonlySet<string> {
  return new Set(environments.flatMap(({ resources }) => resources.map(({ document }) => document.source.path)));
}

/** Whether all rules see all that belongs together, so that what nobody needs is needed by nobody. */
function isWhole({ isPart, only = [], ignore = [], environments = [] }: LintSourcesOptions): boolean {
  return !isPart && [only, ignore, environments].every((list) => list.length === 0);
}

/**
 * Whether rules may say more of an environment once its manifests are mended, or once all of it is looked at: what needs
 * no suppression now may need it then.
 */
function isDoubtful({ drafts, invalid }: SchemaCheck): (environment: Environment) => boolean {
  const failed = new Set(drafts.flatMap(({ object }) => (object && invalid.has(object) ? [object] : [])));
  return ({ origin, completeness, resources }) =>
    (origin === "config" && completeness === "partial") ||
    (failed.size > 0 && resources.some(({ object }) => failed.has(object)));
}

function summaryOf(environment: Environment, mtls: EnvironmentSummary["mtls"]): EnvironmentSummary {
  const { name, roots, origin, completeness, reasons, resources } = environment;
  return { name, roots, origin, completeness, reasons, manifests: resources.length, ...(mtls && { mtls }) };
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
