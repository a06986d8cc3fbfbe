/** Which CustomResourceDefinitions decide about which objects. */

import { expect, it } from "vitest";
import { rules } from "../../rules/index.ts";
import { lintSources } from "../../src/lint/sources.ts";
import { readYamlFiles } from "../../src/yaml/read.ts";

const definition = (field: string, group = "example.com", kind = "Thing") => `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: "${kind.toLowerCase()}s.${group}" }
spec:
  group: ${group}
  scope: Namespaced
  names: { kind: ${kind}, plural: ${kind.toLowerCase()}s }
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          type: object
          properties: { spec: { type: object, properties: { ${field}: { type: string } } } }
`;

const thing = (field: string, group = "example.com", kind = "Thing") =>
  `apiVersion: ${group}/v1\nkind: ${kind}\nmetadata: { name: a }\nspec: { ${field}: x }\n`;

async function messages(files: Readonly<Record<string, string>>, crds: readonly object[] = []): Promise<string[]> {
  const sources = Object.entries(files).map(([path, text]) => ({ path, text }));
  const { diagnostics } = await lintSources({ sources, crds, rules: [] });
  return diagnostics.map(({ message, file }) => `${file}: ${message}`);
}

const inFolder = (folder: string, files: Readonly<Record<string, string>>) =>
  Object.fromEntries([
    [`${folder}/kustomization.yaml`, `resources: [${Object.keys(files).join()}]`],
    ...Object.entries(files).map(([name, text]) => [`${folder}/${name}`, text]),
  ]) as Record<string, string>;

it("takes the definition of an object's own environment", async () => {
  const old = inFolder("old", { "crd.yaml": definition("a"), "thing.yaml": thing("b") });
  const young = inFolder("new", { "crd.yaml": definition("b"), "thing.yaml": thing("b") });
  expect(await messages({ ...old, ...young })).toEqual(['old/thing.yaml: unknown field "b"']);
});

it("proves nothing by the definition of another environment", async () => {
  const crds = inFolder("crds", { "crd.yaml": definition("a") });
  expect(await messages({ ...crds, ...inFolder("app", { "thing.yaml": thing("b") }) })).toEqual([]);
});

it("trusts the definition of another environment that knows more than the pack", async () => {
  const group = "gateway.networking.k8s.io";
  const app = inFolder("app", {
    "new.yaml": thing("future", group, "UDPishRoute"),
    "route.yaml": thing("future", group, "HTTPRoute"),
  });
  const crds = inFolder("crds", {
    "new.yaml": definition("future", group, "UDPishRoute"),
    "route.yaml": definition("future", group, "HTTPRoute"),
  });
  expect(await messages({ ...crds, ...app })).toEqual([]);
  expect(await messages(app)).toHaveLength(2);
});

it("shows no rule what only a looser definition lets in", async () => {
  const loose = definition("x", "gateway.networking.k8s.io", "HTTPRoute").replace(
    /openAPIV3Schema:[^]*$/,
    "openAPIV3Schema: { type: object, x-kubernetes-preserve-unknown-fields: true }\n",
  );
  const route = (spec: string): string =>
    `apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: { name: a }\nspec: ${spec}\n`;
  const odd = route("{ parentRefs: [~], hostnames: 5, rules: [~, { backendRefs: [~, 3], matches: [~] }] }");
  const fine = route("{ parentRefs: [{ name: gone }], future: 1 }");
  const gateway = "apiVersion: gateway.networking.k8s.io/v1\nkind: Gateway\nmetadata: { name: b }\n";
  const found = async (files: Readonly<Record<string, string>>, crds: readonly object[] = []) => {
    const sources = Object.entries(files).map(([path, text]) => ({ path, text }));
    const { diagnostics, failures } = await lintSources({ sources, crds, rules, only: ["gateway-api/*", "linkerd/*"] });
    return { failures, found: diagnostics.map(({ rule }) => rule) };
  };
  const calm = { failures: [], found: [] };
  const crds = inFolder("crds", { "crd.yaml": loose });
  expect(await found({ "a.yaml": odd, "crd.yaml": loose })).toEqual(calm);
  expect(await found({ ...inFolder("a", { "a.yaml": odd }), ...crds })).toEqual(calm);
  const [document] = (await readYamlFiles([{ path: "crd.yaml", text: loose }]))[0]?.documents ?? [];
  expect(await found({ "a.yaml": odd }, [document?.value as object])).toEqual(calm);
  const seen = { failures: [], found: expect.arrayContaining(["gateway-api/unknown-parent"]) as string[] };
  expect(await found({ "a.yaml": fine, "crd.yaml": loose, "b.yaml": gateway })).toEqual(seen);
});

it("shows the definition that decides, and none for what the pack says", async () => {
  const sources = [
    { path: "crd.yaml", text: definition("a") },
    { path: "thing.yaml", text: thing("b") },
    { path: "route.yaml", text: thing("future", "gateway.networking.k8s.io", "HTTPRoute") },
  ];
  const { diagnostics } = await lintSources({ sources, rules: [] });
  const shown = diagnostics.map(({ file, related }) => [file, related.map((each) => [each.file, each.range.start])]);
  expect(Object.fromEntries(shown)).toEqual({
    "thing.yaml": [["crd.yaml", { line: 8, column: 18 }]],
    "route.yaml": [],
  });
  expect(diagnostics.find(({ file }) => file === "thing.yaml")?.related).toMatchObject([
    { message: "judged by this definition" },
  ]);
});
