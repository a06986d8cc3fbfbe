/** Configurations that stand on files and packages: what wins, what paths count from, what is refused. */

import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Config } from "../../src/config/config.ts";
import { loadConfig } from "../../src/config/load.ts";
import { folderOf, repository, writeFiles, type Files } from "./repository.ts";

async function configIn(cwd: string, file?: string): Promise<Config> {
  const loaded = await loadConfig({ cwd, paths: ["."], ...(file !== undefined && { file }) });
  if ("problems" in loaded) throw new Error(loaded.problems.join("\n"));
  return loaded.config;
}

async function problemsIn(cwd: string, file?: string): Promise<readonly string[]> {
  const loaded = await loadConfig({ cwd, paths: ["."], ...(file !== undefined && { file }) });
  return "problems" in loaded ? loaded.problems : [];
}

const configOf = (files: Files): Promise<Config> => configIn(repository(files));
const problemsOf = (files: Files): Promise<readonly string[]> => problemsIn(repository(files));

describe("extends of files", () => {
  it("lets the later win, and the own file over all", async () => {
    const config = await configOf({
      "mesh-lint.yaml": "extends: [./a.yaml, ./b.yaml]\nrules: { istio/z: info }\nmesh: { istio: 1.27 }",
      "a.yaml": "rules: { istio/x: error, istio/y: error, istio/z: error }\nmesh: { istio: 1.25, clusterDomain: a }",
      "b.yaml": "rules: { istio/y: warning }\nmesh: { istio: 1.26, trustDomain: b }",
    });
    expect([...config.rules]).toEqual([
      ["istio/x", { severity: "error" }],
      ["istio/y", { severity: "warning" }],
      ["istio/z", { severity: "info" }],
    ]);
    expect(config.mesh).toMatchObject({ istio: "1.27", clusterDomain: "a", trustDomain: "b" });
    expect(config.file).toBe("mesh-lint.yaml");
  });

  it("adds lists up, replaces include, baseline and environments of the same name", async () => {
    const config = await configOf({
      "mesh-lint.yaml": `
extends: [./base.yaml]
environments: [{ name: prod, roots: [prod] }]
external: { hosts: [b, a] }
overrides: [{ rules: { istio/x: info } }]
crds: [own]
include: [own/**]
exclude: [own]
baseline: own.json
`,
      "base.yaml": `
environments: [{ name: prod, roots: [base] }, { name: dev, roots: [dev] }]
external: { hosts: [a], services: [s] }
overrides: [{ rules: { istio/x: error } }]
crds: [base]
include: [base/**]
exclude: [base]
baseline: base.json
`,
    });
    const root = config.baseline?.replace("/own.json", "");
    expect(config).toMatchObject({
      environments: [
        { name: "prod", roots: ["prod"] },
        { name: "dev", roots: ["dev"] },
      ],
      crds: [`${root}/base`, `${root}/own`],
      include: ["own/**"],
      exclude: ["base", "own"],
    });
    expect(config.mesh.external).toMatchObject({ hosts: ["a", "b"], services: ["s"], gateways: [] });
    expect(config.overrides.map(({ rules }) => rules.get("istio/x")?.severity)).toEqual(["error", "info"]);
  });

  it("keeps the options of a rule whose severity alone is set anew", async () => {
    const config = await configOf({
      "mesh-lint.yaml": "extends: [./a.yaml]\nrules: { istio/x: info, istio/y: [info, { b: 2 }] }",
      "a.yaml": "rules: { istio/x: [error, { a: 1 }], istio/y: [error, { a: 1 }] }",
    });
    expect(Object.fromEntries(config.rules)).toEqual({
      "istio/x": { severity: "info", options: { a: 1 } },
      "istio/y": { severity: "info", options: { b: 2 } },
    });
  });

  it.each([
    ["extends: [./a.yaml]", "{}", ["recommended"]],
    ["extends: [./a.yaml]", "extends: [none]", ["none"]],
    ["extends: [./a.yaml]", "extends: []", []],
    ["extends: [security, ./a.yaml]", "extends: [strict]", ["strict", "security"]],
  ])("takes presets of %s and %s", async (own, base, presets) => {
    expect((await configOf({ "mesh-lint.yaml": own, "a.yaml": base })).extends).toEqual(presets);
  });

  it("counts paths from the folder of the file that holds them", async () => {
    const cwd = repository({
      "k8s/mesh-lint.yaml": "extends: [../lint/base.yaml, /lint/more.json]\nexclude: [a]",
      "lint/base.yaml": `
environments: [{ name: prod, roots: [../prod, /apps] }]
overrides: [{ files: ["x/**"], rules: {} }]
mesh: { meshConfig: mesh.yaml, meshNetworks: /networks.yaml }
crds: [crds]
exclude: [b]
`,
      "lint/more.json": '{ "exclude": ["c"] }',
      "lint/mesh.yaml": "trustDomain: corp",
      "networks.yaml": "networks: {}",
    });
    const config = await configIn(join(cwd, "k8s"));
    expect(config).toMatchObject({
      environments: [{ roots: ["prod", "apps"] }],
      overrides: [{ files: ["lint/x/**"] }],
      mesh: { meshConfig: { trustDomain: "corp" }, meshNetworks: { networks: {} } },
      crds: [join(cwd, "lint/crds")],
      exclude: ["lint/b", "lint/c", "k8s/a"],
    });
    expect(config.resources).toHaveLength(1);
  });

  it("reads a file that several name once, before all of them", async () => {
    const config = await configOf({
      "mesh-lint.yaml": "extends: [./a.yaml, ./b.yaml]",
      "a.yaml": "extends: [./base.yaml]\nrules: { istio/x: off }",
      "b.yaml": "extends: [./base.yaml]",
      "base.yaml": "rules: { istio/x: error }\noverrides: [{ rules: {} }]",
    });
    expect(config.rules.get("istio/x")).toEqual({ severity: "off" });
    expect(config.overrides).toHaveLength(1);
  });

  it("reads the key of a package.json on either end", async () => {
    const config = await configOf({
      "package.json": '{ "mesh-lint": { "extends": ["./lint/package.json"] } }',
      "lint/package.json": '{ "mesh-lint": { "exclude": ["x"] } }',
    });
    expect(config).toMatchObject({ file: "package.json", exclude: ["lint/x"] });
  });
});

