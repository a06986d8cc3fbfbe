/** `mesh-lint config` and `--print-config`: what holds, where it came from, and what is refused. */

import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { loadConfig } from "../../src/config/load.ts";
import { repository, type Files } from "../config/repository.ts";
import { build, type Answer } from "./program.ts";

const program = await build();
afterAll(program.remove);

function runIn(cwd: string, ...args: readonly string[]): Answer {
  const env = { PATH: process.env.PATH ?? "" };
  const { status, stdout, stderr } = spawnSync(process.execPath, [program.file, ...args], {
    cwd,
    encoding: "utf8",
    env,
  });
  return { code: status, stdout, stderr };
}

const service = `apiVersion: v1
kind: Service
metadata: { name: cart, namespace: shop }
spec: { ports: [{ name: http, port: 80 }] }
`;

const files: Files = {
  "mesh-lint.yaml": `extends: [./lint/base.yaml, strict]
environments:
  - { name: prod, roots: [clusters/prod], complete: true, variables: { "ON": "on" } }
mesh: { istio: 1.28 }
external: { hosts: ["*.amazonaws.com"] }
rules:
  istio/mismatched-weights: off
  "istio/invalid-gateway:port-number": info
overrides:
  - files: ["legacy/**"]
    rules: { "istio/*": info }
  - kinds: [Service]
    rules: { kubernetes/invalid-port-name: error }
  - names: [other]
    rules: { "linkerd/*": off }
baseline: known.json
`,
  "lint/base.yaml": `exclude: [docs]
crds: [crds]
rules: { istio/unknown-host: warning, istio/mismatched-weights: error }
mesh: { meshConfig: { enableAutoMtls: true } }
`,
  "known.json": '{ "version": 1, "findings": [] }',
  "clusters/prod/cart.yaml": service,
  "clusters/prod/two.yaml": `${service.replace("cart", "web")}---\n${service.replace("Service", "ConfigMap").replace("cart", "other")}`,
  "legacy/cart.yaml": service,
  "lint/docs/a.yaml": service,
  "lint/crds/.keep": "",
  "notes.txt": "",
};

