/**
 * Every block of the README that somebody may copy is run, or checked as what it says it is.
 *
 * What a block is follows from, in this order:
 * 1. `<!-- test: NAME -->` on a line of its own before it, where NAME is one of those in `kinds` of readme/blocks.ts
 *    (a file's name, `configuration`, `manifests`, `output`),
 * 2. a first line that is a comment with nothing but the name of the file it belongs in (`# lefthook.yml`),
 * 3. its language and shape: `sh` is run line by line in a repository with a remote and a changed branch, where
 *    mesh-lint is installed; `sh` with `#!` is a hook of git; `console` is run and has to print what is shown; YAML and
 *    JSON with the keys of a configuration are one, with `jobs` or `steps` a workflow, with `apiVersion` manifests.
 * A block that is none of this fails the test, and so does a command that is not there or a call of mesh-lint that
 * exits with 2. Blocks between `<!-- x:start -->` and `<!-- x:end -->` are written by generated.test.ts.
 */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { load } from "js-yaml";
import { transpileModule } from "typescript";
import { afterAll, describe, expect, it, type TestContext } from "vitest";
import { rules } from "../rules/index.ts";
import { homeOf, installed } from "./hooks/repositories.ts";
import { blocksOf, kindOf, type Block, type Kind } from "./readme/blocks.ts";
import { expectHook, husky, lefthook, lintStaged, preCommit } from "./readme/hooks.ts";
import { expectAzure, expectGitLab, expectJenkins } from "./readme/pipelines.ts";
import { expectWorkflow } from "./readme/workflow.ts";
import { putPrograms, worldOf, type World } from "./readme/world.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const page = readFileSync(join(root, "README.md"), "utf8");
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { readonly version: string };
const schema = JSON.parse(readFileSync(join(root, "schemas/mesh-lint.json"), "utf8")) as {
  readonly properties: object;
};
const keys = new Set(Object.keys(schema.properties));

const home = await homeOf(`v${version}`, installed);
putPrograms(home);
afterAll(home.remove, 60_000);

/** Commands of whoever works on mesh-lint itself. They are not run again, because the gate has just done it. */
const gate = ["npm ci --no-audit --no-fund && npm run demo", "npm test"];

const blocks = blocksOf(page).map((block) => ({ ...block, kind: kindOf(block, keys) }));

async function world(block: Block, isInstalled = true): Promise<World> {
  return worldOf({ home, name: `block-${block.line}`, isInstalled });
}

type Check = (block: Block, context: TestContext) => void | Promise<void>;

const checks: Readonly<Record<Kind, Check>> = {
  generated: () => undefined,

  async shell(block) {
    if (gate.includes(block.text.trim())) return;
    const brings = /^(?:npm install|npx|git clone) /.test(block.text);
    const where = await world(block, !brings);
    if (block.text.includes("mesh-lint init")) await where.git("rm", "--quiet", "mesh-lint.yaml");
    const { code, output } = await where.script(block.text);
    expect(code, output).toBe(0);
  },

  async transcript(block) {
    const [, command = ""] = /^\$ (.+)\n/.exec(block.text) ?? [];
    const { code, output } = await (await world(block)).script(command);
    expect(code, output).toBe(0);
    const shown = block.text.split("\n").slice(1);
    expect(shown.filter((line) => line !== "…" && !output.includes(line))).toEqual([]);
  },

  async configuration(block) {
    const file = block.language === "json" ? "mesh-lint.json" : "mesh-lint.yaml";
    const where = await world(block);
    await where.git("rm", "--quiet", "mesh-lint.yaml");
    where.write({ [file]: block.text });
    const { code, output } = await where.script("mesh-lint");
    expect(code, output).toBe(0);
  },

  async manifests(block) {
    const where = await world(block);
    where.write({ "block.yaml": block.text });
    const { code, output } = await where.script('mesh-lint --rule "yaml/*" block.yaml');
    expect(code, output).toBe(0);
    expect(output).not.toContain("[yaml/");
    const lists = block.text.matchAll(/mesh-lint(?:-ignore[\w-]*|\.dev\/ignore: ")\s*((?:[\w-]+\/[\w-]+(?:, )?)+)/g);
    const ids = rules.map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining([...lists].flatMap(([, list = ""]) => list.split(", "))));
  },

  async "pre-commit"(block, context) {
    const path = await preCommit();
    if (path === undefined) return context.skip();
    const files = { ".pre-commit-config.yaml": block.text };
    await expectHook({ home, name: `pre-commit-${block.line}`, files, install: ["pre-commit", "install"], path });
  },

  async lefthook(block, context) {
    const path = await lefthook();
    if (path === undefined) return context.skip();
    const files = { "lefthook.yml": block.text };
    await expectHook({ home, name: `lefthook-${block.line}`, files, install: ["lefthook", "install"], path });
  },

  async "git hook"(block, context) {
    const own = { ".git/hooks/pre-commit": block.text };
    await expectHook({ home, name: `own-${block.line}`, files: own, install: ["true"] });
    const path = await husky();
    if (path === undefined) return context.skip();
    const files = { ".husky/pre-commit": block.text, "package.json": "{}" };
    await expectHook({ home, name: `husky-${block.line}`, files, install: ["husky"], path });
  },

  async "lint-staged"(block, context) {
    const tool = await lintStaged();
    if (tool === undefined) return context.skip();
    const files = { "package.json": block.text, ".git/hooks/pre-commit": `#!/bin/sh\n${tool.command}\n` };
    await expectHook({ home, name: `lint-staged-${block.line}`, files, install: ["true"], path: tool.path });
  },

  async workflow(block, context) {
    if (!(await expectWorkflow(block.text, await world(block)))) return context.skip();
  },
  gitlab: async (block) => expectGitLab(block.text, await world(block, false)),
  azure: async (block) => expectAzure(block.text, await world(block, false)),
  jenkins: async (block) => expectJenkins(block.text, await world(block, false)),

  output({ text, language }) {
    expect(language === "json" ? JSON.parse(text) : load(text)).toBeTypeOf("object");
  },

  rule({ text }) {
    const { diagnostics } = transpileModule(text, { reportDiagnostics: true });
    expect(diagnostics).toEqual([]);
  },
};

describe("README.md", () => {
  it("has no block that nobody knows how to test: see the top of this file", () => {
    expect(blocks.filter(({ kind }) => kind === undefined)).toEqual([]);
  });

  for (const block of blocks) {
    const { kind, line } = block;
    if (kind !== undefined) it(`line ${line}: ${kind}`, (context) => checks[kind](block, context), 120_000);
  }

  it("names the release that package.json is", () => {
    const named = [...page.matchAll(/(?:mesh-lint\/mesh-lint[@#]|rev: |--branch )(v\d+\.\d+\.\d+)/g)].map(
      ([, tag]) => tag,
    );
    expect(new Set(named)).toEqual(new Set([`v${version}`]));
  });
});
