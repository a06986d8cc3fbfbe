/** Which CustomResourceDefinitions decide about which objects. */

import { expect, it } from "vitest";
import { lintSources } from "../../src/lint/sources.ts";

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
