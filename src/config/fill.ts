/** From configurations as written to the one that holds, with every default filled in. */

import { posix } from "node:path";
import type { Severity } from "../finding/finding.ts";
import { defaultSettings, type External, type MeshSettings } from "../mesh/mesh.ts";
import type { ConfiguredEnvironment } from "../render/render.ts";
import {
  defaultConfig,
  presets,
  type Config,
  type OptionValue,
  type Override,
  type Preset,
  type RuleSetting,
  type RuleSettings,
} from "./config.ts";

type Level = Severity | "off" | false;
type WrittenSetting = Level | readonly [Level, Readonly<Record<string, OptionValue>>?];
type WrittenRules = Readonly<Record<string, WrittenSetting>>;
type Settings = Readonly<Record<string, unknown>>;

interface WrittenEnvironment {
  readonly name: string;
  readonly roots: readonly string[];
  readonly complete?: boolean;
  readonly namespace?: string;
  readonly variables?: Readonly<Record<string, string | number | boolean>>;
  readonly kustomize?: boolean;
}

interface WrittenMesh {
  readonly istio?: string | number;
  readonly linkerd?: string | number;
  readonly gatewayApi?: string | number;
  readonly clusterDomain?: string;
  readonly trustDomain?: string;
  readonly rootNamespace?: string;
  readonly meshConfig?: Settings | string;
  readonly meshNetworks?: Settings | string;
}

/** What the schema has vouched for. */
export interface WrittenConfig {
  /** Presets, paths of files and names of packages. */
  readonly extends?: readonly string[];
  readonly environments?: readonly WrittenEnvironment[];
  readonly mesh?: WrittenMesh;
  readonly external?: Partial<External>;
  readonly rules?: WrittenRules;
  readonly overrides?: readonly (Partial<Omit<Override, "rules">> & { readonly rules: WrittenRules })[];
  readonly crds?: readonly string[];
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  readonly baseline?: string;
}

/** One written configuration, and the paths and files that it names, found. */
export interface Filling {
  readonly written: WrittenConfig;
  /** Folder from the repository's root that its globs count from. */
  readonly globsFrom: string;
  /** Absolute paths. */
  readonly crds: readonly string[];
  readonly baseline: string | undefined;
  readonly meshConfig: Settings | undefined;
  readonly meshNetworks: Settings | undefined;
}

/** One configuration of several: the later wins, name by name; `file` is that of the last. */
export function configOf(file: string, fillings: readonly Filling[]): Config {
  const baseline = fillings.findLast((each) => each.baseline !== undefined)?.baseline;
  const including = fillings.findLast(({ written }) => written.include);
  return {
    file,
    extends: presetsOf(fillings),
    environments: byName(fillings.flatMap(environmentsOf)),
    mesh: meshOf(fillings),
    rules: mergedRules(fillings),
    overrides: fillings.flatMap(overridesOf),
    crds: unique(fillings.flatMap(({ crds }) => crds)),
    include: including ? fromRoot(including, including.written.include) : [],
    exclude: unique(fillings.flatMap((each) => fromRoot(each, each.written.exclude))),
    ...(baseline !== undefined && { baseline }),
  };
}

export function isPreset(name: string): name is Preset {
  return presets.some((preset) => preset === name);
}

/** The default holds unless some file names a preset, or says with an empty list that it wants none. */
function presetsOf(fillings: readonly Filling[]): readonly Preset[] {
  const named = unique(fillings.flatMap(({ written }) => written.extends ?? []).filter(isPreset));
  const wantsNone = fillings.some(({ written }) => written.extends?.length === 0);
  return named.length > 0 || wantsNone ? named : defaultConfig.extends;
}

function environmentsOf(filling: Filling): ConfiguredEnvironment[] {
  return (filling.written.environments ?? []).map(({ roots, variables, ...rest }) => ({
    ...rest,
    roots: fromRoot(filling, roots),
    ...(variables && { variables: textsOf(variables) }),
  }));
}

function byName(environments: readonly ConfiguredEnvironment[]): readonly ConfiguredEnvironment[] {
  return [...new Map(environments.map((environment) => [environment.name, environment])).values()];
}

function meshOf(fillings: readonly Filling[]): MeshSettings {
  const settings = fillings.map(({ written, meshConfig, meshNetworks }) => ({
    ...plainMesh(written.mesh ?? {}),
    ...(meshConfig && { meshConfig }),
    ...(meshNetworks && { meshNetworks }),
  }));
  const external = Object.fromEntries(
    externalKeys.map((key) => [key, unique(fillings.flatMap(({ written }) => written.external?.[key] ?? []))]),
  ) as unknown as External;
  return Object.assign({}, defaultSettings, ...settings, { external }) as MeshSettings;
}

export const externalKeys = Object.keys(defaultSettings.external) as readonly (keyof External)[];

/** `v1.29` and `1.29.2` mean 1.29. */
function plainMesh({ istio, linkerd, gatewayApi, meshConfig: _config, meshNetworks: _networks, ...rest }: WrittenMesh) {
  const minor = (version: string | number) => /\d+(?:\.\d+)?/.exec(String(version))?.[0] ?? String(version);
  return {
    ...rest,
    ...(istio !== undefined && { istio: minor(istio) }),
    ...(linkerd !== undefined && { linkerd: minor(linkerd) }),
    ...(gatewayApi !== undefined && { gatewayApi: minor(gatewayApi) }),
  };
}

/** A pattern that is written again moves to its new place, and keeps its options where only the severity is new. */
function mergedRules(fillings: readonly Filling[]): RuleSettings {
  const merged = new Map<string, RuleSetting>();
  for (const { written } of fillings) {
    for (const [pattern, setting] of settingsOf(written.rules)) {
      const before = merged.get(pattern);
      merged.delete(pattern);
      merged.set(pattern, before?.options ? { options: before.options, ...setting } : setting);
    }
  }
  return merged;
}

function overridesOf(filling: Filling): Override[] {
  return (filling.written.overrides ?? []).map((override) => ({
    ...{ files: [], environments: [], namespaces: [], kinds: [], names: [] },
    ...override,
    files: fromRoot(filling, override.files),
    rules: settingsOf(override.rules),
  }));
}

/** Globs of a file, which count from its folder, as globs from the repository's root; after a slash they do already. */
export function fromRoot({ globsFrom }: Filling, globs: readonly string[] = []): readonly string[] {
  return globs.map((written) => {
    const isNegated = written.startsWith("!");
    const glob = isNegated ? written.slice(1) : written;
    const whole = glob.startsWith("/") ? glob.slice(1) : posix.join(globsFrom, glob);
    return isNegated ? `!${whole}` : whole;
  });
}

function settingsOf(rules: WrittenRules = {}): RuleSettings {
  return new Map(Object.entries(rules).map(([rule, setting]) => [rule, settingOf(setting)]));
}

function settingOf(setting: WrittenSetting): RuleSetting {
  // YAML reads a plain `off` as false.
  if (typeof setting === "string" || setting === false) return { severity: setting || "off" };
  const [severity, options] = setting;
  return { severity: severity || "off", ...(options && { options }) };
}

function textsOf(variables: Readonly<Record<string, string | number | boolean>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, String(value)]));
}

function unique<T>(values: readonly T[]): readonly T[] {
  return [...new Set(values)];
}
