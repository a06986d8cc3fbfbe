import { describe, expect, it } from "vitest";
import { loadSchemas } from "../../src/schema/pack.ts";
import { objectOf, said } from "./check.ts";

const crd = (versions: string, spec = ""): object =>
  objectOf(`
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: things.example.com }
spec:
  group: example.com
  scope: Cluster
  names: { kind: Thing, plural: things }
  ${spec}
  versions:
${versions}
`);

const version = (name: string, flags: string, schema: string): string =>
  `    - { name: ${name}, storage: true, ${flags}, schema: { openAPIV3Schema: ${schema} } }`;
const thing = (apiVersion: string, rest = ""): string =>
  `apiVersion: example.com/${apiVersion}\nkind: Thing\nmetadata: { name: a }\n${rest}\n`;

describe("CRDs of the user", () => {
  const schema = `{ type: object, properties: { spec: { type: object, required: [size], properties: {
    size: { type: integer, minimum: 1, default: 3 }, open: { type: object, x-kubernetes-preserve-unknown-fields: true },
    choice: { oneOf: [{ not: { anyOf: [{ required: [a] }, { required: [b] }] } }, { required: [a] }, { required: [b] }],
      type: object, properties: { a: { type: string }, b: { type: string } } } } } } }`;
  const schemas = loadSchemas({
    crds: [
      crd(
        [
          version("v1", "served: true", schema),
          version("v1beta1", "served: true, deprecated: true", schema),
          version("v1alpha1", "served: false", schema),
        ].join("\n"),
      ),
    ],
  });

  it("checks against them, with their defaults", () => {
    expect(said(thing("v1", "spec: { siez: 3, open: { any: 1 } }"), schemas)).toEqual([
      'schema/unknown-field spec.siez key: unknown field "siez": did you mean "size"?',
    ]);
    expect(said(thing("v1", "spec: { size: 0 }"), schemas)).toEqual([
      'schema/invalid-value spec.size value: "size" is 0: it must be at least 1',
    ]);
  });

  it("reads the one-of groups that protobuf's generators write", () => {
    expect(said(thing("v1", "spec: { choice: {} }"), schemas)).toEqual([]);
    expect(said(thing("v1", 'spec: { choice: { a: "1", b: "2" } }'), schemas)).toEqual([
      'schema/conflicting-fields spec.choice.b key: only one of "a" and "b" may be set',
    ]);
  });

  it("knows which versions are served", () => {
    expect(said(thing("v1alpha1"), schemas)).toEqual([
      'schema/unknown-version apiVersion value: Thing "v1alpha1" is no longer served: use example.com/v1',
    ]);
    expect(said(thing("v1beta1"), schemas)).toEqual([
      'schema/deprecated-version apiVersion value: Thing "v1beta1" is deprecated: use example.com/v1',
    ]);
  });

  it("wins over the embedded schema of the kind", () => {
    const own = objectOf(`
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: virtualservices.networking.istio.io }
spec:
  group: networking.istio.io
  scope: Namespaced
  names: { kind: VirtualService, plural: virtualservices }
  versions:
    - name: v9
      served: true
      schema: { openAPIV3Schema: { type: object, properties: { spec: { type: object, properties: { only: { type: string } } } } } }
`);
    const text =
      "apiVersion: networking.istio.io/v9\nkind: VirtualService\nmetadata: { name: a }\nspec: { only: this }\n";
    expect(said(text, loadSchemas({ crds: [own] }))).toEqual([]);
    expect(said(text)).toHaveLength(1);
  });

  it("leaves everything open with preserveUnknownFields or without a schema", () => {
    const open = crd(version("v1", "served: true", "{ type: object }"), "preserveUnknownFields: true");
    expect(said(thing("v1", "any: thing"), loadSchemas({ crds: [open] }))).toEqual([]);
    const bare = crd("    - { name: v1, served: true }");
    expect(said(thing("v1", "any: thing"), loadSchemas({ crds: [bare] }))).toEqual([]);
  });

  it.each([
    {},
    { spec: null },
    { spec: [] },
    { spec: { group: 1, names: [], versions: "x" } },
    { spec: { versions: [null, 1] } },
  ])("reports a definition that defines nothing: %j", (broken) => {
    const { crdFindings } = loadSchemas({ crds: [broken] });
    expect(crdFindings.get(broken)?.map(({ rule }) => rule)).toEqual(["schema/invalid-value"]);
  });
});
