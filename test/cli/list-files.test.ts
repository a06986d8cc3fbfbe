import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { build } from "./program.ts";

const program = await build();
const world = mkdtempSync(join(tmpdir(), "mesh-lint-list-"));
afterAll(() => {
  program.remove();
  rmSync(world, { recursive: true, force: true });
});

const service =
  "apiVersion: v1\nkind: Service\nmetadata: { name: web, namespace: shop }\nspec: { ports: [{ port: 80 }] }\n";
const files: Readonly<Record<string, string>> = {
  ".gitignore": "build/\n",
  "apps/web.yaml": service,
  "apps/line\nbreak.yaml": service.replace("web", "break"),
  "build/out.yaml": service,
  "chart/Chart.yaml": "apiVersion: v2\nname: web\nversion: 1.0.0\n",
  "chart/templates/web.yaml": "apiVersion: v1\nkind: Service\nmetadata: { name: {{ .Values.name }} }\n",
  "legacy/old.yaml": service,
  "overlays/prod/kustomization.yaml": "resources: [../../shared/web.yaml]\n",
  "package.json": "{}",
  "shared/web.yaml": service,
  "mesh-lint.yaml": "exclude: [legacy/]\n",
};
for (const [path, text] of Object.entries(files)) {
  mkdirSync(dirname(join(world, path)), { recursive: true });
  writeFileSync(join(world, path), text);
}
execFileSync("git", ["init", "-q", "-b", "main"], { cwd: world });

function list(args: readonly string[], folder = "."): { code: number | null; stdout: string; stderr: string } {
  const all = [program.file, "--list-files", ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, all, { cwd: join(world, folder), encoding: "utf8" });
  return { code: status, stdout, stderr };
}

describe("--list-files", () => {
  it("prints what would be linted and lints nothing", () => {
    const { code, stdout, stderr } = list([]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout.split("\n")).toEqual([
      ...["apps/line break.yaml", "apps/web.yaml", "chart/Chart.yaml", "mesh-lint.yaml"],
      ...["overlays/prod/kustomization.yaml", "shared/web.yaml", ""],
    ]);
  });

  it("writes names from the folder you are in, those that a kustomization brings too", () => {
    expect(list([], "overlays/prod").stdout).toBe("kustomization.yaml\n../../shared/web.yaml\n");
  });

  it("knows the files of one environment", () => {
    expect(list(["--environment", "overlays/prod"]).stdout).toBe("shared/web.yaml\n");
  });

  it("says with --verbose why others are left out", () => {
    const { stderr } = list(["--verbose"]);
    expect(stderr).toContain("mesh-lint: skipped chart/templates/web.yaml: ");
  });

  it.each(["--null", "-0"])("ends names with a zero byte and leaves them as they are with %s", (flag) => {
    expect(list([flag, "apps"]).stdout).toBe("apps/line\nbreak.yaml\0apps/web.yaml\0");
  });

  it.each([
    [["--format", "json"], "--list-files lints nothing: leave out --format"],
    [["nowhere"], 'there is no "nowhere"'],
  ])("is refused with %j", (args, words) => {
    const { code, stdout, stderr } = list(args);
    expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: "", stderr: `mesh-lint: ${words}\n` });
  });
});
