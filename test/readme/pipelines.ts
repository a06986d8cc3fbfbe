/** Checks of blocks for pipelines: the scripts in them are run, and every file that they publish has to be there afterwards. */

import { existsSync } from "node:fs";
import { join } from "node:path";
import { load } from "js-yaml";
import { expect } from "vitest";
import type { World } from "./world.ts";

type Tree = Readonly<Record<string, unknown>>;

async function expectScript(
  world: World,
  lines: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<void> {
  const { code, output } = await world.script(lines.join("\n"), { CI: "true", ...env });
  expect(code, output).toBe(0);
  expect(output, "the branch breaks a route").toContain('unknown subset "v1"');
}

function expectFiles(world: World, files: readonly unknown[]): void {
  const missing = files.filter((file) => typeof file !== "string" || !existsSync(join(world.folder, file)));
  expect(missing).toEqual([]);
  expect(files).not.toEqual([]);
}

export async function expectGitLab(text: string, world: World): Promise<void> {
  const jobs = Object.values(load(text) as Readonly<Record<string, GitLabJob>>);
  const known = /^(?:image|variables|rules|before_script|script|artifacts|stage|needs|allow_failure)$/;
  for (const job of jobs) {
    expect(Object.keys(job).filter((key) => !known.test(key))).toEqual([]);
    const base = (await world.git("rev-parse", "origin/main")).output.trim();
    const env = { GITLAB_CI: "true", CI_MERGE_REQUEST_DIFF_BASE_SHA: base, CI_PIPELINE_SOURCE: "merge_request_event" };
    await expectScript(world, [...(job.before_script ?? []), ...job.script], env);
    expectFiles(world, Object.values(job.artifacts.reports));
    expect(job.artifacts.when, "reports of a failed job").toBe("always");
  }
}

interface GitLabJob {
  readonly before_script?: readonly string[];
  readonly script: readonly string[];
  readonly artifacts: { readonly when: string; readonly reports: Tree };
}

export async function expectAzure(text: string, world: World): Promise<void> {
  const { steps } = load(text) as { readonly steps: readonly AzureStep[] };
  const known = /^(?:checkout|fetchDepth|task|inputs|script|displayName|condition)$/;
  expect(steps.flatMap((step) => Object.keys(step)).filter((key) => !known.test(key))).toEqual([]);
  const scripts = steps.flatMap(({ script }) => (script === undefined ? [] : [script]));
  await expectScript(world, scripts, { TF_BUILD: "True", SYSTEM_PULLREQUEST_TARGETBRANCH: "refs/heads/main" });
  expectFiles(
    world,
    steps.flatMap(({ inputs }) => inputs?.testResultsFiles ?? []),
  );
}

interface AzureStep {
  readonly script?: string;
  readonly inputs?: { readonly testResultsFiles?: string };
}

export async function expectJenkins(text: string, world: World): Promise<void> {
  const scripts = [...text.matchAll(/^ *sh '([^']*)'$/gm)].map(([, script = ""]) => script);
  await expectScript(world, scripts, { JENKINS_URL: "https://ci.example.com/", CHANGE_TARGET: "main" });
  expectFiles(
    world,
    [...text.matchAll(/(?:testResults|pattern): '([^']*)'/g)].map(([, file]) => file),
  );
  for (const [open, close] of [
    ["{", "}"],
    ["(", ")"],
    ["[", "]"],
  ] as const) {
    expect(text.split(open).length, `${open} and ${close}`).toBe(text.split(close).length);
  }
}
