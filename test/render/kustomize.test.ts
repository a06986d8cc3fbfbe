/** Kustomizations: what is gathered, what is changed, what is said. Expected results are those of kustomize 5.5. */

import { describe, expect, it } from "vitest";
import type { Resource } from "../../src/render/environment.ts";
import { writtenAt } from "../../src/render/origin.ts";
import { findEnvironments } from "../../src/render/render.ts";
import { contents, parse, problems, render, service } from "./world.ts";

const route = `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart, namespace: shop }
spec:
  hosts: [cart, kart]
  http:
    - route: [{ destination: { host: cart } }]
`;

const deployment = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: cart }
spec:
  template:
    spec:
      containers:
        - { name: app, image: cart:1, env: [{ name: A, value: a }] }
        - { name: old, image: old:1 }
`;

async function only(files: Readonly<Record<string, string>>): Promise<Resource> {
  const { environments } = await render(files);
  const [resource] = environments[0]?.resources ?? [];
  if (!resource) throw new Error("no resource");
  return resource;
}

describe("a kustomization", () => {
  it("gathers files, bases and components, each environment once", async () => {
    const rendering = await render({
      "base/kustomization.yaml": "resources: [cart.yaml]",
      "base/cart.yaml": service("cart"),
      "extra/kustomization.yaml": "kind: Component\nresources: [pay.yaml]",
      "extra/pay.yaml": service("pay"),
      "overlays/dev/kustomization.yaml": "resources: [../../base/]",
      "overlays/prod/kustomization.yml": "bases: [../../base]\ncomponents: [../../extra]\nnamespace: prod",
    });
    expect(contents(rendering)).toEqual({
      "overlays/dev": ["Service default/cart"],
      "overlays/prod": ["Service prod/cart", "Service prod/pay"],
    });
    expect(rendering.environments.map(({ origin, completeness }) => [origin, completeness])).toEqual([
      ["kustomize", "open"],
      ["kustomize", "open"],
    ]);
  });

  it("renames objects and Namespaces as its layers say", async () => {
    const rendering = await render({
      "base/kustomization.yaml": "resources: [all.yaml]\nnamePrefix: a-\nnameSuffix: -x\nnamespace: inner",
      "base/all.yaml": `${service("cart", "old")}---\napiVersion: v1\nkind: Namespace\nmetadata: { name: old }\n`,
      "top/kustomization.yaml": "resources: [../base]\nnamePrefix: b-\nnameSuffix: -y\nnamespace: outer",
    });
    expect(contents(rendering)).toEqual({ top: ["Service outer/b-a-cart-x-y", "Namespace /outer"] });
  });

  it("adds labels and annotations of all layers", async () => {
    const { overrides } = await only({
      "base/kustomization.yaml":
        "resources: [a.yaml]\nlabels: [{ pairs: { a: one, b: one } }]\ncommonAnnotations: { c: d }",
      "base/a.yaml": service("cart"),
      "top/kustomization.yaml": "resources: [../base]\ncommonLabels: { b: two }",
    });
    expect(overrides).toEqual({ labels: { a: "one", b: "two" }, annotations: { c: "d" }, labelSelectors: true });
  });

  it("knows generated objects by name", async () => {
    const rendering = await render({
      "kustomization.yaml":
        "namespace: shop\nconfigMapGenerator: [{ name: conf, literals: [a=b] }]\nsecretGenerator: [{ name: cert }]",
    });
    expect(contents(rendering)).toEqual({ ".": ["ConfigMap shop/conf", "Secret shop/cert"] });
  });

  it("is partial where something is not at hand", async () => {
    const { environments, problems: found } = await render({
      "kustomization.yaml": `
