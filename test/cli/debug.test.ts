import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { build } from "./program.ts";

const program = await build();
const world = mkdtempSync(join(tmpdir(), "mesh-lint-debug-"));
afterAll(() => {
  program.remove();
  rmSync(world, { recursive: true, force: true });
});

writeFileSync(
  join(world, "web.yaml"),
  "apiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec: { ports: [{ port: 80 }] }\n",
);
writeFileSync(join(world, "values.yaml"), "name: {{ .Values.name }}\n");
writeFileSync(join(world, "mesh-lint.yaml"), "extends: [recommended]\n");
execFileSync("git", ["init", "-q", "-b", "main"], { cwd: world });

function run(args: readonly string[], env: Readonly<Record<string, string>> = {}): { stdout: string; stderr: string } {
  const { stdout, stderr } = spawnSync(process.execPath, [program.file, ...args], {
    cwd: world,
    encoding: "utf8",
    env: { PATH: process.env.PATH ?? "", CI: "true", ...env },
  });
  return { stdout, stderr };
}

describe("--debug", () => {
  it("tells on standard error what is done and why", () => {
    const { stderr } = run(["--debug"]);
    expect(stderr).toMatch(/^debug +\d+ ms {2}mesh-lint [\d.]+, Node v/);
    expect(stderr).toContain("called as mesh-lint --debug in ");
    expect(stderr).toMatch(/configuration: .*mesh-lint\.yaml$/m);
    expect(stderr).toMatch(/git ls-files .*: \d+ ms, \d+ bytes, exit 0$/m);
    expect(stderr).toMatch(/environment \. \(folder\) from \.: 1 manifest, open$/m);
    expect(stderr).toMatch(/skipped values\.yaml: /);
  });

  it("leaves the report alone", () => {
    const json = (args: readonly string[]): unknown => ({
      ...(JSON.parse(run([...args, "--format", "json"]).stdout) as object),
      summary: undefined,
    });
    expect(json(["--debug"])).toEqual(json([]));
  });

  it.each([
    ["1", true],
    ["0", false],
    ["", false],
  ])("is on with MESH_LINT_DEBUG=%j: %s", (value, isOn) => {
    expect(run([], { MESH_LINT_DEBUG: value }).stderr !== "").toBe(isOn);
  });
});
