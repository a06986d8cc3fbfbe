/** `mesh-lint rules` and `mesh-lint explain <rule>`. */

import { rules } from "../../rules/index.ts";
import { familyOf, ruleTables, titleOf } from "../docs/family-page.ts";
import { rulePage, type NamedRule } from "../docs/rule-page.ts";
import { ruleUrl } from "../docs/site.ts";
import type { Call } from "./parse.ts";
import { didYouMean, UsageError } from "./usage.ts";
import { write } from "./write.ts";

export async function rulesCommand(call: Call): Promise<number> {
  const format = call.value("format") ?? "text";
  const report = format === "json" ? asJson() : format === "markdown" ? `${ruleTables(rules)}\n` : asText();
  await write(1, report);
  return 0;
}

function asJson(): string {
  const list = rules.map(({ id, rule }) => ({
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

function asText(): string {
  const width = Math.max(0, ...rules.map(({ id }) => id.length));
  const families = [...new Set(rules.map(({ id }) => familyOf(id)))];
  const blocks = families.map((family) => {
    const own = rules.filter(({ id }) => familyOf(id) === family);
    const rows = own.map(({ id, rule }) => `  ${id.padEnd(width)}  ${rule.severity.padEnd(7)}  ${rule.summary}\n`);
    return `${titleOf(family)}\n${rows.join("")}\n`;
  });
  return `${blocks.join("")}${rules.length} rules; mesh-lint explain <rule> tells all about one\n`;
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
  const names = rules.flatMap((each) => [each.id, ...(each.rule.upstream ?? [])]);
  throw new UsageError(`there is no rule "${word}"${didYouMean(id, names) || ": see mesh-lint rules"}`);
}
