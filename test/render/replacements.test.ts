/** Replacements and what is generated for them. Expected results are those of kustomize 5.5. */

import { describe, expect, it } from "vitest";
import type { Resource } from "../../src/render/environment.ts";
import { writtenAt } from "../../src/render/origin.ts";
import { findEnvironments } from "../../src/render/render.ts";
import { manifestOf } from "../../src/mesh/manifest.ts";
import { parse, problems, render } from "./world.ts";

const objects = `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart, namespace: shop, annotations: { a.b/c: x }, labels: { tier: front } }
spec:
  hosts: [cart.shop.svc]
  retries: 5
  active: true
  http:
    - name: one
      route: [{ destination: { host: cart.shop.svc.cluster.local, port: { number: 80 } } }]
    - name: two
      route: [{ destination: { host: old } }]
---
apiVersion: v1
kind: Service
metadata: { name: svc, namespace: shop, labels: { app: svc } }
spec: { ports: [{ name: http, port: 8080 }], clusterIP: "" }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: params }
data: { host: h.example.com, port: "90", empty: "", parts: "a,b,c", flag: "false" }
`;

const replacing = (source: string, target: string, more = "") =>
  `resources: [a.yaml]\n${more}\nreplacements: [{ source: { ${source} }, targets: [{ ${target} }] }]\n`;

interface Rendered {
  readonly route: Resource;
  readonly problems: readonly string[];
  readonly reasons: readonly string[];
}

async function rendered(
  kustomization: string,
  more: Readonly<Record<string, string>> = {},
  texts: Readonly<Record<string, string>> = {},
): Promise<Rendered> {
  const files = await parse({ "kustomization.yaml": kustomization, "a.yaml": objects, ...more });
  const rendering = await findEnvironments({
    files,
    readTexts: (paths) => new Map(paths.flatMap((path) => (path in texts ? [[path, texts[path] ?? ""]] : []))),
  });
  const [environment] = rendering.environments;
  const route = environment?.resources.find(({ object }) => object.kind === "VirtualService");
  if (!environment || !route) throw new Error("no route");
  return { route, problems: problems(rendering), reasons: environment.reasons };
}

function at({ object }: Resource, path: string): unknown {
  let node: unknown = object;
  for (const step of path.split("/")) node = (node as Record<string, unknown> | undefined)?.[step];
  return node;
}

const host = "spec/http/0/route/0/destination/host";
const select = "select: { kind: VirtualService }";

