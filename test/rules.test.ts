import { describe, expect, it } from "vitest";
import { defaultConfig } from "../src/config/config.ts";
import { configFrom } from "../src/config/load.ts";
import { lintSources } from "../src/lint/sources.ts";
import type { Diagnostic, NamedRule } from "../src/lint/diagnostic.ts";
import type { Source } from "../src/source/source.ts";
import { allRules, differences, marksOf, worldOf } from "./world.ts";

const config = { ...defaultConfig, extends: ["all"] as const };
const named = await allRules();

/** Families whose examples hold mistakes of other sorts: what reader and schema say, and suppressions of all rules. */
const mixed = new Set(["schema", "yaml", "lint"]);

/** Diagnostics of one rule; an example of any other rule must also be clean for reader and schema. */
async function diagnosticsOf(sources: readonly Source[], rule: NamedRule): Promise<Diagnostic[]> {
  const written = sources.find(({ path }) => path === "mesh-lint.yaml");
  const loaded = written ? await configFrom(written, ".") : { config };
  if ("problems" in loaded) throw new Error(loaded.problems.join("\n"));
  const family = rule.id.slice(0, rule.id.indexOf("/"));
  const run = await lintSources({
    sources: sources.filter((source) => source !== written),
    rules: family === "lint" ? named : [rule],
    config: { ...loaded.config, extends: config.extends },
    completeness: "complete",
  });
  expect(run.failures).toEqual([]);
  return run.diagnostics.filter((each) => each.rule === rule.id || (!mixed.has(family) && each.severity === "error"));
}

describe.each(named)("$id", (rule) => {
  it.each(rule.rule.bad.map((text, index) => [index + 1, text] as const))(
    "finds the mistakes of bad example %i",
    async (_, text) => {
      const sources = worldOf(text);
      const marks = marksOf(sources);
      expect(marks.length).toBeGreaterThan(0);
      expect(differences(marks, await diagnosticsOf(sources, rule))).toEqual([]);
    },
  );

  it.each(rule.rule.good.map((text, index) => [index + 1, text] as const))(
    "is silent on good example %i",
    async (_, text) => {
      expect(differences([], await diagnosticsOf(worldOf(text), rule))).toEqual([]);
    },
  );
});

it("knows at least one rule", () => {
  expect(named.length).toBeGreaterThan(0);
});
