/** `action.yml`, the workflows of this repository and those of the README: they name what is there. */

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { load } from "js-yaml";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { build, type Program } from "../cli/program.ts";
import { actionFile } from "./runner.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
let program: Program;

beforeAll(async () => {
  program = await build();
});
afterAll(() => {
  program.remove();
});

function read(file: string): string {
  return readFileSync(join(root, file), "utf8");
}

describe("action.yml", () => {
  it("declares the inputs that the code reads, and no others", () => {
    const reads = [...read("src/action/inputs.ts").matchAll(/\b(?:text|lines|choice|isTrue)\("([\w-]+)"/g)];
    expect(reads.map(([, name]) => name).sort()).toEqual(Object.keys(actionFile.inputs).sort());
  });

  it("declares the outputs that the code writes, and no others", () => {
    const [, body = ""] = /export interface Outputs \{\n([^}]*)\}/.exec(read("src/action/outputs.ts")) ?? [];
    const writes = [...body.matchAll(/readonly "?([\w-]+)"?:/g)];
    expect(writes.map(([, name]) => name).sort()).toEqual(Object.keys(actionFile.outputs).sort());
  });

  it("describes each of them, and itself in as few words as the Marketplace takes", () => {
    const all = [...Object.values(actionFile.inputs), ...Object.values(actionFile.outputs)];
    expect(all.filter(({ description }) => !/^\S.*\.$/s.test(description.trim()))).toEqual([]);
    expect(actionFile.description.length).toBeLessThanOrEqual(125);
    expect(Object.keys(actionFile.branding)).toEqual(["icon", "color"]);
  });

  it("runs a file of the bundle on Node 24", () => {
    expect(actionFile.runs).toEqual({ using: "node24", main: "dist/action.js" });
    expect(existsSync(join(dirname(program.file), "action.js"))).toBe(true);
  });
});

describe("the bundle", () => {
  it("gives the command line nothing to load that only the Action needs", () => {
    const dist = dirname(program.file);
    const files = readdirSync(dist, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".js"));
    const withToolkit = files.filter((file) => readFileSync(join(dist, file), "utf8").includes("ghadelimiter_"));
    expect(withToolkit).toEqual(["action.js"]);
  });
});

interface Workflow {
  readonly permissions?: unknown;
  readonly jobs: Readonly<Record<string, { readonly steps: readonly WorkflowStep[] }>>;
}

interface WorkflowStep {
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

const workflows = new Map([
  ...readdirSync(join(root, ".github/workflows")).map((file) => [file, read(`.github/workflows/${file}`)] as const),
  ...[...read("README.md").matchAll(/^```yaml\n(# \.github\/[^]*?)^```/gm)].map(
    ([, text = ""], index) => [`README.md, workflow ${index + 1}`, text] as const,
  ),
]);

describe.each([...workflows])("%s", (file, text) => {
  const workflow = load(text) as Workflow;
  const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);

  it("gives its token no rights that it does not name", () => {
    expect(workflow.permissions).toBeDefined();
    expect(JSON.stringify(workflow)).not.toContain("pull_request_target");
  });

  it("asks the Action for what it knows", () => {
    const own = steps.filter(({ uses = "" }) => uses === "./" || uses.startsWith("mesh-lint/mesh-lint@"));
    const names = own.flatMap((step) => Object.keys(step.with ?? {}));
    expect(names.filter((name) => !Object.hasOwn(actionFile.inputs, name))).toEqual([]);
    if (file !== "ci.yml") expect(own.length).toBeGreaterThan(0);
  });

  it("puts no text of an event into a script", () => {
    const scripts = steps.map((step) => ("run" in step ? String(step.run) : ""));
    expect(scripts.filter((script) => script.includes("${{"))).toEqual([]);
  });
});