resources: ["https://example.com/a.yaml", "github.com/org/repo?ref=v1", "\${BASE}", ../out]
helmCharts: [{ name: redis }]
replacements: [{ path: r.yaml }]
configMapGenerator: [{ name: c }]
`,
    });
    expect(environments[0]?.completeness).toBe("partial");
    expect(environments[0]?.reasons).toEqual([
      'remote resource "https://example.com/a.yaml" is not fetched',
      'remote resource "github.com/org/repo?ref=v1" is not fetched',
      'resource "${BASE}" is not known',
      '"../out" lies outside of the repository',
      'chart "redis" of kustomization.yaml is not rendered',
      "replacements of r.yaml are not known",
    ]);
    expect(found.map(({ message }) => message)).toEqual(['there is no file "r.yaml"']);
  });

  it("says what it names in vain", async () => {
    const rendering = await render({
      "top/kustomization.yaml": "resources: [a.yaml, ../plain, b.yaml]\npatches: [{ path: p.yaml }]",
      "top/a.yaml": service("a"),
      "plain/c.yaml": service("c"),
    });
    expect(problems(rendering)).toEqual([
      'top/kustomization.yaml:1:21 gitops/unknown-resource folder "../plain" holds no kustomization file',
      'top/kustomization.yaml:1:31 gitops/unknown-resource there is no file or folder "b.yaml"',
      'top/kustomization.yaml:2:19 gitops/unknown-resource there is no file "p.yaml"',
    ]);
  });

  it("survives circles", async () => {
    const rendering = await render({
      "a/kustomization.yaml": "resources: [../b, x.yaml]",
      "a/x.yaml": service("x"),
      "b/kustomization.yaml": "resources: [../a, ../b]",
    });
    expect(contents(rendering)).toEqual({ a: ["Service default/x"] });
    expect(problems(rendering)).toEqual([
      'b/kustomization.yaml:1:13 gitops/invalid-cycle "../a" leads back to this kustomization',
      'b/kustomization.yaml:1:19 gitops/invalid-cycle "../b" leads back to this kustomization',
    ]);
  });

  it("does not multiply objects without end", async () => {
    const files: Record<string, string> = { "x0/kustomization.yaml": "resources: [a.yaml]", "x0/a.yaml": service("a") };
    files["y0/kustomization.yaml"] = "resources: [a.yaml]";
    files["y0/a.yaml"] = service("b");
    for (let level = 1; level < 30; level++) {
      const below = `resources: [../x${level - 1}, ../y${level - 1}]`;
      files[`x${level}/kustomization.yaml`] = `${below}\nnamePrefix: a`;
      files[`y${level}/kustomization.yaml`] = `${below}\nnamePrefix: b`;
    }
    const { environments } = await render(files);
    expect(environments.every(({ completeness }) => completeness === "partial")).toBe(true);
  });

  it("asks for what was not among the files", async () => {
    const files = await parse({ "top/kustomization.yaml": "resources: [../base]\npatches: [{ path: p.json }]" });
    const rest: Record<string, string> = {
      "base/kustomization.yaml": "resources: [a.yaml]",
      "base/a.yaml": service("a"),
      "top/p.json": '{"apiVersion": "v1", "kind": "Service", "metadata": {"name": "a", "labels": {"x": "y"}}}',
    };
    const rendering = await findEnvironments({
      files,
      load: (paths) => parse(Object.fromEntries(paths.flatMap((path) => (rest[path] ? [[path, rest[path]]] : [])))),
    });
    expect(contents(rendering)).toEqual({ top: ["Service default/a"] });
    expect(rendering.environments[0]?.resources[0]?.object.metadata).toEqual({ name: "a", labels: { x: "y" } });
  });
});

describe("a patch", () => {
  const files = { "a.yaml": route, "kustomization.yaml": "resources: [a.yaml]\n" };

  it("merges mappings and replaces lists of custom resources", async () => {
    const resource = await only({
      ...files,
      "kustomization.yaml": "resources: [a.yaml]\npatchesStrategicMerge: [p.yaml]",
      "p.yaml":
        "apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: { name: cart, namespace: shop }\nspec: { hosts: [new], http: null, gateways: [g] }",
    });
    expect(resource.object.spec).toEqual({ hosts: ["new"], gateways: ["g"] });
  });

  it("merges lists of built-in kinds by their key", async () => {
    const resource = await only({
      "a.yaml": deployment,
      "kustomization.yaml": "resources: [a.yaml]\npatches: [{ path: p.yaml }]",
      "p.yaml": `
apiVersion: apps/v1
kind: Deployment
metadata: { name: cart }
spec:
  template:
    spec:
      containers:
        - { name: app, image: cart:2, env: [{ name: B, value: b }] }
        - { name: old, $patch: delete }
        - { name: new, image: new:1 }
`,
    });
    expect(resource.object.spec).toEqual({
      template: {
        spec: {
          containers: [
            { name: "new", image: "new:1" },
            {
              name: "app",
              image: "cart:2",
              env: [
                { name: "B", value: "b" },
                { name: "A", value: "a" },
              ],
            },
          ],
        },
      },
    });
  });

  it("replaces a list whole where an item says so, and merges webhooks by name", async () => {
    const resource = await only({
      "a.yaml": `
apiVersion: admissionregistration.k8s.io/v1
kind: MutatingWebhookConfiguration
metadata: { name: hooks }
webhooks: [{ name: a.example.com, sideEffects: None }, { name: b.example.com, matchConditions: [] }]
`,
      "kustomization.yaml": "resources: [a.yaml]\npatches: [{ path: p.yaml }, { path: q.yaml }]",
      "p.yaml": `
