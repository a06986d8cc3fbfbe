/** Files that are written from the rules. `npm run generate` writes them anew; without it a stale one fails here. */

import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { format, type BuiltInParserName } from "prettier";
import { rolldown, type OutputOptions, type RolldownOptions } from "rolldown";
import { describe, expect, it } from "vitest";
import { between, familyOf, familyPage, ruleTables } from "../src/docs/family-page.ts";
import { registrySource, versionSource } from "../src/docs/registry.ts";
import { helpText } from "../src/cli/help.ts";
import { loadConfig } from "../src/config/load.ts";
import { lint } from "../src/lint/lint.ts";
import { text } from "../src/report/text.ts";
import { version } from "../src/version.ts";
import { actionFile } from "./action/runner.ts";
import { actionTables } from "./action/tables.ts";
import { allRules } from "./world.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const rules = [...(await allRules())].sort((a, b) => (a.id < b.id ? -1 : 1));
const families = [...new Set(rules.map(({ id }) => familyOf(id)))];

function read(file: string): string {
  return readFileSync(join(root, file), "utf8");
}

async function expectFresh(file: string, text: string, parser: BuiltInParserName): Promise<void> {
  const written = await format(text, { parser, printWidth: 120 });
  await expect(written).toMatchFileSnapshot(join(root, file));
}

describe("generated", () => {
  it("rules/index.ts lists every rule", async () => {
    await expectFresh("rules/index.ts", registrySource(rules), "typescript");
  });

  it("src/version.ts is that of package.json", async () => {
    const { version } = JSON.parse(read("package.json")) as { version: string };
    await expect(versionSource(version)).toMatchFileSnapshot(join(root, "src/version.ts"));
  });

  it.each(families)("rules/%s/README.md tells all about its rules", async (family) => {
    const own = rules.filter(({ id }) => familyOf(id) === family);
    await expect(familyPage(family, own)).toMatchFileSnapshot(join(root, `rules/${family}/README.md`));
  });

  it("schemas/mesh-lint.json offers the ids of all rules to editors", async () => {
    const schema = JSON.parse(read("schemas/mesh-lint.json")) as { $defs: { ruleId: { examples?: string[] } } };
    schema.$defs.ruleId.examples = rules.map(({ id }) => id);
    await expectFresh("schemas/mesh-lint.json", JSON.stringify(schema), "json");
  });

  it("README.md shows what the demo is told, the inputs of the Action, and the tables of all rules", async () => {
    const shown = `\`\`\`console\n$ mesh-lint fixtures/demo --rule ${shownRules.join(" --rule ")}\n${await demo()}\`\`\``;
    const help = `<details>\n<summary>All commands and flags</summary>\n\n\`\`\`console\n$ mesh-lint --help\n${helpText(version)}\`\`\`\n\n</details>`;
    const blocks = { demo: shown, help, action: actionTables(actionFile), rules: ruleTables(rules) };
    let page: string | undefined = read("README.md");
    for (const [name, block] of Object.entries(blocks)) page = between(page ?? "", name, block);
    expect(
      page,
      "<!-- demo:start -->, <!-- help:start -->, <!-- action:start -->, <!-- rules:start --> and their ends",
    ).toBeDefined();
    await expectFresh("README.md", page ?? "", "markdown");
  });
});

const shownRules = ["istio/mismatched-weights", "istio/unknown-subset", "mesh/permissive-mtls"];

/** The text report on a part of the demo, but for the time that it took; the same in a copy that git does not know. */
async function demo(): Promise<string> {
  const asked = { cwd: root, paths: ["fixtures/demo"] };
  const loaded = await loadConfig(asked);
  if ("problems" in loaded) throw new Error(loaded.problems.join("\n"));
  const run = await lint({ ...asked, config: loaded.config, rules, only: shownRules, version: "" });
  if ("problems" in run) throw new Error(run.problems.join("\n"));
  const shown = text(run, { color: false, links: false, width: 100, quiet: false, verbose: false });
  return shown.replace(/ · [\d.]+ m?s\n/, "\n");
}

/** What git holds of `dist/`, for the demo builds over what lies on the disk; undefined outside of a work tree. */
function committedDist(): ReadonlyMap<string, string> | undefined {
  try {
    const git = (...args: readonly string[]): string =>
      execFileSync("git", args, {
        cwd: root,
        encoding: "utf8",
        maxBuffer: 1 << 26,
        stdio: ["ignore", "pipe", "ignore"],
      });
    const files = git("ls-files", "-z", "--cached", "dist").split("\0").filter(Boolean);
    return new Map(files.map((file) => [file.slice("dist/".length), git("show", `:${file}`)]));
  } catch {
    return undefined;
  }
}

const dist = committedDist();

describe.runIf(dist)("dist", () => {
  it("is committed as the sources give it", async () => {
    const { default: config } = (await import(`${root}/rolldown.config.js`)) as { default: RolldownOptions };
    const dir = mkdtempSync(join(tmpdir(), "mesh-lint-dist-"));
    try {
      const bundle = await rolldown({ ...config, cwd: root });
      await bundle.write({ ...(config.output as OutputOptions), dir });
      await bundle.close();
      const built = filesBelow(dir);
      expect([...(dist?.keys() ?? [])].sort()).toEqual(built);
      const stale = built.filter((file) => dist?.get(file) !== readFileSync(join(dir, file), "utf8"));
      expect(stale, "run `npm run bundle` and commit dist/").toEqual([]);
    } finally {
      rmSync(dir, { recursive: true, force: true });
    }
  });
});

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}
