import { describe, expect, it } from "vitest";
import { loadSchemas } from "../../src/schema/pack.ts";
import { validate } from "../../src/schema/validate.ts";
import { objectOf, said, type Written } from "./check.ts";

function routeOf(spec: unknown): Written {
  const base = { apiVersion: "networking.istio.io/v1", kind: "VirtualService", metadata: { name: "a" } };
  return { ...base, spec };
}

describe("hostile manifests", () => {
  it("reads prototype keys as the unknown fields that they are", () => {
    const text = '{ "__proto__": 1, "constructor": 2, "hasOwnProperty": 3 }';
    const object = routeOf(JSON.parse(text));
    expect(validate(object, loadSchemas()).map(({ path }) => path.join("."))).toEqual([
      "spec.__proto__",
      "spec.constructor",
      "spec.hasOwnProperty",
    ]);
    expect(said("apiVersion: constructor/v1\nkind: __proto__\nmetadata: { name: a }\n")).toEqual([]);
    expect(said("apiVersion: networking.istio.io/__proto__\nkind: VirtualService\n")).toHaveLength(1);
  });

  it("misses a required field that every object inherits", () => {
    const crd = definition({
      type: "object",
      required: ["constructor"],
      properties: { constructor: { type: "string" } },
    });
    const object = { apiVersion: "example.com/v1", kind: "Thing", metadata: { name: "a" } };
    expect(validate(object, loadSchemas({ crds: [crd] })).map(({ message }) => message)).toEqual([
      'missing field "constructor"',
    ]);
  });

  it("stops telling at some point, and says so", () => {
    const spec = Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`unknown${index}`, index]));
    const findings = validate(routeOf(spec), loadSchemas());
    expect(findings).toHaveLength(51);
    expect(findings.at(-1)?.message).toBe("… and 99950 more mistakes in this manifest");
  });

  it("survives deep nesting of values and schemas", () => {
    let value: unknown = {};
    for (let i = 0; i < 1_000; i++) value = { not: value };
    const schema: Record<string, unknown> = { type: "object" };
    schema.properties = { not: schema };
    const object = { apiVersion: "example.com/v1", kind: "Thing", metadata: { name: "a" }, not: value };
    expect(validate(object, loadSchemas({ crds: [definition(schema)] }))).toEqual([]);
  });

  it("does not copy a huge value into its message", () => {
    const object = objectOf(
      `apiVersion: v1\nkind: Service\nmetadata: { name: a }\nspec: { type: ${"x".repeat(100_000)} }\n`,
    );
    for (const { message } of validate(object, loadSchemas())) expect(message.length).toBeLessThan(300);
  });
});

function definition(schema: unknown): object {
  return {
    apiVersion: "apiextensions.k8s.io/v1",
    kind: "CustomResourceDefinition",
    metadata: { name: "things.example.com" },
    spec: {
      group: "example.com",
      scope: "Namespaced",
      names: { kind: "Thing", plural: "things" },
      versions: [{ name: "v1", served: true, storage: true, schema: { openAPIV3Schema: schema } }],
    },
  };
}
