/** What is wrong with suppressions themselves: those that silence nothing, name no rule, or give no reason. */

import { nearest } from "../source/missing.ts";
import { rangeOf, type Span } from "../source/source.ts";
import type { Draft, NamedRule } from "./diagnostic.ts";
import { matchesStars } from "./patterns.ts";
import type { Pattern, Suppression } from "./suppressions.ts";

export const unused = "lint/unused-suppression";
export const unknown = "lint/unknown-suppressed-rule";
export const unreasoned = "lint/missing-suppression-reason";

interface Said {
  readonly rule: string;
  readonly message: string;
  readonly span?: Span;
  readonly fix?: Draft["fix"];
}

function draftOf({ source, span: whole }: Suppression, { rule, message, span = whole, fix = null }: Said): Draft {
  return {
    rule,
    code: null,
    severity: "warning",
    message,
    file: source.path,
    range: rangeOf(source, span),
    span,
    manifest: null,
    upstream: [],
    environments: [],
    related: [],
    fix,
  };
}

/** Suppressions that name no rule, or one that does not exist. */
export async function unknownRules(
  suppressions: readonly Suppression[],
  rules: readonly NamedRule[],
): Promise<Draft[]> {
  const drafts: Draft[] = [];
  for (const suppression of suppressions) {
    const { patterns, defect } = suppression;
    if (defect && !defect.isUnused) drafts.push(draftOf(suppression, { rule: unknown, message: defect.message }));
    else if (!defect && patterns.length === 0) {
      drafts.push(draftOf(suppression, { rule: unknown, message: "names no rule: write the rule, a colon and why" }));
    }
    for (const { text, span } of patterns) {
      const message = await unknownName(text, rules);
      if (message !== undefined) drafts.push(draftOf(suppression, { rule: unknown, message, span }));
    }
  }
  return drafts;
}

async function unknownName(text: string, rules: readonly NamedRule[]): Promise<string | undefined> {
  if (rules.some((named) => isNamed(named, text))) return undefined;
  const [id = "", code = ""] = text.split(":");
  const codes = Object.keys(rules.find((named) => named.id === id)?.rule.codes ?? {});
  const isRule = text.includes(":") && rules.some((named) => named.id === id);
  const near = await nearest(isRule ? code : text, isRule ? codes : rules.map((named) => named.id));
  const said = isRule ? `"${id}" has no code "${code}"` : `there is no rule "${text}"`;
  return near === undefined ? said : `${said}: did you mean "${near}"?`;
}

/** Whether a pattern may mean a rule: by its id, one of its codes, or the code that another tool has for it. */
function isNamed({ id, rule }: NamedRule, text: string): boolean {
  const names = [id, ...(rule.upstream ?? []), ...(rule.formerly ?? [])];
  if (names.some((name) => matchesStars(name, text))) return true;
  return text.includes(":") && Object.keys(rule.codes ?? {}).some((code) => matchesStars(`${id}:${code}`, text));
}

/** Suppressions that give no reason. */
export function withoutReason(suppressions: readonly Suppression[]): Draft[] {
  return suppressions
    .filter(({ reason, patterns, defect }) => !defect && patterns.length > 0 && reason === "")
    .map((suppression) => draftOf(suppression, { rule: unreasoned, message: "nothing says why this is suppressed" }));
}

export interface Use {
  /** Rules that ran: only of those is it known that they had nothing to say. */
  readonly ran: readonly NamedRule[];
  readonly wasUsed: (pattern: Pattern) => boolean;
}

/** Suppressions that silenced nothing. */
export function unusedOnes(suppressions: readonly Suppression[], { ran, wasUsed }: Use): Draft[] {
  return suppressions.flatMap((suppression) => {
    const { patterns, defect, reach, without } = suppression;
    if (defect?.isUnused) return [draftOf(suppression, { rule: unused, message: defect.message, fix: without([]) })];
    const idle = patterns.filter((pattern) => !wasUsed(pattern) && ran.some((named) => isNamed(named, pattern.text)));
    if (idle.length === 0) return [];
    const names = idle.map(({ text }) => `"${text}"`).join(", ");
    const message = `${names} ${idle.length > 1 ? "have" : "has"} nothing to suppress ${reach}`;
    const fix = without(patterns.filter((pattern) => !idle.includes(pattern)));
    return [draftOf(suppression, { rule: unused, message, fix })];
  });
}
