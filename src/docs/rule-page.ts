/** Everything that is known of one rule, as Markdown: a section of its family's page, and what `explain` prints. */

import { isInPreset } from "../lint/severity.ts";
import type { Rule } from "../rule/rule.ts";
import { dedent, fenced } from "./example.ts";

/** A rule with its id, as the registry names it. */
export interface NamedRule {
  readonly id: string;
  readonly rule: Rule;
}

export function rulePage({ id, rule }: NamedRule, heading: string): string {
  return [
    `${heading} ${id.slice(id.indexOf("/") + 1)}`,
    `${prose(rule.summary)}.`,
    traits({ id, rule }),
    `**Why.** ${prose(rule.why)}`,
    `**Fix.** ${prose(rule.fix)}`,
    ...examples("Reported", rule.bad),
    ...examples("Fine", rule.good),
    ...codesOf({ id, rule }),
    ...optionsOf(rule.options),
    rule.links.map((link) => `- <${link}>`).join("\n"),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

/** Text of a rule within Markdown: code spans stay, everything else is meant literally. */
export function prose(text: string): string {
  return text
    .split(/(`[^`]*`)/)
    .map((part, index) => (index % 2 ? part : part.replace(/[\\*_[\]]/g, "\\$&").replaceAll("<", "&lt;")))
    .join("");
}

/** Where the rule is on, how bad it is, which codes of other tools mean the same. */
function traits({ id, rule }: NamedRule): string {
  const presets = presetsOf(rule).map((preset) => `\`${preset}\``);
  const preset = presets.length > 0 ? [`only in ${presets.join(", ")}`] : [];
  const upstream = rule.upstream?.length ? [`also known as ${rule.upstream.join(", ")}`] : [];
  const formerly = rule.formerly?.length ? [`formerly ${rule.formerly.map((each) => `\`${each}\``).join(", ")}`] : [];
  const known = [`\`${id}\``, rule.severity, rule.category, `since ${rule.since}`];
  return [...known, ...preset, ...upstream, ...formerly].join(" · ");
}

/** The presets that turn on a rule which is off by itself. */
export function presetsOf(rule: Rule): readonly string[] {
  return isInPreset(rule, "recommended") ? [] : ["strict", "security", "all"].filter((each) => isInPreset(rule, each));
}

function examples(title: string, texts: readonly string[]): string[] {
  if (texts.length === 0) return [];
  return [`${title}:`, texts.map((text) => fenced(dedent(text))).join("\n\n")];
}

function codesOf({ id, rule }: NamedRule): string[] {
  const codes = Object.entries(rule.codes ?? {});
  if (codes.length === 0) return [];
  const rows = codes.map(([code, summary]) => `| \`${code}\` | ${cell(summary)} |`);
  return [
    `Sub-codes, each silenced alone as \`${id}:code\`:`,
    ["| Code | Finds |", "| --- | --- |", ...rows].join("\n"),
  ];
}

function optionsOf(options: Rule["options"]): string[] {
  const entries = Object.entries(options ?? {});
  if (entries.length === 0) return [];
  const rows = entries.map(
    ([name, option]) => `| \`${name}\` | \`${JSON.stringify(option.default)}\` | ${cell(option.description)} |`,
  );
  return [["| Option | Default | Means |", "| --- | --- | --- |", ...rows].join("\n")];
}

/** Prose within a table. */
export function cell(text: string): string {
  return prose(text).replaceAll("|", "\\|").replace(/\s+/g, " ");
}
