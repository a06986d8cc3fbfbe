/** The configuration file: where it is found, what it means, what is said of a wrong one. */

import { realpathSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { defaultConfig, type Config } from "../../src/config/config.ts";
import { loadConfig, type LoadOptions } from "../../src/config/load.ts";
import { repository } from "./repository.ts";

async function load(files: Readonly<Record<string, string>>, options: Partial<LoadOptions> = {}): Promise<Config> {
  const loaded = await loadConfig({ cwd: repository(files), paths: ["."], ...options });
  if ("problems" in loaded) throw new Error(loaded.problems.join("\n"));
  return loaded.config;
}

async function problemsOf(text: string, file = "mesh-lint.yaml"): Promise<readonly string[]> {
  const loaded = await loadConfig({ cwd: repository({ [file]: text }), paths: ["."] });
  return "problems" in loaded ? loaded.problems : [];
}

describe("loadConfig", () => {
  it("gives the defaults without a file, with an empty one, and with --no-config", async () => {
    expect(await load({})).toEqual(defaultConfig);
    expect(await load({ "mesh-lint.yaml": "" })).toEqual({ ...defaultConfig, file: "mesh-lint.yaml" });
    expect(await load({ "mesh-lint.yaml": "rules: 1" }, { none: true })).toEqual(defaultConfig);
  });

  it("searches upward from the first path to the repository's root", async () => {
    const cwd = repository({
      "mesh-lint.yaml": "exclude: [a]",
      "k8s/prod/a.yaml": "",
      "k8s/mesh-lint.yml": "exclude: [b]",
    });
    const near = await loadConfig({ cwd, paths: ["k8s/prod"] });
    expect(near).toMatchObject({ config: { file: "k8s/mesh-lint.yml", exclude: ["k8s/b"] } });
    expect(await loadConfig({ cwd: join(cwd, "k8s"), paths: [".."] })).toMatchObject({ config: { exclude: ["a"] } });
  });

  it("reads paths from the folder of the file, and from the root after a slash", async () => {
    const cwd = repository({
      "k8s/mesh-lint.yaml": `
environments: [{ name: prod, roots: [prod, ../apps, "/base"] }]
overrides: [{ files: ["!old/**"], rules: {} }]
crds: [crds]
`,
    });
    const loaded = await loadConfig({ cwd, paths: ["k8s"] });
    expect(loaded).toMatchObject({
      config: { environments: [{ roots: ["k8s/prod", "apps", "base"] }], overrides: [{ files: ["!k8s/old/**"] }] },
    });
    expect("config" in loaded && loaded.config.crds).toEqual([join(realpathSync(cwd), "k8s/crds")]);
  });

  it("reads the key of a package.json, and only where it has one", async () => {
    const config = await load({ "package.json": '{"name": "x", "mesh-lint": {"include": ["k8s"]}}' });
    expect(config.include).toEqual(["k8s"]);
    expect(await load({ "package.json": '{"name": "x"}' })).toEqual(defaultConfig);
  });

  it("takes numbers that are meant as texts as they were written", async () => {
    const config = await load({
      "mesh-lint.yaml":
        "mesh: { istio: 1.30, linkerd: 2.20 }\n" +
        "environments: [{ name: prod, roots: [k8s], variables: { TAG: 1.10, CODE: 007, LESS: -3, LOUD: true } }]\n",
    });
    expect(config.mesh).toMatchObject({ istio: "1.30", linkerd: "2.20" });
    expect(config.environments[0]?.variables).toEqual({ TAG: "1.10", CODE: "007", LESS: "-3", LOUD: "true" });
    const json = await load({ "package.json": '{ "mesh-lint": { "mesh": { "istio": 1.30 } } }' });
    expect(json.mesh.istio).toBe("1.30");
  });

  it.each([
    ['mesh: { istio: "1.2x" }', 'mesh-lint.yaml:1:16: "istio" must be a release, like "1.29"'],
    ["environments: [{ name: a, roots: [] }]", 'mesh-lint.yaml:1:27: "roots" must not be empty'],
    ['crds: [""]', "mesh-lint.yaml:1:8: an entry must not be empty"],
  ])("says in words what is wrong: %s", async (text, words) => {
    expect(await problemsOf(text)).toEqual([words]);
  });

  it("fills in what is not written", async () => {
    const config = await load({
      "mesh-lint.yaml": `
extends: [strict, security]
environments:
  - { name: "{cluster}", roots: ["clusters/{cluster}"], complete: true, variables: { PORT: 80 } }
mesh: { istio: 1.28, linkerd: v2.19.1, clusterDomain: cluster.corp, meshConfig: mesh.yaml }
external: { hosts: ["*.amazonaws.com"] }
rules:
  istio/unequal-weights: off
  gateway-api/*: warning
  istio/unknown-host: [error, { ignore: [a] }]
overrides:
  - { files: ["dev/**"], rules: { istio/unknown-host: [off] } }
`,
      "mesh.yaml": "trustDomain: corp",
    });
    expect(config).toMatchObject({
      extends: ["strict", "security"],
      environments: [{ name: "{cluster}", roots: ["clusters/{cluster}"], complete: true, variables: { PORT: "80" } }],
      mesh: {
        istio: "1.28",
        linkerd: "2.19",
        gatewayApi: "1.5",
        clusterDomain: "cluster.corp",
        meshConfig: { trustDomain: "corp" },
        external: { hosts: ["*.amazonaws.com"], services: [] },
      },
    });
    expect(Object.fromEntries(config.rules)).toEqual({
      "istio/unequal-weights": { severity: "off" },
      "gateway-api/*": { severity: "warning" },
      "istio/unknown-host": { severity: "error", options: { ignore: ["a"] } },
    });
    expect(config.overrides[0]).toMatchObject({ files: ["dev/**"], kinds: [] });
    expect(config.overrides[0]?.rules.get("istio/unknown-host")).toEqual({ severity: "off" });
  });

  it.each([
    ["rule: {}", 'mesh-lint.yaml:1:1: unknown key "rule": did you mean "rules"?'],
    ["mesh:\n  istoi: 1", 'mesh-lint.yaml:2:3: unknown key "istoi": did you mean "istio"?'],
    ["extends: [strikt]", 'mesh-lint.yaml:1:11: there is no preset and no package "strikt": did you mean "strict"?'],
    ["environments:\n  - name: prod", 'mesh-lint.yaml:2:5: "roots" is missing'],
    ["exclude: k8s", 'mesh-lint.yaml:1:10: "exclude" must be a list'],
    [
      "rules:\n  istio/x: fatal",
      'mesh-lint.yaml:2:12: "istio/x" must be off, info, warning, error or [severity, { option: value }]',
    ],
    [
      "rules:\n  Some Rule: error",
      'mesh-lint.yaml:2:3: "Some Rule" is no name of a rule: expected "family/name" or a pattern',
    ],
    ["- 1", 'mesh-lint.yaml:1:3: "the configuration" must be a mapping'],
    ["mesh: { meshConfig: gone.yaml }", 'mesh-lint.yaml:1:21: there is no file "gone.yaml"'],
    [
      "mesh: { meshConfig: ../../../etc/passwd }",
      'mesh-lint.yaml:1:21: "../../../etc/passwd" leads out of the repository',
    ],
  ])("says what is wrong with %j", async (text, problem) => {
    expect(await problemsOf(text)).toEqual([problem]);
  });

  it("points at a syntax error", async () => {
    const [problem] = await problemsOf("rules: [");
    expect(problem).toMatch(/^mesh-lint\.yaml:\d+:\d+: /);
  });

  it("says that a named file is not there", async () => {
    const loaded = await loadConfig({ cwd: repository({}), paths: ["."], file: "other.yaml" });
    expect(loaded).toEqual({ problems: ['cannot read the configuration "other.yaml": there is no such file'] });
  });
});
