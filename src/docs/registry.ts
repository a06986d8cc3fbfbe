/** Source text that is written from elsewhere: the list of all rules, which bundler and compiler can follow, and the version. */

/** The text of `rules/index.ts`. Ids are paths below `rules/` without the ending, sorted. */
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

/** The text of `src/version.ts`. */
export function versionSource(version: string): string {
  return [
    "/** The version of this package. Written by `npm run generate` from package.json, so that nothing reads that file at start. */",
    "",
    `export const version = "${version}";`,
    "",
  ].join("\n");
}

function variableOf(id: string): string {
  return id.replace(/[/-](.)/g, (_, letter: string) => letter.toUpperCase());
}
