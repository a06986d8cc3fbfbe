import { execFileSync, spawn, spawnSync, type ChildProcessWithoutNullStreams } from "node:child_process";
import { appendFileSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { build } from "./program.ts";

const program = await build();
const running: { readonly child: ChildProcessWithoutNullStreams; readonly folder: string }[] = [];
afterEach(() => {
  for (const { child, folder } of running.splice(0)) {
    child.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  }
});
afterAll(program.remove);

const env = { PATH: process.env.PATH ?? "" };

function route(weight: number): string {
  return `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: web, namespace: shop }
spec:
  hosts: [web]
  http:
    - route: [{ destination: { host: web }, weight: 90 }, { destination: { host: web }, weight: ${weight} }]
`;
}

interface Watch {
  readonly child: ChildProcessWithoutNullStreams;
  readonly folder: string;
  /** What was said since the last question, once it matches. */
  readonly says: (words: RegExp) => Promise<string>;
  readonly silent: (ms: number) => Promise<string>;
  readonly put: (path: string, text: string) => void;
}

/** A watch over a repository with one finding, or that of these files. */
async function watch(
  args: readonly string[] = [],
  files: Readonly<Record<string, string>> = { "web.yaml": route(20) },
): Promise<Watch> {
  const folder = mkdtempSync(join(tmpdir(), "mesh-lint-watch-"));
  const put = (path: string, text: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  for (const [path, text] of Object.entries(files)) put(path, text);
  execFileSync("git", ["init", "-q", "-b", "main"], { cwd: folder });
  const all = [program.file, "--watch", "--format", "compact", "--rule", "istio/mismatched-weights", ...args];
  const child = spawn(process.execPath, all, { cwd: folder, env });
  running.push({ child, folder });
  let heard = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (data: Buffer) => (heard += data.toString()));
  const says = async (words: RegExp): Promise<string> => {
    for (const until = Date.now() + 20_000; !words.test(heard);) {
      if (Date.now() > until) throw new Error(`never said ${String(words)}: ${heard}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    const said = heard;
    heard = "";
    return said;
  };
  const silent = async (ms: number): Promise<string> => {
    await new Promise((resolve) => setTimeout(resolve, ms));
    return heard;
  };
  await says(/watching .*, Ctrl-C ends\n/);
  return { child, folder, says, silent, put };
}

describe("--watch", () => {
  it("shows the report again and says what is new and what is gone", async () => {
    const { put, says } = await watch();
    put("web.yaml", route(10));
    expect(await says(/gone\n[^]*\n$/)).toMatch(
      /^\n\d\d:\d\d:\d\d {2}0 new, 1 gone\n {2}gone {2}web\.yaml:7:7: warning: /,
    );
    put("web.yaml", route(30));
    const said = await says(/gone\n[^]*\n$/);
    expect(said).toMatch(/^\nweb\.yaml:7:7: warning: weights add up to 120/);
    expect(said).toMatch(/ {2}1 new, 0 gone\n {2}new {3}web\.yaml:7:7: warning: /);
    put("web.yaml", `# moved\n${route(30)}`);
    expect(await says(/nothing new/)).toMatch(
      /^\nweb\.yaml:8:7: [^\n]*\n\d\d:\d\d:\d\d {2}nothing new, nothing gone\n$/,
    );
  });

  it("sees files of new folders, saves by renaming, and folders that go", async () => {
    const { put, says, folder } = await watch();
    put("clusters/prod/deep/api.yaml", route(40).replaceAll("web", "api"));
    expect(await says(/1 new, 0 gone/)).toContain("clusters/prod/deep/api.yaml:7:7");
    put("clusters/prod/deep/.api.yaml.tmp", route(10).replaceAll("web", "api"));
    renameSync(join(folder, "clusters/prod/deep/.api.yaml.tmp"), join(folder, "clusters/prod/deep/api.yaml"));
    await says(/0 new, 1 gone/);
    put("clusters/prod/deep/api.yaml", route(50).replaceAll("web", "api"));
    await says(/1 new, 0 gone/);
    renameSync(join(folder, "clusters"), join(folder, "stages"));
    expect(await says(/nothing new, nothing gone/)).toContain("stages/prod/deep/api.yaml:7:7");
    renameSync(join(folder, "stages"), join(folder, "clusters"));
    expect(await says(/nothing new, nothing gone/)).toContain("clusters/prod/deep/api.yaml:7:7");
    renameSync(join(folder, "clusters"), join(folder, "..", `gone-${Date.now()}`));
    await says(/0 new, 1 gone/);
    put("clusters/prod/deep/api.yaml", route(60).replaceAll("web", "api"));
    await says(/1 new, 0 gone/);
    rmSync(join(folder, "clusters"), { recursive: true });
    await says(/0 new, 1 gone/);
  });

  it("reads the configuration again, and survives one that is wrong", async () => {
    const { put, says } = await watch();
    put("mesh-lint.yaml", "rules: { istio/mismatched-weights: error }\n");
    expect(await says(/nothing new/)).toContain("web.yaml:7:7: error: ");
    put("mesh-lint.yaml", "rulez: {}\n");
    expect(await says(/waiting for the next change/)).toContain('mesh-lint.yaml:1:1: unknown key "rulez"');
    put("mesh-lint.yaml", "rules: { istio/mismatched-weights: off }\n");
    await says(/0 new, 1 gone/);
  });

  it("survives YAML that is half written", async () => {
    const { put, says } = await watch();
    put("web.yaml", "apiVersion: [");
    await says(/0 new, 1 gone/);
    put("web.yaml", route(20));
    await says(/1 new, 0 gone/);
  });

  it("is silent about what nobody lints, and about its own reports", async () => {
    const files = { "web.yaml": route(20), ".gitignore": "build/\n", "build/out.yaml": "" };
    const { put, silent, folder } = await watch(["--report", "gitlab=report.json"], files);
    put("notes.txt", "x");
    put("web.yaml.swp", "x");
    put("build/out.yaml", route(30));
    appendFileSync(join(folder, "report.json"), " ");
    expect(await silent(1500)).toBe("");
  });

  it("ends by Ctrl-C as any program", async () => {
    const { child } = await watch();
    child.kill("SIGINT");
    expect(
      await new Promise((resolve) =>
        child.once("exit", (_, signal) => {
          resolve(signal);
        }),
      ),
    ).toBe("SIGINT");
  });

  it("ends when its reader has gone", async () => {
    const { child, put } = await watch();
    child.stdout.destroy();
    put("web.yaml", route(30));
    expect(await new Promise((resolve) => child.once("exit", resolve))).toBe(0);
  });

  it("watches a lone file outside of any repository", async () => {
    const folder = mkdtempSync(join(tmpdir(), "mesh-lint-watch-"));
    writeFileSync(join(folder, "web.yaml"), route(20));
    const child = spawn(process.execPath, [program.file, "--watch", "web.yaml"], { cwd: folder, env });
    running.push({ child, folder });
    let heard = "";
    child.stderr.on("data", (data: Buffer) => (heard += data.toString()));
    await expect.poll(() => heard, { timeout: 20_000 }).toContain("watching");
    writeFileSync(join(folder, "web.yaml"), route(10));
    await expect.poll(() => heard, { timeout: 20_000 }).toContain("0 new, 1 gone");
  });

  it.each([
    [["-"], "--watch needs files: standard input (-) comes once"],
    [["--update-baseline"], "--watch runs again and again: leave out --update-baseline"],
    [
      ["--format", "json"],
      "--watch shows text or compact: write --report json=FILE for a file that is kept up to date",
    ],
    [["nowhere"], 'there is no "nowhere"'],
  ])("is refused with %j", (args, words) => {
    const folder = mkdtempSync(join(tmpdir(), "mesh-lint-watch-"));
    const { status, stderr } = spawnSync(process.execPath, [program.file, "--watch", ...args], { cwd: folder, env });
    rmSync(folder, { recursive: true });
    expect({ status, stderr: stderr.toString() }).toEqual({ status: 2, stderr: `mesh-lint: ${words}\n` });
  });

  it("is refused in CI", () => {
    const { status, stderr } = spawnSync(process.execPath, [program.file, "-w"], { env: { ...env, CI: "true" } });
    expect({ status, stderr: stderr.toString() }).toEqual({
      status: 2,
      stderr: "mesh-lint: --watch never ends: leave it out in CI\n",
    });
  });
});
