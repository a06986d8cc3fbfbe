/** How bad each rule is for one file, and which preset or line says so. */

import type { Config, Override, RuleSetting, RuleSettings } from "../config/config.ts";
import { placeOf, type Layer } from "../config/layer.ts";
import { overridePlaces, rulePlace } from "../config/origins.ts";
import type { NamedRule } from "../lint/diagnostic.ts";
import { fileMatcher, nameMatcher, type NameMatcher } from "../lint/patterns.ts";
import { heedsPatterns, isInPreset, isMeant, overrideMatcher } from "../lint/severity.ts";
import type { Membership, Subject } from "./config-resolved-file.ts";

export interface ResolvedRule {
  /** Id, or id with a sub-code where that one has a setting of its own. */
  readonly rule: string;
  readonly severity: string;
  readonly from: string;
  readonly options?: RuleSetting["options"];
  /** Settings that hold for some objects of the file only. */
  readonly partly: readonly { readonly severity: string; readonly from: string; readonly of: readonly string[] }[];
}

interface Asked {
  readonly file: string;
  readonly config: Config;
  readonly layers: readonly Layer[];
  readonly membership: Membership;
  readonly only: readonly string[];
  readonly ignore: readonly string[];
}

interface Judge extends Asked {
  readonly matches: NameMatcher;
  readonly overrides: readonly Applied[];
}

/** An override that holds for the file, or for some of its objects. */
interface Applied {
  readonly rules: RuleSettings;
  readonly place: (pattern: string) => string;
  /** Undefined: for all of the file. */
  readonly of: readonly string[] | undefined;
}

export async function resolvedRules(rules: readonly NamedRule[], asked: Asked): Promise<readonly ResolvedRule[]> {
  const { config, only, ignore } = asked;
  const lists = config.overrides.flatMap((each) => [each.environments, each.namespaces, each.kinds, each.names]);
  const settings = [config.rules, ...config.overrides.map((each) => each.rules)];
  const patterns = settings.flatMap((each) => [...each.keys()]);
  const matches = await nameMatcher([...lists.flat(), ...patterns, ...only, ...ignore]);
  const judge: Judge = { ...asked, matches, overrides: await appliedOf(asked, matches) };
  return rules.flatMap((named) => {
    const codes = patterns.filter((pattern) => pattern.startsWith(`${named.id}:`));
    return [named.id, ...new Set(codes)].map((name) => resolved(name, named, judge));
  });
}

async function appliedOf(asked: Asked, matches: NameMatcher): Promise<readonly Applied[]> {
  const { config, layers, file, membership } = asked;
  const applies = overrideMatcher(matches, await fileMatcher(config.overrides.map(({ files }) => files)));
  const places = overridePlaces(layers);
  return config.overrides.flatMap((override, index) => {
    const written = places[index];
    const place = (pattern: string): string =>
      written ? `overrides: ${placeOf(written.layer, [...written.path, "rules", pattern], "key")}` : "overrides";
    if (speaksOfFiles(override)) {
      const holds = applies(override, { file, environments: [], manifest: null });
      return holds ? [{ rules: override.rules, place, of: undefined }] : [];
    }
    const held = membership.subjects.filter(({ environment, manifest }) =>
      applies(override, { file, environments: [environment], manifest }),
    );
    if (held.length === 0) return [];
    return [
      { rules: override.rules, place, of: held.length === membership.subjects.length ? undefined : wordsOf(held) },
    ];
  });
}

function speaksOfFiles({ environments, namespaces, kinds, names }: Override): boolean {
  return [environments, namespaces, kinds, names].every((list) => list.length === 0);
}

function wordsOf(subjects: readonly Subject[]): readonly string[] {
  return subjects.map(
    ({ environment, manifest: { kind, namespace, name } }) =>
      `${kind} ${namespace === "" ? "" : `${namespace}/`}${name} in ${environment}`,
  );
}

function resolved(name: string, { id, rule }: NamedRule, judge: Judge): ResolvedRule {
  const { config, layers, matches, only, ignore } = judge;
  const isChosen = only.length === 0 || only.some((each) => matches(id, [each]) || each.startsWith(`${id}:`));
  if (!isChosen) return { rule: name, severity: "off", from: "--rule", partly: [] };
  if (matches(id, ignore) || matches(name, ignore))
    return { rule: name, severity: "off", from: "--ignore", partly: [] };
  const preset = config.extends.find((each) => isInPreset(rule, each));
  const ground =
    preset === undefined && only.length === 0
      ? { severity: "off", from: `in no preset of ${config.extends.join(", ") || "none"}` }
      : { severity: rule.severity as string, from: preset === undefined ? "--rule" : `preset ${preset}` };
  const heeds = only.length > 0 || heedsPatterns(rule, config.extends);
  const speaks = (pattern: string): boolean =>
    isMeant(pattern, heeds) && (matches(id, [pattern]) || matches(name, [pattern]));
  const own = lastOf(config.rules, speaks);
  let found = own ? { severity: own.setting.severity as string, from: rulePlace(own.pattern, layers) } : ground;
  const partly: ResolvedRule["partly"][number][] = [];
  for (const { rules, place, of } of judge.overrides) {
    const set = lastOf(rules, speaks);
    if (!set) continue;
    const next = { severity: set.setting.severity, from: place(set.pattern) };
    if (of) partly.push({ ...next, of });
    else {
      found = next;
      partly.length = 0;
    }
  }
  const options = own?.setting.options;
  return { rule: name, ...found, ...(options && { options }), partly };
}

/** The last setting that speaks of a rule (or of the sub-code in its name). */
function lastOf(
  settings: RuleSettings,
  speaks: (pattern: string) => boolean,
): { readonly pattern: string; readonly setting: RuleSetting } | undefined {
  const [pattern, setting] = [...settings].findLast(([each]) => speaks(each)) ?? [];
  return pattern === undefined || setting === undefined ? undefined : { pattern, setting };
}
