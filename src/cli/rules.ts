/** `mesh-lint rules` and `mesh-lint explain <rule>`. */

import { rules } from "../../rules/index.ts";
import { familyOf, ruleTables, titleOf } from "../docs/family-page.ts";
import { presetsOf, rulePage, type NamedRule } from "../docs/rule-page.ts";
import { ruleUrl } from "../docs/site.ts";
import { nameMatcher } from "../lint/patterns.ts";
import { count } from "../report/tally.ts";
import type { Call } from "./parse.ts";
import { didYouMean, UsageError } from "./usage.ts";
import { write } from "./write.ts";

export async function rulesCommand(call: Call): Promise<number> {
  const chosen = await rulesAmong(call.words);
  await write(1, (writers[call.value("format") ?? "text"] ?? asText)(chosen));
  return 0;
}

/** Those of families (`istio`), ids, patterns of ids, and codes of other tools; all without words. */
async function rulesAmong(words: readonly string[]): Promise<readonly NamedRule[]> {
  if (words.length === 0) return rules;
  const matches = await nameMatcher(words);
  const isMeant = (word: string, { id, rule }: NamedRule): boolean =>
    familyOf(id) === word || matches(id, [word]) || rule.upstream?.includes(word.toUpperCase()) === true;
  for (const word of words) if (!rules.some((each) => isMeant(word, each))) throw noSuch(word);
  return rules.filter((each) => words.some((word) => isMeant(word, each)));
}

const writers: Readonly<Record<string, (rules: readonly NamedRule[]) => string>> = {
  json: asJson,
  markdown: (chosen) => `${ruleTables(chosen)}\n`,
  text: asText,
};

function asJson(chosen: readonly NamedRule[]): string {
  const list = chosen.map(({ id, rule }) => ({
    id,
    summary: rule.summary,
    category: rule.category,
    severity: rule.severity,
    preset: rule.preset ?? "recommended",
    since: rule.since,
    why: rule.why,
    fix: rule.fix,
    links: rule.links,
    upstream: rule.upstream ?? [],
    codes: rule.codes ?? {},
    options: rule.options ?? {},
    url: ruleUrl(id),
  }));
  return `${JSON.stringify({ version: 1, rules: list }, null, 2)}\n`;
}

function asText(chosen: readonly NamedRule[]): string {
  const width = Math.max(0, ...chosen.map(({ id }) => id.length));
  const families = [...new Set(chosen.map(({ id }) => familyOf(id)))];
  const blocks = families.map((family) => {
    const own = chosen.filter(({ id }) => familyOf(id) === family);
    const rows = own.map(({ id, rule }) => {
      const presets = presetsOf(rule);
      const only = presets.length > 0 ? ` (only in ${presets.join(", ")})` : "";
      return `  ${id.padEnd(width)}  ${rule.severity.padEnd(7)}  ${rule.summary}${only}\n`;
    });
    return `${titleOf(family)}\n${rows.join("")}\n`;
  });
  return `${blocks.join("")}${count(chosen.length, "rule")}; mesh-lint explain <rule> tells all about one\n`;
}

export async function explainCommand({ words }: Call): Promise<number> {
  if (words.length === 0) throw new UsageError("explain needs a rule: mesh-lint explain istio/unknown-subset");
  const found = words.flatMap(rulesNamed);
  await write(1, found.map((each) => `${rulePage(each, "#")}\n`).join("\n"));
  return 0;
}

/** By id, with or without a sub-code; by name alone; by a former id; by the code of another tool. */
function rulesNamed(word: string): NamedRule[] {
  const id = word.replace(/:[^:/]*$/, "");
  const found = rules.filter(
    (each) =>
      each.id === id ||
      each.id.endsWith(`/${id}`) ||
      each.rule.formerly?.includes(id) === true ||
      each.rule.upstream?.includes(id.toUpperCase()) === true,
  );
  if (found.length > 0) return found;
  throw noSuch(word);
}

function noSuch(word: string): UsageError {
  const names = rules.flatMap((each) => [each.id, familyOf(each.id), ...(each.rule.upstream ?? [])]);
  const id = word.replace(/:[^:/]*$/, "");
  return new UsageError(`there is no rule "${word}"${didYouMean(id, names) || ": see mesh-lint rules"}`);
}