describe("a replacement", () => {
  it.each([
    ["kind: Service", "fieldPaths: [spec.hosts.0]", "spec/hosts/0", "svc"],
    ["kind: Service, fieldPath: metadata.namespace", "fieldPaths: [spec.hosts.0]", "spec/hosts/0", "shop"],
    ["kind: Service, fieldPath: metadata.labels.app", "fieldPaths: [spec.hosts.0]", "spec/hosts/0", "svc"],
    ["kind: Service, fieldPath: spec.clusterIP", "fieldPaths: [spec.hosts.0]", "spec/hosts/0", ""],
    ["kind: Service, fieldPath: spec.ports.0.port", "fieldPaths: [spec.hosts.0]", "spec/hosts/0", "8080"],
    ['kind: Service, fieldPath: "spec.ports.[name=http].port"', "fieldPaths: [spec.retries]", "spec/retries", 8080],
    ["kind: Service, fieldPath: spec.ports.-.port", "fieldPaths: [spec.retries]", "spec/retries", 8080],
    ["kind: ConfigMap, fieldPath: data.port", "fieldPaths: [spec.retries]", "spec/retries", 90],
    ["kind: ConfigMap, fieldPath: data.port", "fieldPaths: [spec.hosts.0]", "spec/hosts/0", "90"],
    ["kind: ConfigMap, fieldPath: data.flag", "fieldPaths: [spec.active]", "spec/active", false],
    [
      'kind: ConfigMap, fieldPath: data.parts, options: { delimiter: ",", index: 1 }',
      "fieldPaths: [spec.hosts.0]",
      "spec/hosts/0",
      "b",
    ],
    ["kind: Service", `fieldPaths: ["spec.hosts.*"]`, "spec/hosts/0", "svc"],
    ["kind: Service", `fieldPaths: ["spec.hosts.[=shop]"]`, "spec/hosts/0", "svc"],
    [
      "kind: Service",
      `fieldPaths: ["spec.http.*.route.*.destination.host"]`,
      "spec/http/1/route/0/destination/host",
      "svc",
    ],
    [
      "kind: Service",
      `fieldPaths: ["spec.http.[name=t.o].route.0.destination.host"]`,
      "spec/http/1/route/0/destination/host",
      "svc",
    ],
    ["kind: Service", `fieldPaths: ["metadata.annotations.[a.b/c]"]`, "metadata/annotations", { "a.b/c": "svc" }],
    [
      "kind: Service",
      String.raw`fieldPaths: ['metadata.annotations.a\.b/c']`,
      "metadata/annotations",
      { "a.b/c": "svc" },
    ],
    ["kind: Service", "", "metadata/name", "svc"],
    [
      "kind: ConfigMap, fieldPath: data.host, namespace: default",
      "fieldPaths: [spec.hosts.0]",
      "spec/hosts/0",
      "h.example.com",
    ],
  ])("copies { %s } to %s", async (source, target, path, value) => {
    const result = await rendered(replacing(source, `${select}, ${target}`));
    expect(at(result.route, path)).toEqual(value);
    expect(result.problems).toEqual([]);
    expect(result.reasons).toEqual([]);
  });

  it.each([
    ["index: 0", "svc.shop.svc.cluster.local"],
    ["index: 1", "cart.svc.svc.cluster.local"],
    ["index: -1", "svc.cart.shop.svc.cluster.local"],
    ["index: 9", "cart.shop.svc.cluster.local.svc"],
  ])("puts a part between delimiters: %s", async (options, value) => {
    const target = `${select}, fieldPaths: [spec.http.0.route.0.destination.host], options: { delimiter: ".", ${options} }`;
    const { route } = await rendered(replacing("kind: Service", target));
    expect(at(route, host)).toBe(value);
  });

  it.each([
    ["spec.new", "spec/new", 90],
    ["spec.new.x", "spec/new", { x: 90 }],
    ["spec.hosts.1", "spec/hosts", ["cart.shop.svc", 90]],
    ["spec.http.2.x", "spec/http/2", { x: 90 }],
    ["spec.http.[name=three].x", "spec/http/2", { name: "three", x: 90 }],
    ["metadata.annotations.new", "metadata/annotations", { "a.b/c": "x", new: "90" }],
  ])("makes the field if it may: %s", async (path, place, value) => {
    const target = `${select}, fieldPaths: ["${path}"], options: { create: true }`;
    const { route, problems: found } = await rendered(replacing("kind: ConfigMap, fieldPath: data.port", target));
    expect(at(route, place)).toEqual(value);
    expect(found).toEqual([]);
  });

  it("leaves alone what it does not select", async () => {
    const selectors = [
      "select: { kind: VirtualService }, reject: [{ name: cart }]",
      "select: { kind: VirtualService, name: other }",
      "select: { kind: VirtualService, version: v1beta1 }",
      "select: { group: apps }",
      "select: { labelSelector: tier=back }",
    ];
    for (const selector of selectors) {
      const { route, problems: found } = await rendered(
        replacing("kind: Service", `${selector}, fieldPaths: [spec.hosts.0]`),
      );
      expect(at(route, "spec/hosts/0"), selector).toBe("cart.shop.svc");
      expect(found).toEqual([]);
    }
  });

  it("does not know what newer versions of kustomize take for a pattern", async () => {
    const target = "select: { kind: Virtual.* }, fieldPaths: [spec.hosts.0]";
    const { route, reasons } = await rendered(replacing("kind: Service", target));
    expect(at(route, "spec/hosts/0")).toBe("${replacement}");
    expect(reasons).toEqual([]);
  });

  it("sees what its kustomization and those below set, and has the last word", async () => {
    const target = `${select}, fieldPaths: [spec.hosts.0, metadata.name, metadata.namespace]`;
    const more = "namespace: other\nnamePrefix: p-\ncommonAnnotations: { a.b/c: q }";
    const { route } = await rendered(replacing("kind: Service", target, more));
    expect(at(route, "spec/hosts/0")).toBe("p-svc");
    expect(manifestOf(route)).toMatchObject({ name: "p-svc", namespace: "p-svc" });
    const annotated = await rendered(
      replacing("kind: Service", `${select}, fieldPaths: ["metadata.annotations.[a.b/c]"]`, more),
    );
    expect(manifestOf(annotated.route).annotations).toEqual({ "a.b/c": "p-svc" });
  });

  it("builds on those before, may stand in a file, and its place is that of the kustomization", async () => {
    const { route } = await rendered("resources: [a.yaml]\nreplacements:\n  - path: r.yaml\n", {
      "r.yaml": `
- source: { kind: Service }
  targets: [{ select: { kind: ConfigMap }, fieldPaths: [data.host] }]
- source: { kind: ConfigMap, fieldPath: data.host }
  targets: [{ select: { kind: VirtualService }, fieldPaths: [spec.hosts.0] }]
`,
    });
    expect(at(route, "spec/hosts/0")).toBe("svc");
    const hosts = at(route, "spec/hosts") as object;
    expect(writtenAt(route, hosts, 0)).toMatchObject({ path: ["replacements", 0] });
    expect(writtenAt(route, hosts, 0)?.document.source.path).toBe("kustomization.yaml");
  });

  it.each([
    [
      "kind: Service, name: none",
      "fieldPaths: [spec.hosts.0]",
      '3:18 gitops/invalid-replacement no Service "none" to copy from in this kustomization',
    ],
    [
      "kind: Serv.*",
      "fieldPaths: [spec.hosts.0]",
      "3:18 gitops/invalid-replacement no Serv.* to copy from in this kustomization",
    ],
    [
      "version: v1, fieldPath: data.host",
      "fieldPaths: [spec.hosts.0]",
      "3:18 gitops/invalid-replacement 3 objects are meant by this source, not one",
    ],
    [
      "kind: Service, fieldPath: spec.none",
      "fieldPaths: [spec.hosts.0]",
      '3:54 gitops/invalid-replacement Service "svc" has no field "spec.none"',
    ],
    [
      "kind: Service",
      "fieldPaths: [spec.hosts.7]",
      '3:104 gitops/invalid-replacement VirtualService "cart" has no field "spec.hosts.7" to replace',
    ],
    [
      "kind: Service",
      "fieldPaths: [spec.hosts.0, spec.retries]",
      '3:118 gitops/invalid-replacement "svc" is no number, as the field is',
    ],
    [
      'kind: ConfigMap, fieldPath: data.parts, options: { delimiter: ",", index: 3 }',
      "fieldPaths: [spec.hosts.0]",
      '3:102 gitops/invalid-replacement "a,b,c" has no part 3 between ","',
    ],
  ])("is refused: { %s } to %s", async (source, target, problem) => {
    const result = await rendered(replacing(source, `${select}, ${target}`));
    expect(result.problems).toEqual([`kustomization.yaml:${problem}`]);
  });
});

