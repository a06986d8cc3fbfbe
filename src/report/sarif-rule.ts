/** Rules as SARIF describes them. GitHub sorts alerts by these properties. */

import type * as Sarif from "sarif";
import { helpMarkdown, helpText } from "../docs/help.ts";
import { ruleUrl } from "../docs/site.ts";
import type { Severity } from "../finding/finding.ts";
import type { Diagnostic, NamedRule } from "../lint/diagnostic.ts";
import type { Rule } from "../rule/rule.ts";

export const levels = { error: "error", warning: "warning", info: "note" } as const;

const problemSeverity = { error: "error", warning: "warning", info: "recommendation" } as const;

/** GitHub's bands: below 4 low, below 7 medium, below 9 high. */
const securitySeverity: Readonly<Record<Severity, string>> = { error: "8.0", warning: "5.5", info: "3.0" };

/** GitHub keeps ten tags of a rule. */
const mostTags = 10;

export function descriptor(named: NamedRule): Sarif.ReportingDescriptor {
  const { id, rule } = named;
  return {
    id,
    name: pascalCase(id),
    shortDescription: { text: `${rule.summary}.` },
    fullDescription: { text: `${rule.summary}. ${rule.why}`.slice(0, 1024) },
    help: { text: helpText(named), markdown: helpMarkdown(named) },
    helpUri: ruleUrl(id),
    defaultConfiguration: { level: levels[rule.severity] },
    ...(rule.formerly && { deprecatedIds: [...rule.formerly] }),
    properties: {
      tags: tagsOf(named),
      precision: precisionOf(rule),
      "problem.severity": problemSeverity[rule.severity],
      ...(rule.category === "security" && {
        "security-severity": rule.securitySeverity ?? securitySeverity[rule.severity],
      }),
    },
  };
}

/** What is missing may yet live where the files do not show it, so such findings are a little less sure. */
function precisionOf(rule: Rule): string {
  return rule.precision ?? (rule.claims === "absence" ? "high" : "very-high");
}

function tagsOf({ id, rule }: NamedRule): string[] {
  const tags = [rule.category, id.slice(0, id.indexOf("/")), "service-mesh", ...(rule.upstream ?? [])];
  return [...new Set(tags)].slice(0, mostTags);
}

function pascalCase(id: string): string {
  return id.replace(/(?:^|[/-])(.)/g, (_, letter: string) => letter.toUpperCase());
}

/** Rules that are in no registry (`internal/…`), told as well as their findings allow: GitHub wants every rule described. */
export function unlistedRules(rules: readonly NamedRule[], diagnostics: readonly Diagnostic[]): NamedRule[] {
  const known = new Set(rules.map(({ id }) => id));
  const found = new Map<string, NamedRule>();
  for (const { rule: id, severity } of diagnostics) {
    if (!known.has(id) && !found.has(id)) found.set(id, { id, rule: unlisted(id, severity) });
  }
  return [...found.values()];
}

function unlisted(id: string, severity: Severity): Rule {
  return {
    summary: `Reported as ${id}`,
    category: "correctness",
    severity,
    since: "0.1.0",
    why: "The message of each finding tells what is wrong.",
    fix: "See the message.",
    links: [],
    bad: [],
    good: [],
  };
}
