/**
 * What a linter of strangers' pull requests must withstand, one test each, with the real program in a real repository.
 * Hostile bytes by the hundred are in `test/hostile`; what each report does with hostile text is in `test/report`.
 */

import { execFileSync, spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { build, type Program } from "../cli/program.ts";

const spy = fileURLToPath(new URL("spy.cjs", import.meta.url));
const folders: string[] = [];
let program: Program;

beforeAll(async () => {
  program = await build();
}, 60_000);

afterAll(() => {
  program.remove();
});

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

type Files = Readonly<Record<string, string>>;

/** A folder `repository` with git in it, and what lies beside it. */
function world(files: Files, beside: Files = {}): string {
  const home = realpathSync(mkdtempSync(join(tmpdir(), "mesh-lint-security-")));
  folders.push(home);
  const write = (folder: string, [path, text]: [string, string]): void => {
    mkdirSync(dirname(join(home, folder, path)), { recursive: true });
    writeFileSync(join(home, folder, path), text);
  };
  for (const file of Object.entries(files)) write("repository", file);
  for (const file of Object.entries(beside)) write(".", file);
  execFileSync("git", ["init", "-q"], { cwd: join(home, "repository") });
  return join(home, "repository");
}

interface Deeds {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Programs that it started, connections that it opened, files that it wrote. */
  readonly done: readonly string[];
}

function run(folder: string, args: readonly string[] = [], env: Readonly<Record<string, string>> = {}): Deeds {
  const log = join(dirname(folder), "spy.log");
  writeFileSync(log, "");
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--require", spy, program.file, ...args], {
    cwd: folder,
    encoding: "utf8",
    env: { PATH: process.env.PATH ?? "", SPY_LOG: log, CI: "true", ...env },
    maxBuffer: 2 ** 28,
    timeout: 30_000,
  });
  const done = readFileSync(log, "utf8").split("\n").filter(Boolean);
  return { code: status, stdout, stderr, done };
}

const broken = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: web, namespace: shop }
spec:
  hosts: [web]
  http:
    - route:
        - { destination: { host: web, subset: v1 }, weight: 90 }
        - { destination: { host: web, subset: v2 }, weight: 20 }
`;
const found = "weights add up to 110";
const configMap = "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n";

describe("a file that means harm does not keep the others from being read", () => {
  const levels = Array.from({ length: 9 }, (_, at) => `a${at + 1}: &a${at + 1} [${`*a${at}, `.repeat(9)}]`);
  it.each([
    ["an alias bomb", `${configMap}a0: &a0 [x]\n${levels.join("\n")}\ndata: *a9\n`, /aliases/],
    ["deep nesting", `${configMap}data: ${"[".repeat(100_000)}`, /deep/],
    ["broken YAML", `${configMap}data: { a: "b\n`, /syntax|quote|closing|unexpected|missing/i],
    ["a key twice", `${configMap}kind: Secret\n`, /the key "kind" stands twice/],
    [
      "a pattern that backtracks",
      broken.replace("- route:", `- match: [{ uri: { regex: "(a+)+$" } }]\n      route:`),
      /110/,
    ],
  ])("%s", (_, text, words) => {
    const { code, stdout, stderr } = run(world({ "bad.yaml": text, "web.yaml": broken }));
    expect(stdout).toMatch(words);
    expect(stdout).toContain("bad.yaml:");
    expect(stdout).toContain(found);
    expect([code === 0 || code === 1, stderr]).toEqual([true, ""]);
  });

  it("a file of eleven megabytes, and one that is no text", () => {
    const folder = world({
      "large.yaml": "# comment\n".repeat(1_200_000),
      "web.yaml": broken,
      "bytes.yaml": "\0\u0001\0",
    });
    const { stdout } = run(folder, ["--verbose"]);
    expect(stdout).toContain("larger than 10 MB: large.yaml");
    expect(stdout).toContain("binary file: bytes.yaml");
    expect(stdout).toContain(found);
  });
});

it("reads honest aliases, however many", () => {
  const text = `${configMap}data: &d { a: b }\nmore: [${"*d, ".repeat(1000)}*d]\n`;
  expect(run(world({ "a.yaml": text })).stdout).not.toContain("aliases");
});

