/** Which files live together: folders, charts, configured roots, variables. */

import { describe, expect, it } from "vitest";
import { writtenAt } from "../../src/render/origin.ts";
import { resourcesOf } from "../../src/render/resources.ts";
import { groupByFolder } from "../../src/render/folders.ts";
import { findEnvironments, type RenderInput } from "../../src/render/render.ts";
import { contents, parse, problems, render, service, type Files } from "./world.ts";

describe("plain folders", () => {
  it("are one environment, named by the deepest common folder", async () => {
    const rendering = await render({
      "k8s/a/x.yaml": service("x"),
      "k8s/b/z.yaml": service("z"),
      "values.yaml": "image: { tag: 1 }",
      ".github/workflows/ci.yaml": "on: push\njobs: {}",
    });
    expect(contents(rendering)).toEqual({ k8s: ["Service default/x", "Service default/z"] });
    expect(rendering.environments[0]).toMatchObject({ origin: "folder", completeness: "open", roots: ["k8s"] });
  });

  it("are split where two of them define the same object", async () => {
    const rendering = await render({
      "shared.yaml": service("shared"),
      "dev/x.yaml": service("x"),
      "prod/x.yaml": service("x"),
      "prod/shared.yaml": service("shared"),
    });
    expect(contents(rendering)).toEqual({
      ".": ["Service default/shared"],
      dev: ["Service default/shared", "Service default/x"],
      prod: ["Service default/x", "Service default/shared"],
    });
  });

  it("stay together beside a deeper split", async () => {
    const rendering = await render({
      "infra/gateway.yaml": service("gateway"),
      "tools/t.yaml": service("t"),
      "apps/dev/x.yaml": service("x"),
      "apps/prod/x.yaml": service("x"),
    });
    expect(contents(rendering)).toEqual({
      ".": ["Service default/gateway", "Service default/t"],
      "apps/dev": ["Service default/x"],
      "apps/prod": ["Service default/x"],
    });
  });

  it("may repeat Namespaces and hold alternatives side by side", async () => {
    const namespace = "apiVersion: v1\nkind: Namespace\nmetadata: { name: shop }";
    const rendering = await render({
      "a/ns.yaml": namespace,
      "b/ns.yaml": namespace,
      "b/v1.yaml": service("x"),
      "b/v2.yaml": service("x"),
    });
    expect(Object.keys(contents(rendering))).toEqual(["."]);
  });

  it("are grouped, 100,000 files and more", async () => {
    const files = await parse({ "x.yaml": service("x") });
    const resources = (files[0]?.documents ?? []).flatMap(resourcesOf);
    const many = Array.from({ length: 100_000 }, (_, index) => ({
      path: `a/${index % 1000}/${index}.yaml`,
      resources,
    }));
    expect(groupByFolder(many)).toHaveLength(1000);
  });
});

describe("documents", () => {
  it("give the items of a List one by one", async () => {
    const list =
      "apiVersion: v1\nkind: List\nitems:\n  - { apiVersion: v1, kind: Service, metadata: { name: a } }\n  - 1\n";
    const { environments } = await render({ "a.yaml": list });
    expect(environments[0]?.resources.map(({ prefix }) => prefix)).toEqual([["items", 0]]);
  });

  it("that would be manifests are told which name they lack", async () => {
    const rendering = await render({
      "a.yaml": "kind: Service\nmetadata: { name: a }\nspec: {}",
      "b.yaml": "apiVersion: v1\nmetadata: { name: b }\nspec: {}",
      "values.yaml": "kind: Deployment\nmetadata: {}\n",
    });
    expect(problems(rendering)).toEqual([
      'a.yaml:2:1 gitops/missing-api-version Service without "apiVersion"',
      'b.yaml:2:1 gitops/missing-kind object of "v1" without "kind"',
    ]);
  });

  it("of a chart's templates are skipped", async () => {
    const { environments, skipped } = await render({
      "chart/Chart.yaml": "apiVersion: v2\nname: c",
      "chart/templates/a.yaml": 'apiVersion: v1\nkind: Service\nmetadata: { name: "{{ .Values.name }}" }',
      "chart/templates/plain.yaml": service("plain"),
    });
    expect(skipped).toEqual([{ file: "chart/templates/a.yaml", reason: "Helm template: not rendered" }]);
    expect(environments.map(({ resources }) => resources.length)).toEqual([1]);
  });
});

it("skips what was meant for a kustomization and is used by none", async () => {
  const { environments, skipped } = await render({
    "app/kustomization.yaml": "resources: [a.yaml, parts/b.yaml]",
    "app/a.yaml": service("a"),
    "app/left.yaml": service("left"),
    "app/values.yaml": "image: x",
    "app/parts/b.yaml": service("b"),
    "app/parts/left.yaml": service("left"),
    "app/patches/left.yaml": service("left"),
    "app/samples/s.yaml": service("s"),
    "other/patches/o.yaml": service("o"),
  });
  expect(skipped).toEqual(
    ["app/left.yaml", "app/parts/left.yaml", "app/patches/left.yaml"].map((file) => ({
      file,
      reason: "no kustomization uses it",
    })),
  );
  expect(environments.map(({ name, resources }) => [name, resources.length])).toEqual([
    ["app", 2],
    [".", 2],
  ]);
});