describe("what is generated", () => {
  const generators = `
configMapGenerator:
  - { name: made, literals: ["a=b=c", 'q="quoted"', "e="] }
  - { name: listed, envs: [params.env] }
  - { name: params, behavior: merge, literals: [host=merged] }
`;
  const texts = { "params.env": "# comment\n\n  HOST=env.example.com \nPORT=1=2\r\n" };

  it.each([
    ["name: made, fieldPath: data.a", "b=c"],
    ["name: made, fieldPath: data.q", "quoted"],
    ["name: made, fieldPath: data.e", ""],
    ["name: listed, fieldPath: data.HOST", "env.example.com "],
    ["name: listed, fieldPath: data.PORT", "1=2"],
    ["name: params, fieldPath: data.host", "merged"],
    ["name: params, fieldPath: data.port", "90"],
  ])("can be copied: %s", async (source, value) => {
    const target = `${select}, fieldPaths: [spec.hosts.0]`;
    const result = await rendered(replacing(source, target, generators), {}, texts);
    expect(at(result.route, "spec/hosts/0")).toBe(value);
    expect(result.problems).toEqual([]);
  });

  it.each([
    ["a file that is not at hand", "envs: [none.env]"],
    ["whoever builds it", "envs: [open.env]"],
    ["files", "files: [host]"],
  ])("is not known where it comes from %s", async (_, content) => {
    const target = `${select}, fieldPaths: [spec.hosts.0]`;
    const more = `configMapGenerator: [{ name: made, ${content} }]`;
    const result = await rendered(
      replacing("name: made, fieldPath: data.host", target, more),
      {},
      { "open.env": "host" },
    );
    expect(at(result.route, "spec/hosts/0")).toBe("${replacement}");
    expect(result.problems).toEqual([]);
    expect(result.reasons).toEqual([]);
  });
});

it("leaves unknown what cannot be told where much is missing", async () => {
  const { environments, problems: found } = await render({
    "a.yaml": objects,
    "kustomization.yaml": replacing(
      "kind: Secret, fieldPath: data.x",
      `${select}, fieldPaths: [spec.hosts.0, spec.none]`,
      "helmCharts: [{ name: x }]",
    ),
  });
  expect(found).toEqual([]);
  expect(environments[0]?.resources[0]?.object.spec).toMatchObject({ hosts: ["${replacement}"] });
});

it("ends, however much there is to replace", async () => {
  const many = Array.from(
    { length: 300 },
    (_, index) => `apiVersion: v1\nkind: Service\nmetadata: { name: s${index} }\n`,
  );
  const paths = Array.from({ length: 2000 }, () => "metadata.name").join(", ");
  const { environments } = await render({
    "many.yaml": many.join("---\n"),
    "a.yaml": objects,
    "kustomization.yaml": `resources: [a.yaml, many.yaml]\nreplacements: [{ source: { kind: ConfigMap }, targets: [{ select: { kind: Service }, fieldPaths: [${paths}] }] }]\n`,
  });
  expect(environments[0]?.reasons).toEqual(['some "replacements" of kustomization.yaml are not applied']);
});

it("is not fooled by keys of prototypes, nor slowed down by quotes", async () => {
  const quotes = '"'.repeat(200_000);
  const { environments, problems: found } = await render({
    "a.yaml": objects,
    "kustomization.yaml": `
resources: [a.yaml]
configMapGenerator: [{ name: odd, literals: ['a=x${quotes}y'] }]
replacements:
  - source: { kind: Service, fieldPath: metadata.labels.constructor }
    targets: [{ select: { kind: VirtualService }, fieldPaths: [spec.hosts.0] }]
  - source: { kind: Service }
    targets: [{ select: { kind: VirtualService }, fieldPaths: [metadata.__proto__.polluted], options: { create: true } }]
`,
  });
  expect(found.map(({ message }) => message)).toEqual(['Service "svc" has no field "metadata.labels.constructor"']);
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  expect(environments).toHaveLength(1);
});
