/** Which folders Flux and Argo CD are told to apply, and when it is certain that one is not there. */

import { describe, expect, it } from "vitest";
import { findEnvironments, type RenderInput } from "../../src/render/render.ts";
import { parse, problems, service, type Files } from "./world.ts";

const json = (value: object): string => JSON.stringify(value);

function flux(path: string, more: object = {}): string {
  return json({
    apiVersion: "kustomize.toolkit.fluxcd.io/v1",
    kind: "Kustomization",
    metadata: { name: "apps", namespace: "flux-system" },
    spec: { path, sourceRef: { kind: "GitRepository", name: "flux-system" }, ...more },
  });
}

function repository(spec: object): string {
  const metadata = { name: "flux-system", namespace: "flux-system" };
  return json({ apiVersion: "source.toolkit.fluxcd.io/v1", kind: "GitRepository", metadata, spec });
}

function argo(...sources: readonly object[]): string {
  const metadata = { name: "apps", namespace: "argocd" };
  return json({ apiVersion: "argoproj.io/v1alpha1", kind: "Application", metadata, spec: { sources } });
}

const url = "https://git.example.com/fleet";
const fleet = {
  "clusters/prod/sync.yaml": flux("./clusters/prod"),
  "clusters/prod/web.yaml": flux("apps/web/"),
  "apps/web/web.yaml": service("web"),
};
const lost = "there is no folder";

async function found(files: Files, more: Partial<RenderInput> = {}): Promise<string[]> {
  const rendering = await findEnvironments({ files: await parse(files), ...more });
  return problems(rendering).filter((problem) => problem.includes(lost));
}

describe("a folder that is not there", () => {
  it("is told with the one that may be meant", async () => {
    const files = { ...fleet, "clusters/prod/shop.yaml": flux("./apps/wbe") };
    expect(await found(files)).toEqual([
      expect.stringMatching(/^clusters\/prod\/shop.yaml:1:\d+ gitops\/unknown-folder there is no folder "apps\/wbe"/),
    ]);
    expect((await found(files))[0]).toContain('did you mean "apps/web"?');
  });

  it("is told of charts, Applications and ApplicationSets", async () => {
    const chart = { chart: "charts/shpo", sourceRef: { kind: "GitRepository", name: "flux-system" } };
    const set = { template: { spec: { source: { repoURL: `${url}.git`, path: "apps/api" } } } };
    const files = {
      ...fleet,
      "clusters/prod/release.yaml": json({
        apiVersion: "helm.toolkit.fluxcd.io/v2",
        kind: "HelmRelease",
        metadata: { name: "shop", namespace: "flux-system" },
        spec: { chart: { spec: chart } },
      }),
      "charts/shop/Chart.yaml": "name: shop\nversion: 1.0.0\n",
      "argo/apps.yaml": argo({ repoURL: url, path: "apps/web" }, { repoURL: url, path: "apps/cart" }),
      "argo/more.yaml": argo({ repoURL: url, path: "clusters/prod" }),
      "argo/set.yaml": json({ apiVersion: "argoproj.io/v1alpha1", kind: "ApplicationSet", metadata: {}, spec: set }),
    };
    expect((await found(files)).map((problem) => problem.slice(problem.indexOf(lost)))).toEqual([
      `${lost} "charts/shpo" in this repository: did you mean "charts/shop"?`,
      `${lost} "apps/cart" in this repository`,
      `${lost} "apps/api" in this repository`,
    ]);
  });

  it("is told where a patch writes it", async () => {
    const files = {
      ...fleet,
      "clusters/prod/kustomization.yaml":
        "resources: [sync.yaml, web.yaml, ../base]\npatches: [{ path: patch.yaml }]\n",
      "clusters/prod/patch.yaml": flux("./apps/wbe").replace('"apps"', '"shop"'),
      "clusters/base/kustomization.yaml": "resources: [shop.yaml]\n",
      "clusters/base/shop.yaml": flux("./is/patched").replace('"apps"', '"shop"'),
    };
    expect(await found(files)).toEqual([expect.stringMatching(/^clusters\/prod\/patch.yaml:1:.*"apps\/wbe"/)]);
  });

  it("may be in another state of the repository, or in another one", async () => {
    const shop = { "clusters/prod/shop.yaml": flux("./apps/shop") };
    const plain = { ...fleet, ...shop, "clusters/prod/source.yaml": repository({ url, ref: { branch: "main" } }) };
    expect(await found(plain)).toHaveLength(1);
    for (const spec of [{ ref: { tag: "v1" } }, { ref: { branch: "stage" } }, { include: [{ repository: {} }] }]) {
      expect(await found({ ...plain, "clusters/prod/source.yaml": repository({ url, ...spec }) })).toEqual([]);
    }
    expect(await found({ ...plain, "clusters/dev/source.yaml": repository({ url: `${url}-2` }) })).toEqual([]);
    const bucket = { sourceRef: { kind: "OCIRepository", name: "flux-system" } };
    expect(await found({ ...fleet, "clusters/prod/shop.yaml": flux("./apps/shop", bucket) })).toEqual([]);
    const chart = { repoURL: url, path: "apps/shop", chart: "shop" };
    const tagged = { repoURL: url, path: "apps/shop", targetRevision: "v1" };
    const elsewhere = { repoURL: `${url}-2`, path: "apps/shop" };
    const own = { repoURL: url, path: "apps/web" };
    expect(await found({ ...fleet, "apps/argo.yaml": argo(own, chart, tagged, elsewhere) })).toEqual([]);
  });

  it("is not believed where as many are here as are not, unless one of them is no accident", async () => {
    const files = { "flux/a.yaml": flux("deploy"), "deploy/x.yaml": service("x") };
    expect(await found({ ...files, "flux/b.yaml": flux("more") })).toEqual([]);
    expect(await found({ ...files, "flux/b.yaml": flux("more"), "flux/c.yaml": flux("flux") })).toHaveLength(1);
    const many = { "flux/b.yaml": flux("b"), "flux/c.yaml": flux("c"), "flux/d.yaml": flux("d") };
    expect(await found({ ...files, ...many, "flux/e.yaml": flux("flux") })).toEqual([]);
  });

  it("may be out of sight", async () => {
    const files = { ...fleet, "clusters/prod/shop.yaml": flux("./libs/shop") };
    expect(await found(files)).toHaveLength(1);
    expect(await found(files, { covers: (path) => path.startsWith("clusters") })).toEqual([]);
    expect(await found(files, { unread: [{ file: "libs", reason: "submodule" }] })).toEqual([]);
    expect(await found(files, { unread: [{ file: "libs/shop/big.yaml", reason: "too large" }] })).toEqual([]);
    expect(await found(files, { present: (paths) => new Set(paths) })).toEqual([]);
  });

  it("is one of few, though none of them holds a manifest", async () => {
    const docs = { "clusters/prod/a.yaml": flux("./a"), "clusters/prod/b.yaml": flux("./b") };
    const files = { ...fleet, ...docs, "clusters/prod/shop.yaml": flux("./c") };
    expect(await found(files)).toEqual([]);
    const present: RenderInput["present"] = (paths) => new Set(paths.filter((path) => path !== "c"));
    expect(await found(files, { present })).toHaveLength(1);
  });

  it.each(["./", ".", "", "/", "apps/${cluster}", "apps/{{ name }}", "../shop", "apps/*", "[[ path ]]"])(
    "is not meant by %j",
    async (path) => {
      expect(await found({ ...fleet, "clusters/prod/shop.yaml": flux(path) })).toEqual([]);
    },
  );
});
