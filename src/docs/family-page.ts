/** The page of a family of rules, `rules/<family>/README.md`: a table, then a section for each rule. */

import { cell, presetsOf, rulePage, type NamedRule } from "./rule-page.ts";

const titles: Readonly<Record<string, string>> = {
  istio: "Istio",
  "gateway-api": "Gateway API",
  linkerd: "Linkerd",
  smi: "SMI",
  kubernetes: "Kubernetes objects that the mesh reads",
  mesh: "The mesh as a whole",
  gitops: "Environments and how they are built",
  schema: "Schemas",
  yaml: "The text itself",
  lint: "Suppressions",
};

export function familyOf(id: string): string {
  return id.slice(0, id.indexOf("/"));
}

export function titleOf(family: string): string {
  return titles[family] ?? family;
}

export function familyPage(family: string, rules: readonly NamedRule[]): string {
  return [
    `# ${titleOf(family)}`,
    "Written by `npm run generate` from the rule files in this folder.",
    table(rules, (name) => `#${name}`),
    ...rules.map((each) => rulePage(each, "##")),
    "",
  ].join("\n\n");
}

function table(rules: readonly NamedRule[], link: (name: string) => string): string {
  const rows = rules.map(({ id, rule }) => {
    const name = id.slice(id.indexOf("/") + 1);
    const presets = presetsOf(rule);
    const only = presets.length > 0 ? ` (only in ${presets.join(", ")})` : "";
    return `| [${name}](${link(name)}) | ${rule.severity} | ${cell(rule.summary + only)} |`;
  });
  return ["| Rule | Severity | Finds |", "| --- | --- | --- |", ...rows].join("\n");
}

/** Folded tables, one a family, for there are more rules than one page bears: the part of the project's README between `<!-- rules:start -->` and `<!-- rules:end -->`. */
export function ruleTables(rules: readonly NamedRule[]): string {
  const families = [...new Set(rules.map(({ id }) => familyOf(id)))];
  return families
    .map((family) => {
      const own = rules.filter(({ id }) => familyOf(id) === family);
      const title = `${titleOf(family)} (${own.length} rules)`;
      const rows = table(own, (name) => `rules/${family}/README.md#${name}`);
      return `<details>\n<summary>${title}</summary>\n\n${rows}\n\n</details>`;
    })
    .join("\n\n");
}

/** A text with the part between two marks replaced; undefined where the marks are missing. */
export function between(text: string, name: string, part: string): string | undefined {
  const start = `<!-- ${name}:start -->`;
  const end = `<!-- ${name}:end -->`;
  const from = text.indexOf(start);
  const to = text.indexOf(end, from);
  if (from === -1 || to === -1) return undefined;
  return `${text.slice(0, from + start.length)}\n\n${part}\n\n${text.slice(to)}`;
}
