/** A rule's help as SARIF viewers show it: plain text, and the same as Markdown. */

import { dedent, fenced } from "./example.ts";
import { prose, type NamedRule } from "./rule-page.ts";
import { ruleUrl } from "./site.ts";

export function helpText({ rule }: NamedRule): string {
  return `${rule.why} ${rule.fix}`;
}

export function helpMarkdown({ id, rule }: NamedRule): string {
  const [bad] = rule.bad;
  const [good] = rule.good;
  return [
    prose(rule.why),
    `**Fix.** ${prose(rule.fix)}`,
    ...(bad === undefined ? [] : ["Reported:", fenced(dedent(bad))]),
    ...(good === undefined ? [] : ["Fine:", fenced(dedent(good))]),
    [`- [All about ${id}](${ruleUrl(id)})`, ...rule.links.map((link) => `- <${link}>`)].join("\n"),
  ].join("\n\n");
}
