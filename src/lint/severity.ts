/** How bad a finding is after the configuration: presets, settings of rules, overrides of places. */

import type { Config, Override, RuleSetting, RuleSettings } from "../config/config.ts";
import type { Severity } from "../finding/finding.ts";
import { kindName } from "../mesh/kinds/family.ts";
import type { Options, Rule } from "../rule/rule.ts";
import type { Draft, NamedRule } from "./diagnostic.ts";
import type { HomesOf } from "./homes.ts";
import type { FileMatcher, NameMatcher } from "./patterns.ts";

export interface Severities {
  /** Rules that may report anything at all, so that the others need not run. */
  readonly on: (named: NamedRule) => boolean;
  readonly optionsOf: (named: NamedRule) => Options;
  /** "off" drops the draft. */
  readonly of: (draft: Draft) => Severity | "off";
}

export interface SeverityInput {
  readonly config: Pick<Config, "extends" | "rules" | "overrides">;
  readonly rules: readonly NamedRule[];
  readonly matches: NameMatcher;
  /** Whether a file matches globs. */
  readonly matchesFile: FileMatcher;
  readonly homesOf: HomesOf;
  /** `--rule` and `--ignore`. */
  readonly only: readonly string[];
  readonly ignore: readonly string[];
}

export function severities({ config, rules, matches, only, ignore, ...rest }: SeverityInput): Severities {
  const byId = new Map(rules.map((named) => [named.id, named.rule]));

  const chosen = (id: string, code: string | null): boolean => {
    if (only.length === 0 && ignore.length === 0) return true;
    const names = code === null ? [id] : [id, `${id}:${code}`];
    if (
      only.length > 0 &&
      !names.some((name) => matches(name, only) || only.some((each) => each.startsWith(`${name}:`)))
    ) {
      return false;
    }
    return !names.some((name) => matches(name, ignore));
  };

  const heeds = (id: string): boolean => {
    const rule = byId.get(id);
    return !rule || only.length > 0 || heedsPatterns(rule, config.extends);
  };

  const settingOf = (settings: RuleSettings, id: string, code: string | null): RuleSetting | undefined => {
    let setting: RuleSetting | undefined;
    for (const [pattern, value] of settings) {
      if (!isMeant(pattern, heeds(id))) continue;
      if (matches(id, [pattern]) || (code !== null && matches(`${id}:${code}`, [pattern]))) setting = value;
    }
    return setting;
  };

  const applies = overrideMatcher(matches, rest.matchesFile, rest.homesOf);

  const presetOf = (id: string): boolean => {
    const rule = byId.get(id);
    return !rule || config.extends.some((preset) => isInPreset(rule, preset));
  };

  const switchedOn = [config.rules, ...config.overrides.map((override) => override.rules)]
    .flatMap((settings) => [...settings])
    .flatMap(([pattern, { severity }]) => (severity === "off" ? [] : [pattern]));

  return {
    on({ id }) {
      if (!chosen(id, null) && only.every((each) => !each.startsWith(`${id}:`))) return false;
      return (
        only.length > 0 ||
        presetOf(id) ||
        switchedOn.some((pattern) => isMeant(pattern, heeds(id)) && speaksOf(pattern, id, matches))
      );
    },
    optionsOf({ id, rule }) {
      const defaults = Object.entries(rule.options ?? {}).map(([name, option]) => [name, option.default] as const);
      return { ...Object.fromEntries(defaults), ...settingOf(config.rules, id, null)?.options };
    },
    of(draft) {
      const { rule: id, code } = draft;
      if (!chosen(id, code)) return "off";
      const setting = settingOf(config.rules, id, code);
      let severity = setting
        ? raised(setting.severity, draft)
        : only.length > 0 || presetOf(id)
          ? draft.severity
          : "off";
      for (const override of config.overrides) {
        const own = applies(override, draft) ? settingOf(override.rules, id, code) : undefined;
        if (own) severity = raised(own.severity, draft);
      }
      return severity;
    },
  };

  /** A finding that is milder than its rule stays milder: the setting speaks of the rule's own severity. */
  function raised(set: Severity | "off", draft: Draft): Severity | "off" {
    const own = byId.get(draft.rule)?.severity;
    return set === own ? draft.severity : set;
  }
}

/** Whether every list of an override that is not empty has a match in a place. */
export function overrideMatcher(
  matches: NameMatcher,
  matchesFile: FileMatcher,
  homesOf: HomesOf = () => [],
): (override: Override, place: Pick<Draft, "file" | "environments" | "manifest">) => boolean {
  return (override, { file, environments, manifest }) => {
    const any = (patterns: readonly string[], names: readonly string[]): boolean =>
      patterns.length === 0 || names.some((name) => matches(name, patterns));
    // What holds in several environments at once is left alone if one of them is not meant.
    const isIn = (patterns: readonly string[], place: Pick<Draft, "file" | "environments">): boolean => {
      if (place.environments.length > 0) return any(patterns, place.environments);
      const homes = homesOf(place.file);
      return homes.length > 0 && homes.every((name) => matches(name, patterns));
    };
    return (
      (override.files.length === 0 || matchesFile(file, override.files)) &&
      (override.environments.length === 0 || isIn(override.environments, { file, environments })) &&
      any(override.namespaces, manifest ? [manifest.namespace] : []) &&
      any(override.kinds, manifest ? [manifest.kind, kindName(manifest.apiVersion, manifest.kind)] : []) &&
      any(override.names, manifest ? [manifest.name, `${manifest.namespace}/${manifest.name}`] : [])
    );
  };
}

function speaksOf(pattern: string, id: string, matches: NameMatcher): boolean {
  const colon = pattern.indexOf(":");
  return matches(id, [colon === -1 ? pattern : pattern.slice(0, colon)]);
}

/** Patterns speak of the rules that the presets turn on, of all where there is none: to turn on another one is to name it. */
export function heedsPatterns(rule: Rule, presets: readonly string[]): boolean {
  return presets.every((each) => each === "none") || presets.some((each) => isInPreset(rule, each));
}

/** Whether the setting of a name or pattern may speak of a rule that heeds patterns, or of one that does not. */
export function isMeant(pattern: string, heedsThem: boolean): boolean {
  return heedsThem || !/[*?[\]{}!]/.test(pattern.replace(/:[^:/]*$/, ""));
}

export function isInPreset({ preset = "recommended", category }: Rule, chosen: string): boolean {
  switch (chosen) {
    case "all":
      return true;
    case "strict":
      return preset === "recommended" || preset === "strict";
    case "security":
      return category === "security" && preset !== "all";
    case "recommended":
      return preset === "recommended";
    default:
      return false;
  }
}