describe("extends of packages", () => {
  const strict = "extends: [strict]\nexclude: [vendor/]\ncrds: [crds]\nrules: { istio/x: off }";

  it.each([
    ["a file in its root", "@acme/lint", { "mesh-lint.yaml": strict }],
    ["the key of its package.json", "acme-lint", { "package.json": '{ "mesh-lint": { "extends": ["strict"] } }' }],
    ["a file in it", "@acme/lint/presets/strict.yaml", { "presets/strict.yaml": strict, "mesh-lint.yaml": "{}" }],
  ])("reads %s", async (_, name, files) => {
    const folder = name.startsWith("@") ? "node_modules/@acme/lint" : "node_modules/acme-lint";
    const inside = Object.fromEntries(Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text]));
    const config = await configOf({ "mesh-lint.yaml": `extends: ["${name}"]`, ...inside });
    expect(config.extends).toEqual(["strict"]);
  });

  it("counts globs of a package from the repository's root, and files that it brings along from its own folder", async () => {
    const cwd = repository({
      "k8s/mesh-lint.yaml": 'extends: ["@acme/lint"]\nexclude: [own]',
      "node_modules/@acme/lint/mesh-lint.yaml":
        "extends: [./more.yaml, other]\nexclude: [vendor/]\ncrds: [crds, /crds]",
      "node_modules/@acme/lint/more.yaml": "include: [deploy/**]",
      "node_modules/@acme/lint/node_modules/other/mesh-lint.json": '{ "rules": { "istio/x": "off" } }',
    });
    const config = await configIn(join(cwd, "k8s"));
    expect(config).toMatchObject({
      include: ["deploy/**"],
      exclude: ["vendor/", "k8s/own"],
      crds: [join(cwd, "node_modules/@acme/lint/crds"), join(cwd, "crds")],
    });
    expect(config.rules.get("istio/x")).toEqual({ severity: "off" });
  });

  it("finds what a package manager has linked, and its neighbours", async () => {
    const cwd = repository({
      "mesh-lint.yaml": "extends: [linked]",
      "node_modules/.store/linked/node_modules/linked/mesh-lint.yaml": "extends: [neighbour]",
      "node_modules/.store/linked/node_modules/neighbour/mesh-lint.yaml": "extends: [strict]",
    });
    symlinkSync(".store/linked/node_modules/linked", join(cwd, "node_modules/linked"));
    expect((await configIn(cwd)).extends).toEqual(["strict"]);
  });

  it.each([
    [
      "@acme/lnt",
      'there is no preset and no package "@acme/lnt": install it, use recommended, strict, security, all, none, or write "./" before a file',
    ],
    ["stirct", 'there is no preset and no package "stirct": did you mean "strict"?'],
    ["lint/base.yaml", 'there is no preset and no package "lint/base.yaml": did you mean "./lint/base.yaml"?'],
    ["https://x.org/a.yaml", '"https://x.org/a.yaml" is no preset, no path and no package'],
    ["@acme/lint/gone.yaml", 'there is no file "gone.yaml" in package "@acme/lint"'],
    ["@acme/lint/../../../mesh-lint.yaml", '"@acme/lint/../../../mesh-lint.yaml" leads out of its package'],
    ["@acme/empty", 'package "@acme/empty" has no mesh-lint.yaml and no key "mesh-lint" in its package.json'],
    [
      "__proto__",
      'there is no preset and no package "__proto__": install it, use recommended, strict, security, all, none, or write "./" before a file',
    ],
  ])("says what is wrong with %s", async (name, problem) => {
    const problems = await problemsOf({
      "mesh-lint.yaml": `extends:\n  - ${JSON.stringify(name)}\n`,
      "lint/base.yaml": "",
      "node_modules/@acme/lint/mesh-lint.yaml": "",
      "node_modules/@acme/empty/index.js": "throw new Error('run')",
    });
    expect(problems).toEqual([`mesh-lint.yaml:2:5: ${problem}`]);
  });

  it("refuses a package that is linked from outside", async () => {
    const cwd = repository({ "mesh-lint.yaml": "extends: [out, out/mesh-lint.yaml]", "node_modules/x": "" });
    symlinkSync(folderOf({ "mesh-lint.yaml": "" }), join(cwd, "node_modules/out"));
    expect(await problemsIn(cwd)).toEqual([
      'mesh-lint.yaml:1:11: package "out" leads out of the repository',
      'mesh-lint.yaml:1:16: package "out" leads out of the repository',
    ]);
  });
});