describe("patterns of the pull request cannot make it hang", () => {
  const crd = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: things.example.com }
spec:
  group: example.com
  scope: Namespaced
  names: { kind: Thing, plural: things }
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          type: object
          properties:
            spec: { type: object, properties: { a: { type: string, pattern: "^(a+)+$" } } }
`;
  it("those of schemas", () => {
    const thing = `apiVersion: example.com/v1\nkind: Thing\nmetadata: { name: a }\nspec: { a: "${"a".repeat(50_000)}b" }\n`;
    expect(run(world({ "crd.yaml": crd, "thing.yaml": thing })).stdout).toContain("does not match ^(a+)+$");
  });

  it.each([
    ["braces in the roots of an environment", `environments: [{ name: a, roots: ["${"{a,b}".repeat(40)}"] }]`],
    ["stars in a path", `exclude: ["${"**/*a".repeat(200)}"]`],
    ["stars in a name", `rules: { "${"*a".repeat(200)}": off }`],
    ["groups in a path", `include: ["${"+(a|".repeat(50)}b${")".repeat(50)}"]`],
    [
      "braces in overrides",
      `overrides: [{ files: ["${"{a,b}".repeat(40)}"], names: ["${"{a,b}".repeat(40)}"], rules: {} }]`,
    ],
  ])("%s", (_, config) => {
    const long = `${"a/".repeat(20)}${"a".repeat(100)}.yaml`;
    const { code, stderr } = run(world({ "mesh-lint.yaml": `${config}\n`, [long]: broken, "web.yaml": broken }));
    expect([0, 1, 2]).toContain(code);
    expect(stderr).not.toContain("internal");
  });
});

describe("nothing outside of the repository is read", () => {
  const secret = { "secret.yaml": `${configMap}data: { password: hunter2 }\n` };

  it("by symlinks, kustomizations or their patches", () => {
    const kustomization = `kind: Kustomization
resources: [../secret.yaml, web.yaml, link.yaml, /etc/hostname]
components: [../..]
patches: [{ path: ../secret.yaml }]
configMapGenerator: [{ name: a, files: [../secret.yaml] }]
`;
    const folder = world({ "kustomization.yaml": kustomization, "web.yaml": broken }, secret);
    symlinkSync("../secret.yaml", join(folder, "link.yaml"));
    symlinkSync("..", join(folder, "up"));
    const { stdout, stderr } = run(folder, ["--format", "json", "--verbose"]);
    expect(stdout + stderr).not.toContain("hunter2");
    expect(stdout).toContain("out of the repository");
    expect(stdout).toContain(found);
  });

  it.each([
    ["mesh: { meshConfig: ../secret.yaml }"],
    ["mesh: { meshNetworks: ../secret.yaml }"],
    ["mesh: { meshConfig: link.yaml }"],
  ])("by the configuration: %s", (config) => {
    const folder = world({ "mesh-lint.yaml": `${config}\n`, "web.yaml": broken }, secret);
    symlinkSync("../secret.yaml", join(folder, "link.yaml"));
    const { code, stderr, stdout } = run(folder);
    expect(code).toBe(2);
    expect(stdout + stderr).not.toContain("hunter2");
  });
});

describe("nothing outside of the repository is written", () => {
  it.each([
    ["a path that leads out", "baseline: ../beside.json\n", undefined],
    ["a link that leads out", "baseline: known.json\n", "../beside.json"],
    ["a folder that leads out", "baseline: up/beside.json\n", undefined],
  ])("by a baseline of the configuration: %s", (_, config, link) => {
    const folder = world({ "mesh-lint.yaml": config, "web.yaml": broken }, { "beside.json": "keep me" });
    if (link !== undefined) symlinkSync(link, join(folder, "known.json"));
    symlinkSync("..", join(folder, "up"));
    const { code, stderr } = run(folder, ["--update-baseline"]);
    expect(readFileSync(join(folder, "../beside.json"), "utf8")).toBe("keep me");
    expect(stderr).toMatch(/^mesh-lint: .*out(?:side)? of the repository/);
    expect(code).toBe(2);
  });

  it("by a baseline that is a link to a file that is not there yet", () => {
    const folder = world({ "mesh-lint.yaml": "baseline: known.json\n", "web.yaml": broken });
    symlinkSync("again.json", join(folder, "known.json"));
    symlinkSync("../fresh.json", join(folder, "again.json"));
    const { code, stderr } = run(folder, ["--update-baseline"]);
    expect(existsSync(join(folder, "../fresh.json"))).toBe(false);
    expect([code, stderr]).toEqual([2, 'mesh-lint: mesh-lint.yaml:1:11: "known.json" leads out of the repository\n']);
  });

  it("by a run that may write a baseline", () => {
    const folder = world({ "mesh-lint.yaml": "baseline: known.json\n", "web.yaml": broken });
    const { done } = run(folder, ["--update-baseline"]);
    expect(done.filter((each) => each.startsWith("write"))).toEqual([`write ${join(folder, "known.json")}`]);
  });

  it("by a run that was not asked to write", () => {
    const { done } = run(
      world({
        "web.yaml": broken,
        "mesh-lint.yaml": "baseline: known.json\n",
        "known.json": '{"version":1,"findings":[]}',
      }),
    );
    expect(done.filter((each) => each.startsWith("write"))).toEqual([]);
  });
});

describe("nothing is fetched, and nothing of the pull request is executed", () => {
  const evil = "require('node:fs').writeFileSync('pwned', '')\n";
  const everything: Files = {
    "kustomization.yaml": `kind: Kustomization
resources: [web.yaml, "https://example.com/base.yaml", "github.com/example/base?ref=main", "oci://example.com/x"]
generators: [plugin.yaml]
transformers: [plugin.yaml]
helmCharts: [{ name: chart, repo: "https://charts.example.com", version: 1.0.0 }]
openapi: { path: "https://example.com/openapi.json" }
`,
    "plugin.yaml": `apiVersion: example.com/v1
kind: Plugin
metadata:
  name: a
  annotations: { config.kubernetes.io/function: "exec: { path: ./evil.sh }" }
`,
    "web.yaml": broken,
    "evil.sh": "#!/bin/sh\ntouch pwned\n",
    "mesh-lint.config.js": evil,
    "mesh-lint.js": evil,
    "eslint.config.js": evil,
    ".pnp.cjs": evil,
    "package.json": '{ "main": "mesh-lint.js", "scripts": { "preinstall": "touch pwned" } }',
    "node_modules/yaml/package.json": '{ "name": "yaml", "main": "index.js" }',
    "node_modules/yaml/index.js": evil,
    ".gitattributes": "*.yaml filter=evil diff=evil\n",
    ".git/hooks/post-index-change": "#!/bin/sh\ntouch pwned\n",
  };

  it("by a run over everything that names a program or an address", () => {
    const folder = world(everything);
    for (const file of ["evil.sh", ".git/hooks/post-index-change"]) chmodSync(join(folder, file), 0o755);
    for (const [key, value] of [
      ["filter.evil.clean", "./evil.sh"],
      ["diff.evil.textconv", "./evil.sh"],
      ["core.fsmonitor", "./evil.sh"],
      ["diff.external", "./evil.sh"],
    ] as const) {
      execFileSync("git", ["config", key, value], { cwd: folder });
    }
    const { stdout, done } = run(folder, [], { NODE_PATH: join(folder, "node_modules") });
    expect(stdout).toContain(found);
    expect(existsSync(join(folder, "pwned"))).toBe(false);
    expect(done).toContainEqual(expect.stringMatching(/^program .*git$/));
    const others = done.filter((each) => !/^program \/[^ ]*\/git$/.test(each));
    expect(others).toEqual([]);
  });

  it.each(["./evil.js", "./evil.cjs", "evil", "https://example.com/mesh-lint.yaml"])(
    "by a configuration that extends %s",
    (name) => {
      const folder = world({
        "mesh-lint.yaml": `extends: [${name}]\n`,
        "evil.js": evil,
        "evil.cjs": evil,
        "node_modules/evil/package.json": '{ "name": "evil", "main": "evil.js", "exports": "./evil.js" }',
        "node_modules/evil/evil.js": evil,
        "web.yaml": broken,
      });
      const { code, stderr, done } = run(folder);
      expect([code, existsSync(join(folder, "pwned"))]).toEqual([2, false]);
      expect(stderr).toMatch(/^mesh-lint: [\w./-]+:1:\d+: /);
      expect(done.filter((each) => !each.startsWith("program"))).toEqual([]);
    },
  );
});

describe("what strangers wrote stays text", () => {
  const name = "::stop-commands::x ##[error]y \u001b[2J\u202e%0A::error::z <img src=x> @team [a](https://b) `c`";
  const files = {
    [`${name.replaceAll("/", "-")}.yaml`]: broken.replace("name: web", `name: ${JSON.stringify(name)}`),
    "odd.yaml": broken.replace("hosts: [web]", `hosts: [${JSON.stringify(name)}]`),
  };

  it.each(["text", "compact", "github", "azure", "markdown", "junit", "checkstyle", "json", "sarif", "gitlab"])(
    "in %s",
    (format) => {
      const { stdout, stderr } = run(world(files), ["--format", format, "--color", "never", "--verbose"]);
      const text = stdout + stderr;
      // eslint-disable-next-line no-control-regex -- these are the very characters
      expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
      const own = /^(?:::(?:error|warning|notice) |##vso\[task\.logissue )/;
      const lines = text.split("\n").map((line) => line.replace(own, ""));
      if (format !== "json" && format !== "sarif" && format !== "gitlab") {
        for (const line of lines) expect(line).not.toMatch(/^\s*::|##\[/);
      }
      const prose = text.replace(/(`+)[^`\n].*?[^`]\1(?!`)/g, "");
      if (format === "markdown") expect(prose).not.toMatch(/<img|(?<!\\)\]\(https:\/\/b|[^\\\w]@team/);
      if (format === "junit" || format === "checkstyle") expect(text).not.toContain("<img");
    },
  );

  it("and keys of prototypes stay keys", () => {
    const text = `${configMap}__proto__: { polluted: yes }\nconstructor: { prototype: { polluted: yes } }\n`;
    const { code, stderr } = run(
      world({ "a.yaml": text, "b.json": '{"apiVersion":"v1","kind":"Service","__proto__":{"a":1}}' }),
    );
    expect([code === 0 || code === 1, stderr]).toEqual([true, ""]);
  });

  it("and secrets stay secret", () => {
    const secret = `apiVersion: v1
kind: Secret
metadata: { name: a, namespace: b, typo: c }
stringData: { password: hunter2, key: [hunter2] }
data: { x: "not base64: hunter2" }
`;
    for (const format of ["text", "json", "sarif", "github", "markdown", "junit"]) {
      const { stdout, code } = run(world({ "a.yaml": secret }), ["--format", format, "--verbose"]);
      expect([code, stdout.includes("hunter2")]).toEqual([1, false]);
    }
  });
});
