/** `mesh-lint init`: what it finds, what it writes, and what it leaves alone. */

import { spawnSync } from "node:child_process";
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { loadConfig } from "../../src/config/load.ts";
import { folderOf, repository, writeFiles, type Files } from "../config/repository.ts";
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

function written(files: Files): string {
  const cwd = repository(files);
  const { code, stderr } = runIn(cwd, "init");
  expect([code, stderr]).toEqual([0, ""]);
  return readFileSync(join(cwd, "mesh-lint.yaml"), "utf8");
}

const route = (host: string): string => `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: reviews, namespace: shop }
spec: { hosts: [reviews.example.com], http: [{ route: [{ destination: { host: ${host} } }] }] }
`;
const service = `apiVersion: v1
kind: Service
metadata: { name: cart, namespace: shop }
spec: { ports: [{ name: http, port: 80 }] }
`;
const flux = (path: string): string => `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: ${path.replaceAll(/\W/g, "")}, namespace: flux-system }
spec: { path: ${path}, prune: true, interval: 1h, sourceRef: { kind: GitRepository, name: flux-system } }
`;

describe("mesh-lint init", () => {
  it("writes a file that editors understand, that loads, and that says where to go on", async () => {
    const cwd = repository({ "k8s/a.yaml": service });
    const { code, stdout } = runIn(cwd, "init");
    expect(code).toBe(0);
    expect(stdout).toBe(
      "wrote mesh-lint.yaml: preset recommended\nnothing to report today\n\nnext\n" +
        "  mesh-lint          lint with it\n  mesh-lint config   what holds, and where it came from\n",
    );
    const text = readFileSync(join(cwd, "mesh-lint.yaml"), "utf8");
    expect(text).toMatch(/^# yaml-language-server: \$schema=https:\/\/.*\/schemas\/mesh-lint\.json\n/);
    expect(text).toContain("Found without being named here: 1 plain folder: see mesh-lint environments.");
    expect(await loadConfig({ cwd, paths: ["."] })).toMatchObject({
      config: { extends: ["recommended"], environments: [] },
    });
    expect(runIn(cwd).code).toBe(0);
    expect(readdirSync(cwd).sort()).toEqual([".git", "k8s", "mesh-lint.yaml"]);
  });

  it("joins what Flux applies in each cluster", () => {
    const text = written({
      "clusters/dev/apps.yaml": flux("./apps/dev"),
      "clusters/prod/apps.yaml": flux("./apps/prod"),
      "clusters/prod/infra.yaml": flux("infra/"),
      "clusters/prod/gone.yaml": flux("./gone"),
      "apps/dev/a.yaml": service,
      "apps/prod/a.yaml": service,
      "apps/prod/more.yaml": flux("./more"),
      "infra/ns.yaml": "apiVersion: v1\nkind: Namespace\nmetadata: { name: shop }\n",
      "more/b.yaml": service.replace("cart", "more"),
    });
    expect(text).toContain(`
environments:
  - name: dev
    roots:
      - clusters/dev
      - apps/dev
  - name: prod
    roots:
      - clusters/prod
      - apps/prod
      - infra
      - more
`);
  });

  it("follows Flux into artifacts that it cuts out of the repository", () => {
    const text = written({
      "clusters/prod/artifacts.yaml": `apiVersion: source.extensions.fluxcd.io/v1beta1
kind: ArtifactGenerator
metadata: { name: x, namespace: flux-system }
spec:
  artifacts:
    - name: apps
      copy:
        - { from: "@repo/apps/prod/**", to: "@artifact/prod/" }
`,
      "clusters/prod/apps.yaml": flux("./prod").replace(
        "kind: GitRepository, name: flux-system",
        "kind: ExternalArtifact, name: apps",
      ),
      "apps/prod/a.yaml": service,
    });
    expect(text).toContain("  - name: prod\n    roots:\n      - clusters/prod\n      - apps/prod\n");
  });

  it("uses a capture where the layout shows it", async () => {
    const cwd = repository({
      "apps/cart/overlays/dev/a.yaml": service,
      "apps/cart/overlays/prod/a.yaml": service,
      "apps/web/overlays/dev/a.yaml": service.replace("cart", "web"),
      "apps/web/overlays/prod/a.yaml": service.replace("cart", "web"),
    });
    expect(runIn(cwd, "init").code).toBe(0);
    expect(await loadConfig({ cwd, paths: ["."] })).toMatchObject({
      config: {
        environments: [
          { name: "{environment}", roots: ["apps/cart/overlays/{environment}", "apps/web/overlays/{environment}"] },
        ],
      },
    });
    expect(runIn(cwd, "environments", "--format", "names").stdout).toBe("dev\nprod\n");
  });

  it("keeps environments as comments that would report more", () => {
    const text = written({
      "a/overlays/dev/a.yaml": service,
      "a/overlays/prod/a.yaml": service,
      "b/overlays/dev/a.yaml": service,
      "b/overlays/prod/a.yaml": service,
    });
    expect(text).toContain("With them mesh-lint reports more than without");
    expect(text).toContain('# environments:\n#   - name: "{environment}"\n');
    expect(text).not.toMatch(/^environments/m);
  });

  it.each([
    [
      "an IstioOperator",
      "apiVersion: install.istio.io/v1alpha1\nkind: IstioOperator\nmetadata: { name: x }\nspec: { tag: 1.28.1 }",
      '  istio: "1.28"',
    ],
    [
      "the image of istiod",
      "apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: x }\nspec: { template: { spec: { containers: [{ name: d, image: 'docker.io/istio/pilot:1.27.3-distroless' }] } } }",
      '  istio: "1.27"',
    ],
    [
      "a HelmRelease",
      "apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: { name: x }\nspec: { chart: { spec: { chart: istiod, version: 1.26.x } } }",
      '  istio: "1.26"',
    ],
    [
      "an Application",
      "apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: { name: x }\nspec: { source: { chart: istiod, targetRevision: v1.25.0, repoURL: 'https://x' } }",
      '  istio: "1.25"',
    ],
    [
      "a Sail operator",
      "apiVersion: sailoperator.io/v1\nkind: Istio\nmetadata: { name: x }\nspec: { version: v1.24.3 }",
      '  istio: "1.24"',
    ],
    [
      "a control plane of Linkerd",
      "apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: x }\nspec: { template: { spec: { containers: [{ name: d, image: 'cr.l5d.io/linkerd/controller:stable-2.14.10' }] } } }",
      '  linkerd: "2.14"',
    ],
    [
      "a kustomization of Gateway API",
      "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: ['https://github.com/kubernetes-sigs/gateway-api/releases/download/v1.2.1/standard-install.yaml']",
      '  gatewayApi: "1.2"',
    ],
  ])("reads the version of %s", (what, text, line) => {
    const name = what.startsWith("a kustomization") ? "kustomization.yaml" : "a.yaml";
    expect(written({ [name]: text })).toContain(`\nmesh:\n${line} # ${name}\n`);
  });

  it.each([
    [
      "a range",
      "apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: { name: x }\nspec: { chart: { spec: { chart: istiod, version: '>=1.20' } } }",
    ],
    [
      "a proxy beside a workload",
      "apiVersion: v1\nkind: Pod\nmetadata: { name: x }\nspec: { containers: [{ name: d, image: 'istio/proxyv2:1.20.1' }] }",
    ],
    [
      "a development build",
      "apiVersion: v1\nkind: Pod\nmetadata: { name: x }\nspec: { containers: [{ name: d, image: 'istio/pilot:1.20-dev' }] }",
    ],
    [
      "an edge of Linkerd",
      "apiVersion: v1\nkind: Pod\nmetadata: { name: x }\nspec: { containers: [{ name: d, image: 'linkerd/controller:edge-25.1.1' }] }",
    ],
  ])("claims no version from %s", (_, text) => {
    expect(written({ "a.yaml": text })).not.toContain("mesh:\n");
  });

  it("leaves versions to the user that differ, or that would report more", () => {
    const operator = (tag: string): string =>
      `apiVersion: install.istio.io/v1alpha1\nkind: IstioOperator\nmetadata: { name: x${tag} }\nspec: { tag: ${tag} }\n`;
    expect(written({ "a.yaml": operator("1.28.1"), "b.yaml": operator("1.29.0") })).toContain(
      "# istio: the files name 1.28 (a.yaml), 1.29 (b.yaml)\n",
    );
    const text = written({ "a.yaml": operator("1.20.1"), "route.yaml": route("cart"), "svc.yaml": service });
    expect(text).toContain('# mesh:\n#   istio: "1.20" # a.yaml\n');
  });

  it("suggests what may live elsewhere, in a form that works", () => {
    const cwd = repository({ "a.yaml": route("ratings"), "svc.yaml": service });
    expect(runIn(cwd).code).toBe(1);
    runIn(cwd, "init");
    const text = readFileSync(join(cwd, "mesh-lint.yaml"), "utf8");
    expect(text).toContain("# external:\n#   hosts:\n#     - ratings # a.yaml:4\n");
    writeFiles(cwd, {
      "mesh-lint.yaml": text.replace(/# external:\n(?:# {3}.*\n)+/, (block) => block.replaceAll(/^# /gm, "")),
    });
    expect(runIn(cwd).code).toBe(0);
  });

  it("offers a baseline where there is much to do", () => {
    const many = Object.fromEntries(
      Array.from({ length: 25 }, (_, at) => [`${at}/a.yaml`, route(`gone${at}`).replace("shop", `shop${at}`)]),
    );
    const services = Object.fromEntries(
      Array.from({ length: 25 }, (_, at) => [`${at}/s.yaml`, service.replace("shop", `shop${at}`)]),
    );
    const cwd = repository({ ...many, ...services });
    const { stdout } = runIn(cwd, "init");
    expect(stdout).toMatch(/^\d+ errors today$/m);
    const [, command = ""] = /^ {2}mesh-lint (--baseline \S+ --update-baseline) /m.exec(stdout) ?? [];
    expect(runIn(cwd, ...command.split(" ")).code).toBe(0);
    expect(existsSync(join(cwd, "mesh-lint-baseline.json"))).toBe(true);
  });

  it("writes into the folder that is named", async () => {
    const cwd = repository({
      "k8s/clusters/a/x.yaml": flux("k8s/apps"),
      "k8s/apps/a.yaml": service,
      "b.yaml": service,
    });
    const { stdout } = runIn(cwd, "init", "k8s");
    expect(stdout).toContain("wrote k8s/mesh-lint.yaml: ");
    expect(stdout).toContain("\n  mesh-lint k8s          lint with it\n  mesh-lint config k8s   ");
    const loaded = await loadConfig({ cwd, paths: ["k8s"] });
    expect(loaded).toMatchObject({ config: { environments: [{ name: "a", roots: ["k8s/clusters/a", "k8s/apps"] }] } });
  });

  it("says which configuration no longer counts there", () => {
    const cwd = repository({ "mesh-lint.yaml": "exclude: [x]", "k8s/a.yaml": service });
    expect(runIn(cwd, "init", "k8s").stdout).toContain("it counts below its folder instead of mesh-lint.yaml\n");
  });

  it.each([
    [{ "mesh-lint.yaml": "exclude: [x]" }, "there is a mesh-lint.yaml already: --force replaces it"],
    [{ "mesh-lint.json": "{}" }, "there is a mesh-lint.json already: --force writes mesh-lint.yaml beside it"],
    [
      { "package.json": '{ "mesh-lint": {} }' },
      "there is a package.json already: --force writes mesh-lint.yaml beside it",
    ],
  ])("overwrites nothing without --force: %j", (files: Files, problem) => {
    const cwd = repository(files);
    expect(runIn(cwd, "init")).toEqual({ code: 2, stdout: "", stderr: `mesh-lint: ${problem}\n` });
    const { code, stdout } = runIn(cwd, "init", "--force");
    expect(code).toBe(0);
    const [old = ""] = Object.keys(files);
    if (old !== "mesh-lint.yaml") expect(stdout).toContain(`${old} is not read any more\n`);
    expect(readFileSync(join(cwd, "mesh-lint.yaml"), "utf8")).toContain("extends: [recommended]");
  });

  it("never writes through a symlink", () => {
    const cwd = repository({});
    const outside = folderOf({ "mine.yaml": "mine" });
    symlinkSync(join(outside, "mine.yaml"), join(cwd, "mesh-lint.yaml"));
    expect(runIn(cwd, "init").code).toBe(2);
    expect(runIn(cwd, "init", "--force").code).toBe(0);
    expect(readFileSync(join(outside, "mine.yaml"), "utf8")).toBe("mine");
    expect(lstatSync(join(cwd, "mesh-lint.yaml")).isSymbolicLink()).toBe(false);
  });

  it.each([
    [["nowhere"], 'there is no "nowhere"'],
    [["a.yaml"], 'init needs a folder, and "a.yaml" is a file'],
    [["a", "b"], "init takes one folder"],
  ])("refuses %j", (args, problem) => {
    const { code, stderr } = runIn(repository({ "a.yaml": service }), "init", ...args);
    expect([code, stderr]).toEqual([2, `mesh-lint: ${problem}\n`]);
  });

  it("leaves nothing behind where it cannot write", () => {
    const cwd = repository({});
    mkdirSync(join(cwd, "mesh-lint.yaml"));
    const { code, stderr } = runIn(cwd, "init");
    expect([code, stderr.startsWith("mesh-lint: cannot write ")]).toEqual([2, true]);
    expect(readdirSync(cwd).sort()).toEqual([".git", "mesh-lint.yaml"]);
  });
});
