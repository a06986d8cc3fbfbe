/** The text of `rules/index.ts`: the list of all rules that the bundler and the compiler can follow. */

/** Ids are paths below `rules/` without the ending, sorted. */
export function registrySource(ids: readonly string[]): string {
  return [
    "/** Every rule with its id, in the order of ids. Written by `npm run generate`. */",
    "",
    `import type { Rule } from "../src/rule/rule.ts";`,
    ...ids.map((id) => `import ${variableOf(id)} from "./${id}.ts";`),
    "",
    "export const rules: readonly { readonly id: string; readonly rule: Rule }[] = [",
    ...ids.map((id) => `  { id: "${id}", rule: ${variableOf(id)} },`),
    "];",
    "",
  ].join("\n");
}

function variableOf(id: string): string {
  return id.replace(/[/-](.)/g, (_, letter: string) => letter.toUpperCase());
}
