/** Checks of blocks that put mesh-lint into git's hooks: a clean commit passes, one that breaks something is refused. */

import { chmodSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { route, service, subsets } from "../hooks/manifests.ts";
import { repositoryIn, type Home } from "../hooks/repositories.ts";
import { npmTool, pythonTool } from "../tools.ts";

const clean = { "service.yaml": service, "route.yaml": route("v1"), "rule.yaml": subsets("v1", "v2") };

/** Where the programs are that run hooks; undefined where they cannot be had. */
export const preCommit = (): Promise<string | undefined> => pythonTool("pre-commit");

export async function lefthook(): Promise<string | undefined> {
  const name = `lefthook-${process.platform}-${process.arch}`;
  const modules = await npmTool(name);
  return modules && join(modules, name, "bin");
}

export async function husky(): Promise<string | undefined> {
  const modules = await npmTool("husky");
  return modules && join(modules, ".bin");
}

/** It needs a newer Node than mesh-lint does. */
export async function lintStaged(): Promise<{ readonly path: string; readonly command: string } | undefined> {
  const name = `node-${process.platform}-${process.arch}`;
  const [node, modules] = [await npmTool(`${name}@24`), await npmTool("lint-staged")];
  if (node === undefined || modules === undefined) return undefined;
  return { path: join(node, name, "bin"), command: `node ${join(modules, "lint-staged/bin/lint-staged.js")}` };
}

interface Hooked {
  readonly home: Home;
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  /** What its users type to install the hook. */
  readonly install: readonly string[];
  readonly path?: string | undefined;
}

export async function expectHook({ home, name, files, install, path }: Hooked): Promise<void> {
  const place = join(home.folder, `${name}-cache`);
  const env = { ...home.env, PRE_COMMIT_HOME: place, PREK_HOME: place };
  const programs = [...(path === undefined ? [] : [path]), join(home.folder, "installed")];
  const repository = await repositoryIn({ ...home, env }, name, programs);
  repository.write({ ...clean, "old.yaml": route("v7", "old") });
  await repository.git("add", "--all");
  await repository.git("commit", "--quiet", "--message", "before");

  repository.write(files);
  for (const [file, text] of Object.entries(files)) {
    if (text.startsWith("#!")) chmodSync(join(repository.folder, file), 0o755);
  }
  const installed = await repository.run(install[0] ?? "true", ...install.slice(1));
  expect(installed.code, installed.output).toBe(0);

  repository.write({ "route.yaml": route("v2") });
  await repository.git("add", "--all");
  const good = await repository.git("commit", "--message", "good");
  expect(good.code, good.output).toBe(0);

  repository.write({ "rule.yaml": subsets("v1") });
  await repository.git("add", "--all");
  const bad = await repository.git("commit", "--message", "bad");
  expect(bad.output).toContain('unknown subset "v2" of "reviews"');
  expect(bad.code, bad.output).toBe(1);
}
