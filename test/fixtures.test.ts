/** Every folder of `fixtures/` is a small world: its marks are met, and nothing else is said. */

import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { loadConfig } from "../src/config/load.ts";
import type { Run } from "../src/lint/diagnostic.ts";
import { lint } from "../src/lint/lint.ts";
import { compact } from "../src/report/compact.ts";
import type { Source } from "../src/source/source.ts";
import { allRules, differences, marksOf } from "./world.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const rules = await allRules();

const worlds = readdirSync(join(root, "fixtures"), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== "demo")
  .map(({ name }) => name);

function sourcesOf(folder: string): Source[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path: relative(root, path).replaceAll("\\", "/"), text: readFileSync(path, "utf8") }));
}

it.each(worlds)("%s", async (world) => {
  const cwd = join(root, "fixtures", world);
  const run = await lintFixture(cwd);
  expect(differences(marksOf(sourcesOf(cwd)), run.diagnostics)).toEqual([]);
});

it("finds the mistakes of the demo, whose files are read by people and bear no marks", async () => {
  const run = await lintFixture(join(root, "fixtures", "demo"));
  await expect(compact(run)).toMatchFileSnapshot("fixtures/demo.txt");
});

async function lintFixture(cwd: string): Promise<Run> {
  const loaded = await loadConfig({ cwd, paths: ["."] });
  if ("problems" in loaded) throw new Error(loaded.problems.join("\n"));
  const run = await lint({ cwd, paths: ["."], config: loaded.config, rules, version: "0.0.0" });
  if ("problems" in run) throw new Error(run.problems.join("\n"));
  expect(run.failures).toEqual([]);
  return run;
}
