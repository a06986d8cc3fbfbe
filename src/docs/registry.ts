/** Source text that is written from elsewhere: the list of all rules, which bundler and compiler can follow, and the version. */

import type { NamedRule } from "../lint/diagnostic.ts";
import { kindsAsked } from "./kinds.ts";

/** The text of `rules/index.ts`. Ids are paths below `rules/` without the ending, sorted. */
export function registrySource(rules: readonly NamedRule[]): string {
  const ids = rules.map(({ id }) => id);
  return [
    "/** Every rule with its id, in the order of ids. Written by `npm run generate`. */",
    "",
    `import type { Rule } from "../src/rule/rule.ts";`,
    ...ids.map((id) => `import ${variableOf(id)} from "./${id}.ts";`),
    "",
    "export const rules: readonly { readonly id: string; readonly rule: Rule; readonly kinds?: readonly string[] }[] = [",
    ...rules.map(entryOf),
    "];",
    "",
  ].join("\n");
}

/** The text of `src/version.ts`. */
export function versionSource(version: string): string {
  return [
    "/** The version of this package. Written by `npm run generate` from package.json, so that nothing reads that file at start. */",
    "",
    `export const version = "${version}";`,
    "",
  ].join("\n");
}

function entryOf({ id, rule }: NamedRule): string {
  const kinds = kindsAsked(rule);
  return `  { id: "${id}", rule: ${variableOf(id)}${kinds ? `, kinds: ${JSON.stringify(kinds)}` : ""} },`;
}

function variableOf(id: string): string {
  return id.replace(/[/-](.)/g, (_, letter: string) => letter.toUpperCase());
}