describe("configured environments", () => {
  const files = {
    "clusters/dev/a.yaml": service("a"),
    "clusters/prod/kustomization.yaml": "resources: [../../base]\nnamespace: p",
    "clusters/prod/left-out.yaml": service("left-out"),
    "base/kustomization.yaml": "resources: [a.yaml]",
    "base/a.yaml": service("a"),
    "rest/r.yaml": service("r"),
  };

  it("take their roots, one for each capture, and leave the rest to be found", async () => {
    const rendering = await render(files, [
      { name: "cluster-{cluster}", roots: ["clusters/{cluster}"], complete: true, namespace: "apps" },
    ]);
    expect(contents(rendering)).toMatchObject({
      "cluster-dev": ["Service default/a"],
      "cluster-prod": ["Service p/a"],
      rest: ["Service default/r"],
    });
    expect(rendering.environments[0]).toMatchObject({
      origin: "config",
      completeness: "complete",
      defaultNamespace: "apps",
    });
  });

  it("take one text once where several kustomizations lead to it, and leave out what none of them uses", async () => {
    const rendering = await render(
      {
        "k8s/a/kustomization.yaml": "resources: [../base]\nnamespace: shop",
        "k8s/b/kustomization.yaml": "resources: [../base]\nnamespace: shop\nlabels: [{ pairs: { a: b } }]",
        "k8s/c/kustomization.yaml": "resources: [../base]\nnamespace: stage",
        "k8s/a/recover/x.yaml": service("restored"),
        "k8s/base/kustomization.yaml": "resources: [x.yaml]",
        "k8s/base/x.yaml": service("x"),
        "k8s/plain/p.yaml": service("p"),
      },
      [{ name: "prod", roots: ["k8s"], complete: true }],
    );
    expect(contents(rendering)).toEqual({
      prod: ["Service shop/x", "Service stage/x", "Service default/p"],
      "k8s/a/recover": ["Service default/restored"],
    });
  });

  it("expand braces, and say which root is not there", async () => {
    const { environments } = await render(files, [
      { name: "all", roots: ["{rest,clusters/d*}", "gone"], complete: true },
    ]);
    expect(environments[0]).toMatchObject({
      roots: ["clusters/dev", "rest"],
      completeness: "partial",
      reasons: ['no folder or file is at root "gone"'],
    });
  });

  it("are partial where something below their roots is not known", async () => {
    const known = { "k8s/a.yaml": service("a"), "k8s/b/kustomization.yaml": "resources: [b.yaml]" };
    const complete = { ...known, "k8s/b/b.yaml": service("b") };
    const reasonsOf = async (world: Files, rest: Partial<RenderInput> = {}) => {
      const configured = [{ name: "prod", roots: ["k8s"], complete: true }];
      const { environments } = await findEnvironments({ files: await parse(world), configured, ...rest });
      expect(environments[0]?.completeness).toBe(environments[0]?.reasons.length === 0 ? "complete" : "partial");
      return environments[0]?.reasons;
    };
    const template = `{{- if .Values.x }}\n${service("x")}{{- end }}\n`;
    const large = (file: string) => ({ file, reason: "larger than 10 MB" });

    expect(await reasonsOf(complete)).toEqual([]);
    expect(await reasonsOf({ ...complete, "k8s/c.yaml": template })).toEqual([
      expect.stringMatching(/^k8s\/c\.yaml is not read: template/),
    ]);
    expect(await reasonsOf({ ...complete, "k8s/b/b.yaml": template })).toEqual([
      expect.stringMatching(/^k8s\/b\/b\.yaml is not read: template/),
    ]);
    expect(await reasonsOf({ ...complete, "k8s/c/Chart.yaml": "name: c", "k8s/c/templates/c.yaml": template })).toEqual(
      ["k8s/c/templates/c.yaml is not read: Helm template: not rendered"],
    );
    expect(await reasonsOf(complete, { unread: [large("k8s/x.yaml"), large("k8s/y.yaml")] })).toEqual([
      "k8s/x.yaml and 1 more are not read: larger than 10 MB",
    ]);
    expect(await reasonsOf(complete, { unread: [large("docs/x.yaml"), large("k8s/b/unused.yaml")] })).toEqual([]);
    expect(await reasonsOf(complete, { covers: (path) => path === "k8s/a.yaml" })).toEqual([
      "only a part of k8s was asked for",
    ]);
  });

  it("put variables in, and leave undefined ones unknown", async () => {
    const { environments } = await render(
      {
        "a.yaml":
          'apiVersion: v1\nkind: Service\nmetadata: { name: "${NAME:-cart}" }\nspec:\n  ports:\n' +
          '    - port: ${PORT}\n      name: "${PORT}"\n      x: ${GONE}\n      z: $${NAME}\n',
      },
      [{ name: "prod", roots: ["."], complete: true, variables: { PORT: "80" } }],
    );
    const [resource] = environments[0]?.resources ?? [];
    expect(resource?.object).toMatchObject({
      metadata: { name: "cart" },
      spec: { ports: [{ port: 80, name: "80", x: "${GONE}", z: "$${NAME}" }] },
    });
    expect(environments[0]?.reasons).toEqual(['variable "GONE" is not defined']);
    const port = (resource?.object.spec as { ports: object[] }).ports[0] ?? {};
    expect(resource && writtenAt(resource, port, "port")?.path).toEqual(["spec", "ports", 0, "port"]);
  });
});