describe("what is refused", () => {
  it("a file that is not there, with its neighbour", async () => {
    const files = { "mesh-lint.yaml": "extends:\n  - ./lint/bsae.yaml", "lint/base.yaml": "" };
    expect(await problemsOf(files)).toEqual([
      'mesh-lint.yaml:2:5: there is no file "./lint/bsae.yaml": did you mean "./lint/base.yaml"?',
    ]);
  });

  it("a folder, and a value that is no name", async () => {
    expect(await problemsOf({ "mesh-lint.yaml": "extends: [./lint]", "lint/base.yaml": "" })).toEqual([
      'mesh-lint.yaml:1:11: cannot read "./lint": a folder, not a file',
    ]);
    expect(await problemsOf({ "mesh-lint.yaml": "extends: [1]" })).toEqual([
      'mesh-lint.yaml:1:11: "extends" must list presets, paths (./lint/base.yaml) and packages',
    ]);
  });

  it("a circle, with the files on it", async () => {
    const files = {
      "mesh-lint.yaml": "extends: [./a.yaml]",
      "a.yaml": "extends: [./b.yaml]",
      "b.yaml": "rules: {}\nextends: [./a.yaml]",
    };
    expect(await problemsOf(files)).toEqual(['b.yaml:2:11: "./a.yaml" leads in a circle: a.yaml → b.yaml → a.yaml']);
    expect(await problemsOf({ "mesh-lint.yaml": "extends: [./mesh-lint.yaml]" })).toEqual([
      'mesh-lint.yaml:1:11: "./mesh-lint.yaml" leads in a circle: mesh-lint.yaml → mesh-lint.yaml',
    ]);
  });

  it("a chain that does not end soon", async () => {
    const files = Object.fromEntries(
      Array.from({ length: 40 }, (_, at) => [
        at === 0 ? "mesh-lint.yaml" : `${at}.yaml`,
        `extends: [./${at + 1}.yaml]`,
      ]),
    );
    expect(await problemsOf(files)).toEqual([
      '20.yaml:1:11: "./21.yaml" is more than 20 files away from mesh-lint.yaml',
    ]);
  });

  it("many files that each name the others, quickly", async () => {
    const names = Array.from({ length: 18 }, (_, at) => `${at}.yaml`);
    const files = Object.fromEntries(
      names.map((name, at) => [name, JSON.stringify({ extends: names.slice(at + 1).map((each) => `./${each}`) })]),
    );
    const config = await configOf({ ...files, "mesh-lint.yaml": "extends: [./0.yaml]" });
    expect(config.extends).toEqual([]);
  });

  it("a mistake in an extended file, at its place there", async () => {
    const files = {
      "mesh-lint.yaml": "extends: [./a.yaml, ./b.yaml, ./c.yaml]",
      "a.yaml": "rules:\n  istio/x: fatal",
      "b.yaml": "\nrule: {}",
      "c.yaml": "mesh: { meshConfig: gone.yaml }",
    };
    expect(await problemsOf(files)).toEqual([
      'a.yaml:2:12: "istio/x" must be off, info, warning, error or [severity, { option: value }]',
      'b.yaml:2:1: unknown key "rule": did you mean "rules"?',
    ]);
    expect(await problemsOf({ ...files, "a.yaml": "", "b.yaml": "" })).toEqual([
      'c.yaml:1:21: there is no file "gone.yaml"',
    ]);
  });

  it.each([
    ["extends: [../../etc/passwd]", "mesh-lint.yaml:1:11", "../../etc/passwd"],
    ["extends: [./link/secret.yaml]", "mesh-lint.yaml:1:11", "./link/secret.yaml"],
    ["extends: [./link/gone.yaml]", "mesh-lint.yaml:1:11", "./link/gone.yaml"],
    ["mesh: { meshConfig: link/secret.yaml }", "mesh-lint.yaml:1:21", "link/secret.yaml"],
    ["crds: [link]", "mesh-lint.yaml:1:8", "link"],
    ["baseline: link/known.json", "mesh-lint.yaml:1:11", "link/known.json"],
    ["baseline: ../known.json", "mesh-lint.yaml:1:11", "../known.json"],
  ])("%s, which leads out of the repository", async (text, place, name) => {
    const cwd = repository({ "mesh-lint.yaml": text });
    symlinkSync(folderOf({ "secret.yaml": "rules: {}" }), join(cwd, "link"));
    expect(await problemsIn(cwd)).toEqual([`${place}: "${name}" leads out of the repository`]);
  });

  it("a link that leads nowhere, which is not what was meant", async () => {
    const cwd = folderOf({ "mesh-lint.yaml": "extends: [./gone.yaml]" });
    symlinkSync("away.yaml", join(cwd, "gone.yaml"));
    expect(await problemsIn(cwd)).toEqual(['mesh-lint.yaml:1:11: there is no file "./gone.yaml"']);
  });

  it("a configuration that is a symlink to elsewhere, found or named", async () => {
    const cwd = repository({});
    symlinkSync(join(folderOf({ "a.yaml": "" }), "a.yaml"), join(cwd, "mesh-lint.yaml"));
    expect(await problemsIn(cwd)).toEqual(["mesh-lint.yaml: leads out of the repository"]);
    expect(await problemsIn(cwd, "mesh-lint.yaml")).toEqual(["mesh-lint.yaml: leads out of the repository"]);
  });

  it("globs that take for ever to fail", async () => {
    const glob = "*a".repeat(30);
    const text = JSON.stringify({
      include: ["**/*.y*ml"],
      exclude: [glob],
      overrides: [{ files: ["x/" + glob], rules: {} }],
    });
    expect(await problemsOf({ "mesh-lint.yaml": text })).toEqual([
      expect.stringMatching(/^mesh-lint\.yaml:1:\d+: more than 4 "\*" between two slashes$/),
      expect.stringMatching(/^mesh-lint\.yaml:1:\d+: more than 4 "\*" between two slashes$/),
    ]);
  });

  it("a second document, and a template", async () => {
    expect(await problemsOf({ "mesh-lint.yaml": "rules: {}\n---\nrules: {}\n" })).toEqual([
      "mesh-lint.yaml:3:1: only one document may stand in this file",
    ]);
    const [problem] = await problemsOf({ "mesh-lint.yaml": "{{ if .Values.x }}\nrules: {}\n{{ end }}\n" });
    expect(problem).toMatch(/^mesh-lint\.yaml:1:1: template placeholders/);
  });
});

