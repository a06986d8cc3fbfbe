/** What npm makes of this repository: a package that is ready when git has fetched it. */

import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, describe, expect, it } from "vitest";
import { homeOf, repositoryIn } from "./repositories.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const home = await homeOf("v0.1.0");
afterAll(home.remove, 60_000);

interface Manifest {
  readonly scripts: Readonly<Record<string, string>>;
  readonly bin: Readonly<Record<string, string>>;
  readonly dependencies?: unknown;
  readonly optionalDependencies?: unknown;
}

const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as Manifest;

describe("package.json", () => {
  it("has nothing that npm would fetch or run to install it from git", () => {
    expect(manifest.dependencies).toBeUndefined();
    expect(manifest.optionalDependencies).toBeUndefined();
    // With any of these npm installs the development dependencies of a git repository first.
    const prepares = ["preinstall", "install", "postinstall", "prepare", "prepack", "build"];
    expect(Object.keys(manifest.scripts).filter((name) => prepares.includes(name))).toEqual([]);
  });

  it("packs what runs, and no sources", async () => {
    const { stdout } = await promisify(execFile)("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"], {
      cwd: home.released,
      env: home.env,
    });
    const [packed] = Object.values(JSON.parse(stdout) as Readonly<Record<string, Packed>>);
    const files = packed?.files.map(({ path }) => path) ?? [];
    expect(files).toEqual(expect.arrayContaining(["dist/cli.js", "dist/index.js", "schemas/mesh-lint.json"]));
    expect(files).toEqual(expect.arrayContaining(Object.values(manifest.bin)));
    const foreign = /^(?!dist\/|schemas\/|README\.md$|LICENSE|package\.json$)/;
    expect(files.filter((file) => foreign.test(file))).toEqual([]);
    expect(packed?.unpackedSize).toBeLessThan(4e6);
  });
});

interface Packed {
  readonly files: readonly { readonly path: string }[];
  readonly unpackedSize: number;
}

describe("the installed command", () => {
  it("comes from git alone and runs", async () => {
    const offline = { npm_config_offline: "true", npm_config_registry: "http://127.0.0.1:9" };
    const user = await repositoryIn({ ...home, env: { ...home.env, ...offline } }, "user");
    const prefix = join(home.folder, "prefix");
    const url = `git+file://${home.released}#v0.1.0`;
    const installed = await user.run("npm", "install", "--allow-git=root", "--global", "--prefix", prefix, url);
    expect(installed.code, installed.output).toBe(0);
    user.write({ "a.yaml": "apiVersion: networking.istio.io/v1\nkind: Gateway\nmetadata: { name: 7 }\n" });
    const { code, output } = await user.run(join(prefix, "bin/mesh-lint"), "--quiet");
    expect(output).toContain("a.yaml:3:");
    expect(code).toBe(1);
  });

  it("says so where Node is too old for it", async () => {
    const user = await repositoryIn(home, "old");
    user.write({ "old.cjs": "delete process.getBuiltinModule;" });
    const program = join(home.released, "dist/cli.js");
    const { code, output } = await user.run("node", "--require", "./old.cjs", program, ".");
    expect(output).toMatch(/^mesh-lint: this is Node [\d.]+: mesh-lint needs 20\.19, 22\.12, 24 or newer\n$/);
    expect(code).toBe(2);
  });
});
