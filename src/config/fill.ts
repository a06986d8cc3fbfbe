/** From a configuration as written to one with every default filled in. */

import { posix, resolve } from "node:path";
import type { Severity } from "../finding/finding.ts";
import { defaultSettings, type External } from "../mesh/mesh.ts";
import {
  defaultConfig,
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
  readonly extends?: readonly Preset[];
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

export interface Filling {
  /** Path of the file from the repository's root. */
  readonly file: string;
  /** Absolute path of the repository's root. */
  readonly root: string;
  readonly meshConfig: Settings | undefined;
  readonly meshNetworks: Settings | undefined;
}

export function configOf(written: WrittenConfig, { file, root, meshConfig, meshNetworks }: Filling): Config {
  const folder = posix.dirname(file);
  const here = (paths: readonly string[] = []): readonly string[] => paths.map((path) => fromRoot(folder, path));
  return {
    file,
    extends: written.extends ?? defaultConfig.extends,
    environments: (written.environments ?? []).map(({ roots, variables, ...rest }) => ({
      ...rest,
      roots: here(roots),
      ...(variables && { variables: textsOf(variables) }),
    })),
    mesh: {
      ...defaultSettings,
      ...meshOf(written.mesh ?? {}),
      ...(meshConfig && { meshConfig }),
      ...(meshNetworks && { meshNetworks }),
      external: { ...defaultSettings.external, ...written.external },
    },
    rules: settingsOf(written.rules),
    overrides: (written.overrides ?? []).map((override) => ({
      ...{ files: [], environments: [], namespaces: [], kinds: [], names: [] },
      ...override,
      files: here(override.files),
      rules: settingsOf(override.rules),
    })),
    crds: here(written.crds).map((path) => resolve(root, path)),
    include: here(written.include),
    exclude: here(written.exclude),
    ...(written.baseline !== undefined && { baseline: resolve(root, fromRoot(folder, written.baseline)) }),
  };
}

/**
 * A path or glob of the file, which counts from the folder that the file stands in, as one from the repository's root;
 * with a leading slash it counts from the root already. A file from elsewhere speaks of the root.
 */
function fromRoot(folder: string, path: string): string {
  const isNegated = path.startsWith("!");
  const glob = isNegated ? path.slice(1) : path;
  const isElsewhere = posix.isAbsolute(folder) || folder.startsWith("..");
  const whole = glob.startsWith("/") ? glob.slice(1) : posix.join(isElsewhere ? "." : folder, glob);
  return isNegated ? `!${whole}` : whole;
}

/** `1.3` without quotes is a number in YAML; `v1.29` and `1.29.2` mean 1.29. */
function meshOf({ istio, linkerd, gatewayApi, meshConfig: _config, meshNetworks: _networks, ...rest }: WrittenMesh) {
  const minor = (version: string | number) => /\d+(?:\.\d+)?/.exec(String(version))?.[0] ?? String(version);
  return {
    ...rest,
    ...(istio !== undefined && { istio: minor(istio) }),
    ...(linkerd !== undefined && { linkerd: minor(linkerd) }),
    ...(gatewayApi !== undefined && { gatewayApi: minor(gatewayApi) }),
  };
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
