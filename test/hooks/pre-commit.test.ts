/** `.pre-commit-hooks.yaml` as its users meet it: the real pre-commit and prek install it from git, and commits pass or do not. */

import { mkdirSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pythonTool } from "../tools.ts";
import { route, service, subsets } from "./manifests.ts";
import { homeOf, repositoryIn, type Answer, type Home, type Repository } from "./repositories.ts";

const home = await homeOf("v0.1.0");
afterAll(home.remove, 60_000);

const newest = await pythonTool("pre-commit");
const oldest = await pythonTool("pre-commit==3.0.4");
const prek = await pythonTool("prek");

const configuration = (...hooks: readonly string[]): string => `default_language_version: { node: system }
repos:
  - repo: https://github.com/mesh-lint/mesh-lint
    rev: v0.1.0
    hooks:
${hooks.map((hook) => `      - ${hook}\n`).join("")}`;

const clean = { "service.yaml": service, "route.yaml": route("v1"), "rule.yaml": subsets("v1", "v2") };

interface Committer extends Repository {
  /** Writes, stages and commits. */
  readonly commit: (files: Readonly<Record<string, string>>) => Promise<Answer>;
  /** The worktree and the index as the last commit has them. */
  readonly restore: () => Promise<void>;
}

async function committerIn(where: Home, name: string, program: string): Promise<Committer> {
  const repository = await repositoryIn(where, name, [program]);
  const { git, write } = repository;
  return {
    ...repository,
    commit: async (files) => {
      write(files);
      await git("add", "--all");
      return git("commit", "--message", "change");
    },
    restore: async () => {
      await git("reset", "--hard", "--quiet");
      await git("clean", "--force", "--quiet", "-d");
    },
  };
}

/** Each program has its own place for what it installs; with `offline` npm may ask nobody. */
function apart(name: string, offline: boolean): Home {
  const place = join(home.folder, `${name}-home`);
  mkdirSync(place, { recursive: true });
  const offlineOnly = { npm_config_offline: "true", npm_config_registry: "http://127.0.0.1:9" };
  const cached = {
    npm_config_cache: process.env.npm_config_cache ?? join(homedir(), ".npm"),
    npm_config_prefer_offline: "true",
  };
  return {
    ...home,
    env: { ...home.env, PRE_COMMIT_HOME: place, PREK_HOME: place, ...(offline ? offlineOnly : cached) },
  };
}

describe.skipIf(!newest)("pre-commit", () => {
  let repository: Committer;
  beforeAll(async () => {
    repository = await committerIn(apart("newest", true), "newest", newest ?? "");
    repository.write({ ".pre-commit-config.yaml": configuration("id: mesh-lint") });
    await repository.run("pre-commit", "install", "--install-hooks");
  }, 120_000);

  it("takes the hooks for what they are", async () => {
    const { code, output } = await repository.run(
      "pre-commit",
      "validate-manifest",
      join(home.released, ".pre-commit-hooks.yaml"),
    );
    expect(output).toBe("");
    expect(code).toBe(0);
  });

  it("lets a clean commit pass", async () => {
    const { code, output } = await repository.commit(clean);
    expect(output).toMatch(/^mesh-lint\.+Passed$/m);
    expect(code).toBe(0);
  });

  it("refuses a commit and says why", async () => {
    const { code, output } = await repository.commit({ "route.yaml": route("v9") });
    expect(output).toMatch(/^mesh-lint\.+Failed$/m);
    expect(output).toContain('unknown subset "v9" of "reviews"');
    expect(output).toContain("route.yaml:8:");
    expect(code).toBe(1);
    await repository.restore();
  });

  it("refuses a commit that breaks a file that is not part of it", async () => {
    const { code, output } = await repository.commit({ "rule.yaml": subsets("v2") });
    expect(output).toContain('unknown subset "v1" of "reviews"');
    expect(output).toContain("route.yaml:8:");
    expect(code).toBe(1);
    await repository.restore();
  });

  it("says nothing of what stands elsewhere", async () => {
    await repository.git("rm", "--cached", "--quiet", ".pre-commit-config.yaml");
    await repository.restore();
    repository.write({ ".pre-commit-config.yaml": configuration("id: mesh-lint"), "old.yaml": route("v8", "old") });
    await repository.git("add", "--all");
    await repository.git("commit", "--no-verify", "--message", "old");
    const { code, output } = await repository.commit({ "service.yaml": `# ours\n${service}` });
    expect(output).toMatch(/^mesh-lint\.+Passed$/m);
    expect(code).toBe(0);
    const all = await repository.run("pre-commit", "run", "--all-files");
    expect(all.output).toContain('unknown subset "v8"');
    expect(all.code).toBe(1);
    await repository.git("rm", "--quiet", "old.yaml");
    await repository.git("commit", "--quiet", "--message", "gone");
  });

  it("judges what is staged", async () => {
    repository.write({ "route.yaml": route("v9") });
    await repository.git("add", "route.yaml");
    repository.write({ "route.yaml": route("v1") });
    const bad = await repository.git("commit", "--message", "half");
    expect(bad.output).toContain('unknown subset "v9"');
    expect(bad.code).toBe(1);

    repository.write({ "route.yaml": route("v2") });
    await repository.git("add", "route.yaml");
    repository.write({ "route.yaml": route("v9"), "rule.yaml": subsets() });
    const good = await repository.git("commit", "--message", "half");
    expect(good.output).toMatch(/^mesh-lint\.+Passed$/m);
    expect(good.code).toBe(0);
    expect((await repository.git("diff", "--name-only")).output).toBe("route.yaml\nrule.yaml\n");
    await repository.restore();
  });

  it("takes any file name", async () => {
    const names = ["-x.yaml", "--quiet.yaml", "a b.yaml", "k8s/[a].yaml", "$(id).yaml", "é.yaml"];
    const files = names.map((name, index) => [name, route("v9", `r${index}`)] as const);
    const { code, output } = await repository.commit(Object.fromEntries(files));
    for (const name of names) expect(output).toContain(`${name}:8:`);
    expect(code).toBe(1);
    await repository.restore();
  });

  it("passes other YAML and JSON by", async () => {
    const { code, output } = await repository.commit({
      "package.json": "{}",
      "values.yml": "a: 1",
      "README.md": "# a",
    });
    expect(output).toMatch(/^mesh-lint\.+Passed$/m);
    expect(code).toBe(0);
    const text = await repository.commit({ "README.md": "# b" });
    expect(text.output).toMatch(/^mesh-lint\.+\(no files to check\)Skipped$/m);
    expect(text.code).toBe(0);
  });

  it("takes arguments before the file names", async () => {
    const hook = 'id: mesh-lint\n        args: [--quiet, --rule, "mesh/*", --]';
    expect(
      (await repository.commit({ ".pre-commit-config.yaml": configuration(hook), "-x.yaml": route("v9", "x") })).code,
    ).toBe(0);
  });
});