apiVersion: admissionregistration.k8s.io/v1
kind: MutatingWebhookConfiguration
metadata: { name: hooks }
webhooks: [{ name: a.example.com, failurePolicy: Fail }]
`,
      "q.yaml": `
apiVersion: admissionregistration.k8s.io/v1
kind: MutatingWebhookConfiguration
metadata: { name: hooks }
webhooks: [{ name: b.example.com, $patch: delete }]
`,
    });
    expect(resource.object.webhooks).toEqual([{ name: "a.example.com", sideEffects: "None", failurePolicy: "Fail" }]);
    const { object } = await only({
      "a.yaml": service("cart").replace("spec: {}", "spec: { ports: [{ port: 80 }, { port: 81 }] }"),
      "kustomization.yaml": "resources: [a.yaml]\npatches: [p.yaml]",
      "p.yaml": service("cart").replace("spec: {}", "spec: { ports: [{ $patch: replace }, { port: 82 }] }"),
    });
    expect(object.spec).toEqual({ ports: [{ port: 82 }] });
  });

  it("leaves kind, name and namespace of its target alone, unless its options allow more", async () => {
    const patch = `{ apiVersion: v1, kind: Any, metadata: { name: "*", namespace: other, labels: { a: b } } }`;
    const patched = (options: string) =>
      only({
        ...files,
        "kustomization.yaml": `resources: [a.yaml]\npatches:\n  - { target: { kind: VirtualService }, path: p.yaml${options} }`,
        "p.yaml": patch,
      });
    expect((await patched("")).object).toMatchObject({
      kind: "VirtualService",
      metadata: { name: "cart", namespace: "shop", labels: { a: "b" } },
    });
    expect((await patched(", options: { allowNameChange: true, allowKindChange: true }")).object).toMatchObject({
      kind: "Any",
      metadata: { name: "*", namespace: "shop" },
    });
  });

  it("may call a Namespace by the name that it had before the kustomization set one", async () => {
    const rendering = await render({
      "base/kustomization.yaml": "resources: [all.yaml]\nnamespace: inner",
      "base/all.yaml": `${service("cart")}---\napiVersion: v1\nkind: Namespace\nmetadata: { name: system }\n`,
      "top/kustomization.yaml": "resources: [../base]\npatchesStrategicMerge: [p.yaml]",
      "top/p.yaml": "$patch: delete\napiVersion: v1\nkind: Namespace\nmetadata: { name: system }",
    });
    expect(contents(rendering)).toEqual({ top: ["Service inner/cart"] });
  });

  it("applies JSON operations to what its target selects", async () => {
    const resource = await only({
      ...files,
      "kustomization.yaml": `
resources: [a.yaml]
patches:
  - target: { kind: Virtual.*, name: c.*t }
    patch: |-
      - { op: replace, path: /spec/hosts/0, value: first }
      - { op: remove, path: /spec/hosts/1 }
      - { op: add, path: /spec/hosts/-, value: last }
      - { op: add, path: /metadata/annotations, value: { a~b: c } }
      - { op: move, from: /spec/http, path: /spec/tcp }
`,
    });
    expect(resource.object).toMatchObject({
      metadata: { annotations: { "a~b": "c" } },
      spec: { hosts: ["first", "last"], tcp: [{}] },
    });
    expect(resource.object.spec).not.toHaveProperty("http");
  });

  it("can delete an object", async () => {
    const patch = `{apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: {name: cart}, $patch: delete}`;
    const rendering = await render({
      ...files,
      "kustomization.yaml": `resources: [a.yaml, b.yaml]\npatches:\n  - patch: "${patch}"`,
      "b.yaml": service("b"),
    });
    expect(contents(rendering)).toEqual({ ".": ["Service default/b"] });
  });

  it("says what it does not find", async () => {
    const rendering = await render({
      ...files,
      "kustomization.yaml": `
resources: [a.yaml]
patchesStrategicMerge: [p.yaml]
patches:
  - { target: { kind: VirtualService }, path: j.yaml }
`,
      "p.yaml": "apiVersion: v1\nkind: Service\nmetadata:\n  name: card",
      "j.yaml": "- { op: remove, path: /spec/gateways }",
    });
    expect(problems(rendering)).toEqual([
      'p.yaml:4:9 gitops/unknown-patch-target no Service "card" to patch in this kustomization',
      'j.yaml:1:23 gitops/invalid-patch patch does not fit VirtualService: nothing is at "/spec/gateways"',
    ]);
  });

  it("is not fooled by keys of prototypes", async () => {
    const resource = await only({
      ...files,
      "kustomization.yaml": `
