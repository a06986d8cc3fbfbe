/** Checks of workflows: their checkouts are made and our Action runs in them, as for a pull request that breaks a route. */

import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { load } from "js-yaml";
import { expect } from "vitest";
import { act, actionFile, node24 } from "../action/runner.ts";
import type { World } from "./world.ts";

interface Step {
  readonly uses?: string;
  readonly with?: Readonly<Record<string, string | number | boolean>>;
}

interface Job {
  readonly steps: readonly Step[];
}

/** A workflow, a job, or steps alone. */
type Part = { readonly jobs: Readonly<Record<string, Job>> } | Job | readonly Step[];

function stepsOf(part: Part): readonly Step[] {
  if ("jobs" in part) return Object.values(part.jobs).flatMap(({ steps }) => steps);
  return "steps" in part ? part.steps : part;
}

/** Whether it could be run here. */
export async function expectWorkflow(text: string, world: World): Promise<boolean> {
  const steps = stepsOf(load(text) as Part).filter(({ uses }) => uses !== undefined);
  const ours = steps.filter(({ uses }) => uses?.startsWith("mesh-lint/mesh-lint@"));
  expect(ours).not.toEqual([]);
  for (const { with: given = {} } of ours) {
    expect(Object.keys(given).filter((name) => !Object.hasOwn(actionFile.inputs, name))).toEqual([]);
  }
  const asked = [...text.matchAll(/steps\.lint\.outputs\.([\w-]+)/g)].map(([, name = ""]) => name);
  expect(asked.filter((name) => !Object.hasOwn(actionFile.outputs, name))).toEqual([]);

  const node = await node24();
  if (node === undefined) return false;
  const workspace = `${world.folder}-workspace`;
  const shas = await pullRequestIn(world);
  for (const step of steps) {
    if (step.uses?.startsWith("actions/checkout@")) checkOut(step, workspace, world);
    else if (ours.includes(step)) await expectStep(step, { node, workspace, world, shas });
  }
  return true;
}

interface Shas {
  readonly base: string;
  readonly head: string;
}

/** GitHub checks out the branch merged into its base. */
async function pullRequestIn({ git }: World): Promise<Shas> {
  await git("switch", "--quiet", "--create", "merge", "origin/main");
  await git("merge", "--quiet", "--no-ff", "--message", "merge", "feature");
  const [base = "", head = ""] = (await git("rev-parse", "merge^1", "merge^2")).output.split("\n");
  return { base, head };
}

function checkOut({ with: given = {} }: Step, workspace: string, { folder }: World): void {
  const target = join(workspace, String(given.path ?? "."));
  mkdirSync(target, { recursive: true });
  const depth = Number(given["fetch-depth"] ?? 1);
  const branch = /\bbase\.sha\b/.test(String(given.ref)) ? "main" : "merge";
  const options = ["--quiet", "--branch", branch, ...(depth > 0 ? ["--depth", String(depth)] : [])];
  execFileSync("git", ["clone", ...options, `file://${folder}`, target], { stdio: "pipe" });
}

interface Setting {
  readonly node: string;
  readonly workspace: string;
  readonly world: World;
  readonly shas: Shas;
}

async function expectStep({ with: given = {} }: Step, { node, workspace, world, shas }: Setting): Promise<void> {
  const at = join(workspace, String(given["working-directory"] ?? "."));
  const git = (...args: readonly string[]): string => execFileSync("git", args, { cwd: at, encoding: "utf8" }).trim();
  const inputs = Object.entries(given).map(([name, value]) => [name, String(value)] as const);
  const { code, outputs, log, commands } = await act(
    { node, bundle: join(world.home.released, "dist/action.js") },
    { folder: workspace, git },
    {
      event: "pull_request",
      payload: { pull_request: { number: 7, base: { sha: shas.base }, head: { sha: shas.head } } },
      // There is no GitHub here to upload to.
      with: { ...Object.fromEntries(inputs), "upload-sarif": "false" },
    },
  );
  expect(JSON.stringify(commands)).toContain("unknown subset");
  expect(outputs["exit-code"], log).toBe(code === 0 ? "0" : "1");
  expect(code, log).toBe(given["fail-on"] === "never" ? 0 : 1);
}