describe("mesh-lint config", () => {
  const cwd = (): string => repository(files);

  it("shows each value with its place", () => {
    const { code, stdout } = runIn(cwd(), "config");
    expect(code).toBe(0);
    expect(stdout).toMatchInlineSnapshot(`
      "# mesh-lint.yaml: the nearest one upward; stands on lint/base.yaml
      extends:
        - strict # from mesh-lint.yaml:1:29
      environments:
        - name: prod # from mesh-lint.yaml:3:13
          complete: true # from mesh-lint.yaml:3:53
          roots:
            - clusters/prod # from mesh-lint.yaml:3:27
          variables:
            "ON": "on" # from mesh-lint.yaml:3:78
      mesh:
        istio: "1.28" # from mesh-lint.yaml:4:9
        linkerd: "2.20" # from default
        gatewayApi: "1.5" # from default
        clusterDomain: cluster.local # from default
        trustDomain: cluster.local # from default
        rootNamespace: istio-system # from default
        meshConfig: {"enableAutoMtls":true} # from lint/base.yaml:4:9
      external:
        hosts:
          - "*.amazonaws.com" # from mesh-lint.yaml:5:21
        services: [] # from default
        gateways: [] # from default
        namespaces: [] # from default
        secrets: [] # from default
      rules:
        istio/unknown-host: warning # from lint/base.yaml:3:10
        istio/mismatched-weights: off # from mesh-lint.yaml:7:3
        "istio/invalid-gateway:port-number": info # from mesh-lint.yaml:8:3
      overrides:
        - files:
            - "legacy/**" # from mesh-lint.yaml:10:13
          rules:
            "istio/*": info # from mesh-lint.yaml:11:14
        - kinds:
            - Service # from mesh-lint.yaml:12:13
          rules:
            kubernetes/invalid-port-name: error # from mesh-lint.yaml:13:14
        - names:
            - other # from mesh-lint.yaml:14:13
          rules:
            "linkerd/*": off # from mesh-lint.yaml:15:14
      crds:
        - lint/crds # from lint/base.yaml:2:8
      include: [] # from default
      exclude:
        - lint/docs # from lint/base.yaml:1:11
      baseline: known.json # from mesh-lint.yaml:16:1
      "
    `);
  });

  it("is a configuration that means the same", async () => {
    const root = cwd();
    const before = await loadConfig({ cwd: root, paths: ["."] });
    const text = runIn(root, "config").stdout;
    const again = repository({ ...files, "mesh-lint.yaml": text });
    const after = await loadConfig({ cwd: again, paths: ["."] });
    if ("problems" in before || "problems" in after) throw new Error(JSON.stringify([before, after]));
    const moved = JSON.parse(JSON.stringify(after.config).replaceAll(again, root)) as unknown;
    expect(moved).toEqual(JSON.parse(JSON.stringify(before.config)));
    expect([...after.config.rules]).toEqual([...before.config.rules]);
  });

  it("shows what flags say over the files", () => {
    const { stdout } = runIn(cwd(), "config", "--crd", "legacy", "--baseline", "other.json");
    expect(stdout).toContain("  - lint/crds # from lint/base.yaml:2:8\n  - legacy # from --crd\n");
    expect(stdout).toContain("baseline: other.json # from --baseline\n");
  });

  it.each([
    [[], "# defaults: there is no mesh-lint.yaml\n"],
    [["--no-config"], "# defaults: --no-config\n"],
  ])("shows the defaults with %j", (args, head) => {
    const { code, stdout } = runIn(repository({}), "config", ...args);
    expect([code, stdout.startsWith(head)]).toEqual([0, true]);
    expect(stdout).toContain("  - recommended # from default\n");
  });

  it("names the file by --config, and the key of a package.json", () => {
    const root = repository({
      "package.json": '{\n  "mesh-lint": { "exclude": ["a"] }\n}',
      "x/other.json": '{ "include": ["b"] }',
    });
    expect(runIn(root, "config").stdout).toContain("exclude:\n  - a # from package.json:2:30\n");
    const { stdout } = runIn(root, "config", "--config", "x/other.json");
    expect(stdout).toMatch(/^# x\/other\.json: named by --config\n/);
    expect(stdout).toContain("include:\n  - x/b # from x/other.json:1:15\n");
  });

  it("is the same as JSON, which --print-config gives too", () => {
    const root = cwd();
    const { code, stdout } = runIn(root, "config", "--format", "json");
    expect(code).toBe(0);
    expect(runIn(root, "--print-config").stdout).toBe(stdout);
    expect(JSON.parse(stdout)).toMatchObject({
      version: 1,
      file: "mesh-lint.yaml",
      files: ["lint/base.yaml", "mesh-lint.yaml"],
      config: {
        extends: ["strict"],
        rules: { "istio/unknown-host": "warning", "istio/mismatched-weights": "off" },
        exclude: ["lint/docs"],
      },
      from: {
        "/rules/istio~1mismatched-weights": "mesh-lint.yaml:7:3",
        "/exclude/0": "lint/base.yaml:1:11",
        "/mesh/linkerd": "default",
      },
    });
  });

  it("starts at the path that is given, and refuses one that is not there", () => {
    const root = repository({ ...files, "clusters/mesh-lint.yaml": "extends: [security]" });
    expect(runIn(root, "config", "clusters/prod").stdout).toMatch(
      /^# clusters\/mesh-lint\.yaml: the nearest one upward\n/,
    );
    expect(runIn(root, "--print-config", "clusters/prd").stderr).toBe(
      'mesh-lint: there is no "clusters/prd": did you mean "clusters/prod"?\n',
    );
  });

  it.each([
    ["rule: {}", 'mesh-lint.yaml:1:1: unknown key "rule": did you mean "rules"?'],
    ["extends: [./gone.yaml]", 'mesh-lint.yaml:1:11: there is no file "./gone.yaml"'],
    [
      "rules:\n  istio/unknwon-host: off",
      'mesh-lint.yaml:2:3: there is no rule "istio/unknwon-host": did you mean "istio/unknown-host"?',
    ],
    ['rules: { "linkrd/*": off }', 'mesh-lint.yaml:1:10: no rule matches "linkrd/*": did you mean "linkerd/*"?'],
    ["rules: { istio/unknown-host:none: off }", 'mesh-lint.yaml:1:10: "istio/unknown-host" has no sub-codes'],
    [
      "rules: { istio/invalid-gateway:port-numbr: off }",
      'mesh-lint.yaml:1:10: "istio/invalid-gateway" has no sub-code "port-numbr": did you mean "port-number"?',
    ],
    ["rules: { istio/unknown-host: [error, { a: 1 }] }", 'mesh-lint.yaml:1:10: unknown option "a": it has none'],
    [
      "overrides: [{ rules: { istio/unknown-host: [error, { a: 1 }] } }]",
      'mesh-lint.yaml:1:24: options are set under "rules": an override can only change the severity',
    ],
  ])("refuses %j, as a lint does", (text, problem) => {
    const root = repository({ "mesh-lint.yaml": text });
    for (const args of [["config"], ["--print-config"], []]) {
      const { code, stderr } = runIn(root, ...args);
      expect([code, stderr.slice(0, `mesh-lint: ${problem}`.length)]).toEqual([2, `mesh-lint: ${problem}`]);
    }
  });
});

describe("mesh-lint config --resolved", () => {
  interface Resolved {
    readonly configuration: string;
    readonly read: { readonly isRead: boolean; readonly why: string };
    readonly environments: readonly { readonly name: string; readonly completeness: string; readonly how: string }[];
    readonly rules: readonly {
      readonly rule: string;
      readonly severity: string;
      readonly from: string;
      readonly partly: unknown[];
    }[];
  }

  function resolved(root: string, path: string, ...args: readonly string[]): Resolved {
    const { code, stdout, stderr } = runIn(root, "config", "--resolved", path, "--format", "json", ...args);
    expect([code, stderr]).toEqual([0, ""]);
    return JSON.parse(stdout) as Resolved;
  }

  function ruleOf({ rules }: Resolved, name: string): unknown {
    const found = rules.find(({ rule }) => rule === name);
    return found && [found.severity, found.from];
  }

  it("tells which configuration, environments and rules hold for a file", () => {
    const answer = resolved(repository(files), "clusters/prod/cart.yaml");
    expect(answer).toMatchObject({
      configuration: "mesh-lint.yaml: the nearest one upward; stands on lint/base.yaml",
      read: { isRead: true, why: "yes" },
      environments: [{ name: "prod", completeness: "complete", how: "environments of mesh-lint.yaml:3:7" }],
    });
    expect(ruleOf(answer, "istio/unknown-subset")).toEqual(["error", "preset strict"]);
    expect(ruleOf(answer, "istio/unknown-host")).toEqual(["warning", "lint/base.yaml:3:10"]);
    expect(ruleOf(answer, "istio/mismatched-weights")).toEqual(["off", "mesh-lint.yaml:7:3"]);
    expect(ruleOf(answer, "istio/invalid-gateway:port-number")).toEqual(["info", "mesh-lint.yaml:8:3"]);
    expect(ruleOf(answer, "kubernetes/invalid-port-name")).toEqual(["error", "overrides: mesh-lint.yaml:13:14"]);
    expect(ruleOf(answer, "mesh/missing-authorization")).toEqual(["off", "in no preset of strict"]);
  });

  it("tells apart what holds for some objects of the file", () => {
    const { rules } = resolved(repository(files), "clusters/prod/two.yaml");
    expect(rules.find(({ rule }) => rule === "kubernetes/invalid-port-name")).toMatchObject({
      severity: "info",
      partly: [{ severity: "error", from: "overrides: mesh-lint.yaml:13:14", of: ["Service shop/web in prod"] }],
    });
    expect(rules.find(({ rule }) => rule === "linkerd/invalid-server")).toMatchObject({
      severity: "error",
      partly: [{ severity: "off", from: "overrides: mesh-lint.yaml:15:14", of: ["ConfigMap shop/other in prod"] }],
    });
  });

  it("applies overrides of paths", () => {
    const answer = resolved(repository(files), "legacy/cart.yaml");
    expect(ruleOf(answer, "istio/unknown-subset")).toEqual(["info", "overrides: mesh-lint.yaml:11:14"]);
    expect(answer.environments).toEqual([{ name: "legacy", completeness: "open", how: "plain folder legacy" }]);
  });

  it.each([
    ["lint/docs/a.yaml", 'no: "exclude" of lint/base.yaml:1:1'],
    ["notes.txt", "no: neither YAML nor JSON"],
    ["known.json", "no: no manifest, or ignored by git"],
    ["mesh-lint.yaml", "yes, but it holds no object of any environment"],
  ])("says whether %s is read", (path, why) => {
    const { read, environments } = resolved(repository(files), path);
    expect([read.why, environments]).toEqual([why, []]);
  });

  it("knows ignored files, include, kustomizations and patches", () => {
    const root = repository({
      ".gitignore": "out/",
      "mesh-lint.yaml": "include: [k8s]",
      "out/a.yaml": service,
      "other/a.yaml": service,
      "k8s/base/kustomization.yaml": "resources: [a.yaml]",
      "k8s/base/a.yaml": service,
      "k8s/prod/kustomization.yaml": "resources: [../base]\npatches: [{ path: patch.yaml }]",
      "k8s/prod/patch.yaml":
        "apiVersion: v1\nkind: Service\nmetadata: { name: cart, namespace: shop, labels: { a: b } }\n",
    });
    expect(resolved(root, "other/a.yaml").read.why).toBe('no: "include" of mesh-lint.yaml:1:1 does not name it');
    expect(resolved(root, "out/a.yaml", "--no-config").read.why).toBe("no: ignored by git");
    for (const path of ["k8s/base/a.yaml", "k8s/prod/patch.yaml"]) {
      const [home] = resolved(root, path).environments;
      expect(home).toEqual({ name: "k8s/prod", completeness: "open", how: "root of the kustomization k8s/prod" });
    }
  });

  it("counts --rule and --ignore, and shows all of it as text", () => {
    const root = repository(files);
    const args = ["--rule", "istio/*", "--ignore", "istio/unknown-host"];
    const answer = resolved(root, "legacy/cart.yaml", ...args);
    expect(ruleOf(answer, "smi/deprecated-kind")).toEqual(["off", "--rule"]);
    expect(ruleOf(answer, "istio/unknown-host")).toEqual(["off", "--ignore"]);
    const { stdout } = runIn(join(root, "clusters"), "config", "--resolved", "prod/two.yaml");
    expect(stdout).toMatch(
      /^clusters\/prod\/two\.yaml\n\n {2}configuration {2}mesh-lint\.yaml: .*\n {2}read {11}yes\n {2}environments {3}prod: complete, /,
    );
    expect(stdout).toContain("\n  off      istio/mismatched-weights                     mesh-lint.yaml:7:3\n");
    expect(stdout).toContain("error by overrides: mesh-lint.yaml:13:14 for\n               Service shop/web in prod\n");
  });

  it.each([
    ["legcy/cart.yaml", 'there is no "legcy/cart.yaml"'],
    ["legacy", '--resolved needs a file, and "legacy" is a folder'],
  ])("refuses %s", (path, problem) => {
    const { code, stderr } = runIn(repository(files), "config", "--resolved", path);
    expect([code, stderr]).toEqual([2, `mesh-lint: ${problem}\n`]);
  });
});