describe("a file from elsewhere that --config names", () => {
  it("may name what lies beside it and above it; its globs speak of the linted repository", async () => {
    const cwd = repository({ "lint.yaml": "exclude: [own]" });
    const home = folderOf({
      "team/mesh-lint.yaml":
        "extends: [../company.yaml, lint-pack]\nexclude: [docs]\ncrds: [crds]\nmesh: { meshConfig: mesh.yaml }",
      "team/mesh.yaml": "trustDomain: corp",
      "company.yaml": "include: [deploy/**]",
      "node_modules/lint-pack/mesh-lint.yaml": "extends: [strict]",
    });
    expect(await configIn(cwd, join(home, "team/mesh-lint.yaml"))).toMatchObject({
      file: join(home, "team/mesh-lint.yaml"),
      extends: ["strict"],
      include: ["deploy/**"],
      exclude: ["docs"],
      crds: [join(home, "team/crds")],
      mesh: { meshConfig: { trustDomain: "corp" } },
    });
  });

  it("may lead into the repository, whose files stay there", async () => {
    const cwd = repository({ "lint.yaml": "extends: [../secret.yaml]" });
    const home = folderOf({});
    mkdirSync(join(home, "x"));
    writeFiles(home, { "mesh-lint.yaml": `extends: ["/lint.yaml"]` });
    expect(await problemsIn(cwd, join(home, "mesh-lint.yaml"))).toEqual([
      'lint.yaml:1:11: "../secret.yaml" leads out of the repository',
    ]);
  });
});
