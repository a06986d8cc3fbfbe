/** What the user's configuration says, with every default filled in. */

import type { Severity } from "../finding/finding.ts";
import { defaultSettings, type MeshSettings } from "../mesh/mesh.ts";
import type { Resource } from "../render/environment.ts";
import type { ConfiguredEnvironment } from "../render/render.ts";

export const presets = ["recommended", "strict", "security", "all", "none"] as const;
export type Preset = (typeof presets)[number];

export type OptionValue = string | number | boolean | readonly string[];

/** What is set for a rule: how bad it is, and values of its options. */
export interface RuleSetting {
  readonly severity: Severity | "off";
  readonly options?: Readonly<Record<string, OptionValue>>;
}

/** Rule ids, ids with a sub-code (`istio/invalid-gateway:port-number`) or patterns (`gateway-api/*`), in the order written. */
export type RuleSettings = ReadonlyMap<string, RuleSetting>;

/** Other settings where every list that is not empty has a match: globs over paths, patterns over names. */
export interface Override {
  readonly files: readonly string[];
  readonly environments: readonly string[];
  readonly namespaces: readonly string[];
  readonly kinds: readonly string[];
  readonly names: readonly string[];
  readonly rules: RuleSettings;
}

export interface Config {
  /** Path of the file it came from; null for the defaults. */
  readonly file: string | null;
  readonly extends: readonly Preset[];
  readonly environments: readonly ConfiguredEnvironment[];
  readonly mesh: MeshSettings;
  readonly rules: RuleSettings;
  readonly overrides: readonly Override[];
  /** Files and folders with CustomResourceDefinitions; absolute paths. */
  readonly crds: readonly string[];
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  /** File with known findings; absolute path. */
  readonly baseline?: string;
  /** What the configuration itself brings into every environment: MeshNetworks. */
  readonly resources?: readonly Resource[];
}

export const defaultConfig: Config = {
  file: null,
  extends: ["recommended"],
  environments: [],
  mesh: defaultSettings,
  rules: new Map(),
  overrides: [],
  crds: [],
  include: [],
  exclude: [],
};
