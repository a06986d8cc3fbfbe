import { describe, expect, it } from "vitest";
import { defaultConfig } from "../src/config/config.ts";
import { configFrom } from "../src/config/load.ts";
import { lintSources } from "../src/lint/sources.ts";
import type { Diagnostic, NamedRule } from "../src/lint/diagnostic.ts";
import type { Source } from "../src/source/source.ts";
import { allRules, differences, marksOf, worldOf } from "./world.ts";

const config = { ...defaultConfig, extends: ["all"] as const };
const named = await allRules();

/** Diagnostics of one rule; an example of any other rule must also be clean for reader and schema. */
async function diagnosticsOf(sources: readonly Source[], rule: NamedRule): Promise<Diagnostic[]> {
  const written = sources.find(({ path }) => path === "mesh-lint.yaml");
  const loaded = written ? await configFrom(written, ".") : { config };
  if ("problems" in loaded) throw new Error(loaded.problems.join("\n"));
  const run = await lintSources({
    sources: sources.filter((source) => source !== written),
    rules: [rule],
    config: { ...loaded.config, extends: config.extends },
    completeness: "complete",
  });
  expect(run.failures).toEqual([]);
  const family = rule.id.split("/")[0];
  return run.diagnostics.filter(
    (each) => each.rule === rule.id || (family !== "schema" && family !== "yaml" && each.severity === "error"),
  );
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
