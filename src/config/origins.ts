/** A configuration as it holds, value by value with the place that each came from. */

import type { MeshSettings } from "../mesh/mesh.ts";
import { reportPath } from "../source/root.ts";
import type { Path } from "../yaml/document.ts";
import { fill, type Filled } from "./brought.ts";
import type { Config, RuleSetting } from "./config.ts";
import { externalKeys, fromRoot } from "./fill.ts";
import { placeOf, type Layer } from "./layer.ts";
import { placed, plain, type Shown } from "./shown.ts";

/** What flags say over the files. */
export interface FlagValues {
  /** As paths from the root. */
  readonly crds: readonly string[];
  readonly baseline: string | undefined;
}

export interface Described {
  readonly config: Config;
  readonly layers: readonly Layer[];
  /** Absolute path of the folder that paths are shown from. */
  readonly root: string;
  readonly flags: FlagValues;
}

/** Values of one list of one layer, as they count from the root. */
interface Source {
  readonly layer: Layer;
  readonly path: Path;
  readonly values: readonly string[];
}

/** Written at the repository's root as YAML it would mean the same. */
export async function describe({ config, layers, root, flags }: Described): Promise<Shown> {
  const fillings = await Promise.all(layers.map(async (layer) => ({ layer, ...(await fill(layer)) })));
  const sources = (path: Path, valuesOf: (filling: Filled) => readonly string[]): readonly Source[] =>
    fillings.map((filling) => ({ layer: filling.layer, path, values: valuesOf(filling) }));
  const shown = (paths: readonly string[]): readonly string[] => paths.map((path) => reportPath(root, path));
  const external = externalKeys.map((key): [string, Shown] => [
    key,
    listOf(
      config.mesh.external[key],
      sources(["external", key], ({ written }) => written.external?.[key] ?? []),
    ),
  ]);
  const including = fillings.filter(({ written }) => written.include).slice(-1);
  const crds = listOf(
    shown(config.crds),
    sources(["crds"], (filling) => shown(filling.crds)),
  );
  return {
    entries: [
      [
        "extends",
        listOf(
          config.extends,
          sources(["extends"], ({ written }) => written.extends ?? []),
        ),
      ],
      ["environments", environmentsOf(config, layers)],
      ["mesh", meshOf(config.mesh, layers)],
      ["external", { entries: external }],
      ["rules", rulesOf(config, layers)],
      ["overrides", overridesOf(config, layers)],
      ["crds", withFlags(crds, flags.crds, "--crd")],
      [
        "include",
        listOf(
          config.include,
          including.map((filling) => globsOf(filling, "include")),
        ),
      ],
      [
        "exclude",
        listOf(
          config.exclude,
          fillings.map((filling) => globsOf(filling, "exclude")),
        ),
      ],
      ...baselineOf(shown(config.baseline === undefined ? [] : [config.baseline]), { layers, flags }),
    ],
  };
}

function globsOf(filling: Filled & { readonly layer: Layer }, key: "include" | "exclude"): Source {
  return { layer: filling.layer, path: [key], values: fromRoot(filling, filling.written[key]) };
}

interface List {
  readonly items: readonly Shown[];
  readonly from?: string;
}

function listOf(values: readonly string[], sources: readonly Source[]): List {
  if (values.length === 0) return { items: [], from: "default" };
  return { items: values.map((value) => ({ value, from: placeAmong(value, sources) })) };
}

function placeAmong(value: string, sources: readonly Source[]): string {
  const source = sources.find(({ values }) => values.includes(value));
  return source ? placeOf(source.layer, [...source.path, source.values.indexOf(value)]) : "default";
}

function withFlags({ items, from }: List, values: readonly string[], flag: string): List {
  const added = values.map((value) => ({ value, from: flag }));
  return added.length === 0 && from !== undefined ? { items, from } : { items: [...items, ...added] };
}

function baselineOf(
  paths: readonly string[],
  { layers, flags }: Pick<Described, "layers" | "flags">,
): [string, Shown][] {
  if (flags.baseline !== undefined) return [["baseline", { value: flags.baseline, from: "--baseline" }]];
  return paths.map((value) => ["baseline", { value, from: lastPlace(layers, ["baseline"]) }]);
}

function environmentsOf({ environments }: Config, layers: readonly Layer[]): Shown {
  if (environments.length === 0) return { items: [], from: "default" };
  return {
    items: environments.map((environment) => {
      const layer = layers.findLast(({ written }) =>
        written.environments?.some(({ name }) => name === environment.name),
      );
      const at = layer?.written.environments?.findLastIndex(({ name }) => name === environment.name) ?? 0;
      return layer ? placed(environment, layer, ["environments", at]) : plain(environment);
    }),
  };
}

function meshOf(settings: MeshSettings, layers: readonly Layer[]): Shown {
  const { external: _external, ...mesh } = settings;
  return {
    entries: Object.entries({ ...mesh, ...(Object.keys(mesh.meshConfig).length === 0 && { meshConfig: undefined }) })
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => [key, { ...plain(value), from: lastPlace(layers, ["mesh", key]) }]),
  };
}

function rulesOf({ rules }: Config, layers: readonly Layer[]): Shown {
  if (rules.size === 0) return { entries: [], from: "default" };
  return {
    entries: [...rules].map(([name, setting]) => [name, { ...settingOf(setting), from: rulePlace(name, layers) }]),
  };
}

/** Where the severity of a pattern was set. */
export function rulePlace(name: string, layers: readonly Layer[]): string {
  return lastPlace(layers, ["rules", name]);
}

function settingOf({ severity, options }: RuleSetting): Shown {
  return options ? { items: [{ value: severity }, plain(options)] } : { value: severity };
}

function overridesOf({ overrides }: Config, layers: readonly Layer[]): Shown {
  if (overrides.length === 0) return { items: [], from: "default" };
  const written = overridePlaces(layers);
  return {
    items: overrides.map(({ rules, ...lists }, index) => {
      const { layer, path } = written[index] ?? {};
      const given = Object.fromEntries(Object.entries(lists).filter(([, values]) => values.length > 0));
      const chosen = layer && path ? placed(given, layer, path) : plain(given);
      const settings = [...rules].map(([name, setting]): [string, Shown] => [
        name,
        { ...settingOf(setting), ...(layer && path && { from: placeOf(layer, [...path, "rules", name], "key") }) },
      ]);
      return { entries: [...("entries" in chosen ? chosen.entries : []), ["rules", { entries: settings }]] };
    }),
  };
}

interface OverridePlace {
  readonly layer: Layer;
  readonly path: Path;
}

/** In the order of the overrides of the whole configuration. */
export function overridePlaces(layers: readonly Layer[]): readonly OverridePlace[] {
  return layers.flatMap((layer) =>
    (layer.written.overrides ?? []).map((_, at) => ({ layer, path: ["overrides", at] })),
  );
}

function lastPlace(layers: readonly Layer[], path: Path): string {
  const layer = layers.findLast(({ written }) => has(written, path));
  return layer ? placeOf(layer, path, "key") : "default";
}

function has(value: unknown, path: Path): boolean {
  const [key, ...rest] = path;
  if (key === undefined) return true;
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return false;
  return has((value as Readonly<Record<string, unknown>>)[key], rest);
}