describe.skipIf(!newest)("mesh-lint-all and mesh-lint-changed", () => {
  const whole = "environments: [{ name: all, roots: [.], complete: true }]";
  let repository: Committer;
  beforeAll(async () => {
    repository = await committerIn(apart("newest", true), "others", newest ?? "");
    const files = { ...clean, "README.md": "", "mesh-lint.yaml": whole, "old.yaml": route("v8", "old") };
    await repository.commit(files);
  }, 120_000);

  async function hook(lines: string): Promise<void> {
    repository.write({ ".pre-commit-config.yaml": configuration(lines) });
    await repository.run("pre-commit", "install", "--install-hooks");
    await repository.git("add", ".pre-commit-config.yaml");
    await repository.git("commit", "--quiet", "--no-verify", "--message", "hook");
  }

  async function remove(): Promise<Answer> {
    await repository.git("rm", "--quiet", "rule.yaml");
    const answer = await repository.git("commit", "--message", "gone");
    await repository.restore();
    return answer;
  }

  it("reports all that is wrong", async () => {
    await hook("id: mesh-lint-all");
    const { code, output } = await repository.commit({ "service.yaml": `# ours\n${service}` });
    expect(output).toMatch(/^mesh-lint \(all\)\.+Failed$/m);
    expect(output).toContain('unknown subset "v8"');
    expect(code).toBe(1);
    await repository.restore();
  });

  it("reports what the commit brings, and no more", async () => {
    await hook("id: mesh-lint-changed");
    const good = await repository.commit({ "service.yaml": `# ours\n${service}` });
    expect(good.output).toMatch(/^mesh-lint \(changed\)\.+Passed$/m);
    expect(good.code).toBe(0);
    const bad = await repository.commit({ "route.yaml": route("v9") });
    expect(bad.output).toContain('unknown subset "v9"');
    expect(bad.output).not.toContain('unknown subset "v8"');
    expect(bad.code).toBe(1);
    await repository.restore();
  });

  it("sees what is deleted, which pre-commit tells no hook", async () => {
    const changed = await remove();
    expect(changed.output).toContain('unknown subset "v1"');
    expect(changed.code).toBe(1);

    await hook("id: mesh-lint");
    const unseen = await repository.run("pre-commit", "run");
    expect(unseen.output).toMatch(/\(no files to check\)Skipped$/m);
  });
});

describe.skipIf(!oldest)("pre-commit 3.0.4", () => {
  it("installs the hook and refuses a commit", async (context) => {
    const repository = await committerIn(apart("oldest", false), "oldest", oldest ?? "");
    repository.write({ ".pre-commit-config.yaml": configuration("id: mesh-lint", "id: mesh-lint-all") });
    const installed = await repository.run("pre-commit", "install", "--install-hooks");
    // It has npm fetch what mesh-lint is developed with, before it packs it.
    const isOffline = /ENOTFOUND|ECONN|ETIMEDOUT|EAI_AGAIN/.test(installed.output);
    if (isOffline && process.env.CI !== "true") return context.skip();
    // npm 12 refuses the flags that it gives.
    if (installed.output.includes("Invalid abbreviated flag")) return context.skip();
    expect(installed.code, installed.output).toBe(0);

    const good = await repository.commit(clean);
    expect(good.output).toMatch(/^mesh-lint\.+Passed$/m);
    expect(good.code).toBe(0);
    const bad = await repository.commit({ "-a b.yaml": route("v9", "a") });
    expect(bad.output).toContain('unknown subset "v9"');
    expect(bad.code).toBe(1);
    expect((await repository.run("pre-commit", "run", "--all-files")).code).toBe(1);
  }, 300_000);
});

describe.skipIf(!prek)("prek", () => {
  it("runs the same hooks from the same file", async () => {
    const repository = await committerIn(apart("prek", true), "prek", prek ?? "");
    repository.write({ ".pre-commit-config.yaml": configuration("id: mesh-lint", "id: mesh-lint-all") });
    const installed = await repository.run("prek", "install", "--install-hooks");
    expect(installed.code, installed.output).toBe(0);

    const good = await repository.commit(clean);
    expect(good.output).toMatch(/^mesh-lint\.+Passed$/m);
    expect(good.code).toBe(0);
    const bad = await repository.commit({ "rule.yaml": subsets("v2") });
    expect(bad.output).toContain('unknown subset "v1"');
    expect(bad.code).toBe(1);
  }, 120_000);
});