resources: [a.yaml]
patches:
  - target: { kind: VirtualService }
    patch: '[{ "op": "add", "path": "/__proto__/polluted", "value": 1 }]'
  - target: { kind: VirtualService }
    patch: '{ "apiVersion": "v1", "kind": "x", "spec": { "__proto__": { "polluted": 1 } } }'
`,
    });
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(Object.hasOwn(resource.object.spec as object, "__proto__")).toBe(true);
  });
});

describe("writtenAt", () => {
  it("finds values where they were written, in the document or in the patch", async () => {
    const resource = await only({
      "a.yaml": route,
      "kustomization.yaml": `
resources: [a.yaml]
patches:
  - path: p.yaml
  - target: { kind: VirtualService }
    patch: "[{ op: add, path: /spec/hosts/0, value: front }]"
`,
      "p.yaml":
        "apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: { name: cart, namespace: shop }\nspec: { tls: [{ match: [] }] }",
    });
    const spec = resource.object.spec as { hosts: string[]; http: object[]; tls: object[] };
    const at = (owner: object, key?: string | number) => {
      const written = writtenAt(resource, owner, key);
      return written && `${written.document.source.path} ${written.path.join(".")}`;
    };
    expect(spec.hosts).toEqual(["front", "cart", "kart"]);
    expect(at(spec.hosts, 0)).toBe("kustomization.yaml patches.1.patch");
    expect(at(spec.hosts, 2)).toBe("a.yaml spec.hosts.1");
    expect(at(spec.http[0] ?? {}, "route")).toBe("a.yaml spec.http.0.route");
    expect(at(spec.tls[0] ?? {}, "match")).toBe("p.yaml spec.tls.0.match");
    expect(at(spec, "tls")).toBe("p.yaml spec.tls");
    expect(at({})).toBeUndefined();
  });
});

describe("very many patches", () => {
  const patches = (count: number): string =>
    Array.from(
      { length: count },
      (_, index) => `  - patch: |-
      { apiVersion: v1, kind: ConfigMap, metadata: { name: cart, annotations: { step: "${index}" } } }
`,
    ).join("");
  const files = (count: number) => ({
    "a.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: cart }\n",
    "kustomization.yaml": `resources: [a.yaml]\npatches:\n${patches(count)}`,
  });

  it("of one resource leave no trace of the states between them", async () => {
    const resource = await only(files(300));
    expect(resource.object.metadata).toMatchObject({ annotations: { step: "299" } });
    expect(resource.changes?.size).toBeLessThan(10);
  });

  it("are not all applied, and the environment says so", async () => {
    const { environments } = await render(files(5002));
    expect(environments[0]?.reasons).toEqual(["2 of the 5002 patches of kustomization.yaml are not applied: too many"]);
  });
});

describe("scalars", () => {
  it("are what kustomize reads: words are texts, and annotations are quoted", async () => {
    const resource = await only({
      "a.yaml": `
apiVersion: v1
kind: Service
metadata: { name: d, annotations: { k: , l: null, o: 1.50, q: 0x1F, w: yes, b: true }, labels: { a: yes, b: 5, t: True } }
spec: { sessionAffinity: on, selector: { a: no }, z: [y, "n", 'no', Off], publishNotReadyAddresses: TRUE, d: -yes }
`,
      "kustomization.yaml": `
resources: [a.yaml]
patches:
  - path: p.yaml
  - target: { kind: Service }
    patch: "[{ op: add, path: /spec/json, value: yes }]"
`,
      "p.yaml":
        "apiVersion: v1\nkind: Service\nmetadata: { name: d, annotations: { r: true } }\nspec: { merged: off, real: false }",
    });
    expect(resource.object).toEqual({
      apiVersion: "v1",
      kind: "Service",
      metadata: {
        name: "d",
        annotations: { k: "", l: "null", o: "1.50", q: "0x1F", w: "yes", b: "true", r: "true" },
        labels: { a: "yes", b: 5, t: true },
      },
      spec: {
        sessionAffinity: "on",
        selector: { a: "no" },
        z: ["y", "n", "no", "Off"],
        publishNotReadyAddresses: true,
        d: "-yes",
        merged: "off",
        real: false,
        json: true,
      },
    });
    const { labels } = resource.object.metadata as { readonly labels: object };
    expect(writtenAt(resource, labels, "a")).toMatchObject({ path: ["metadata", "labels", "a"] });
  });

  it("are what kubectl reads where no kustomization is", async () => {
    const resource = await only({
      "a.yaml": "apiVersion: v1\nkind: Service\nmetadata: { name: d, labels: { a: yes } }\n",
    });
    expect(resource.object.metadata).toEqual({ name: "d", labels: { a: true } });
    expect(resource.changes).toBeUndefined();
  });
});
