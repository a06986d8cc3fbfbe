/** Rules that a configuration names and nobody has: a misspelt name would switch nothing off and say nothing. */

import { placeOf, type Layer } from "../config/layer.ts";
import type { NamedRule } from "../lint/diagnostic.ts";
import { nameMatcher } from "../lint/patterns.ts";
import type { Options } from "../rule/rule.ts";
import type { Path } from "../yaml/document.ts";
import { didYouMean } from "./usage.ts";

interface Entry {
  readonly name: string;
  readonly setting: unknown;
  readonly path: Path;
}

/** One line each, with its place. */
export async function unknownRules(layers: readonly Layer[], rules: readonly NamedRule[]): Promise<readonly string[]> {
  const byId = new Map(rules.map((named) => [named.id, named]));
  const problems: string[] = [];
  for (const layer of layers) {
    for (const { name, setting, path } of entriesOf(layer.written)) {
      const matching = await matchingRules(name, byId);
      const problem =
        matching.length === 0
          ? unknownRule(name, rules)
          : (unknownCode(name, matching) ?? unknownOption(setting, matching, path[0] === "overrides"));
      if (problem !== undefined) problems.push(`${placeOf(layer, path, "key")}: ${problem}`);
    }
  }
  return problems;
}

function entriesOf({ rules = {}, overrides = [] }: Layer["written"]): readonly Entry[] {
  const below = (settings: Readonly<Record<string, unknown>>, path: Path): Entry[] =>
    Object.entries(settings).map(([name, setting]) => ({ name, setting, path: [...path, name] }));
  return [
    ...below(rules, ["rules"]),
    ...overrides.flatMap((each, at) => below(each.rules, ["overrides", at, "rules"])),
  ];
}

async function matchingRules(name: string, byId: ReadonlyMap<string, NamedRule>): Promise<readonly NamedRule[]> {
  const bare = bareOf(name);
  const exact = byId.get(bare);
  if (exact) return [exact];
  if (!isPattern(bare)) return [];
  const matches = await nameMatcher([bare]);
  return [...byId.values()].filter(({ id }) => matches(id, [bare]));
}

function bareOf(name: string): string {
  return name.replace(/:[^:/]*$/, "");
}

function isPattern(name: string): boolean {
  return /[*?[\]{}!]/.test(name);
}

function unknownRule(name: string, rules: readonly NamedRule[]): string {
  const bare = bareOf(name);
  const renamed = rules.find(({ rule }) => rule.formerly?.includes(bare));
  if (renamed) return `${JSON.stringify(bare)} is now called "${renamed.id}"`;
  const said = isPattern(bare) ? "no rule matches" : "there is no rule";
  const families = new Set(rules.map(({ id }) => id.replace(/\/.*/, "/*")));
  const candidates = isPattern(bare) ? [...families] : rules.map(({ id }) => id);
  return `${said} ${JSON.stringify(bare)}${didYouMean(bare, candidates) || ": see mesh-lint rules"}`;
}

function unknownCode(name: string, matching: readonly NamedRule[]): string | undefined {
  const code = name.slice(bareOf(name).length + 1);
  if (code === "" || isPattern(code)) return undefined;
  const codes = matching.flatMap(({ rule }) => Object.keys(rule.codes ?? {}));
  if (codes.includes(code)) return undefined;
  const of = JSON.stringify(bareOf(name));
  return codes.length === 0
    ? `${of} has no sub-codes`
    : `${of} has no sub-code ${JSON.stringify(code)}${didYouMean(code, codes) || `: see mesh-lint explain ${bareOf(name)}`}`;
}

function unknownOption(setting: unknown, matching: readonly NamedRule[], isOverride: boolean): string | undefined {
  const options = Array.isArray(setting) ? ((setting as readonly unknown[])[1] as Options | undefined) : undefined;
  const [first] = Object.keys(options ?? {});
  if (first === undefined) return undefined;
  if (isOverride) return `options are set under "rules": an override can only change the severity`;
  const known = matching.flatMap(({ rule }) => Object.entries(rule.options ?? {}));
  const wrong = Object.entries(options ?? {}).find(([name, value]) => {
    const option = known.find(([each]) => each === name)?.[1];
    return option === undefined || typeOf(option.default) !== typeOf(value);
  });
  if (!wrong) return undefined;
  const option = known.find(([each]) => each === wrong[0])?.[1];
  if (option) return `option ${JSON.stringify(wrong[0])} must be ${typeOf(option.default)}`;
  const names = known.map(([name]) => name);
  const hint = names.length === 0 ? ": it has none" : didYouMean(wrong[0], names) || `: it has ${names.join(", ")}`;
  return `unknown option ${JSON.stringify(wrong[0])}${hint}`;
}

function typeOf(value: unknown): string {
  return Array.isArray(value) ? "a list" : `a ${typeof value}`;
}
