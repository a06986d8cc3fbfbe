/** The quick check of configurations says of none that it is valid where ajv would not, and knows all that are. */

import ajv from "ajv";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import schema from "../../schemas/mesh-lint.json" with { type: "json" };
import { isSurelyValid } from "../../src/config/valid.ts";
import { chosenCases } from "../properties.ts";

const check = new ajv.Ajv({ allErrors: true, allowUnionTypes: true, strict: false }).compile(schema);

const valid: readonly unknown[] = [
  {},
  { extends: ["./base.yaml", "@acme/mesh-lint-config"], baseline: "known.json" },
  { $schema: "x", extends: ["recommended", "security"], crds: ["crds"], include: ["k8s/**"], exclude: [] },
  { environments: [{ name: "prod", roots: ["k8s"], complete: true, variables: { A: "x", B: 1, C: false } }] },
  { mesh: { istio: 1.29, linkerd: "v2.20", meshConfig: { a: 1 }, meshNetworks: "networks.yaml" } },
  { external: { hosts: ["*.example.com"], secrets: [] } },
  { rules: { "istio/unknown-subset": "off", "smi/*": false, "istio/*": ["error", { a: 1, b: ["x"] }] } },
  { overrides: [{ files: ["a"], rules: { "istio/invalid-gateway:port-number": ["warning"] } }] },
];

const wrong: readonly unknown[] = [
  ...[null, 1, "a", [], { rule: {} }, { constructor: {} }, { extends: "all" }, { extends: [""] }, { extends: [1] }],
  ...[{ environments: [{ name: "prod" }] }, { environments: [{ name: "", roots: ["a"] }] }],
  ...[{ environments: [{ name: "prod", roots: [] }] }, { environments: [{ name: "a", roots: ["b"], x: 1 }] }],
  ...[{ environments: [{ name: "a", roots: ["b"], variables: { A: null } }] }, { mesh: { istio: "latest" } }],
  ...[{ mesh: { meshConfig: [] } }, { mesh: null }, { external: { hosts: [""] } }, { rules: { "Istio X": "off" } }],
  ...[{ rules: { "istio/a": "fatal" } }, { rules: { "istio/a": [] } }, { rules: { "istio/a": ["off", {}, 1] } }],
  ...[{ rules: { "istio/a": ["off", { a: [1] }] } }, { overrides: [{ files: ["a"] }] }, { overrides: {} }],
];

describe("isSurelyValid", () => {
  it.each(valid.map((value) => [JSON.stringify(value), value]))("knows %s", (_, value) => {
    expect([check(value), isSurelyValid(value, schema)]).toEqual([true, true]);
  });

  it.each(wrong.map((value) => [JSON.stringify(value), value]))("refuses %s", (_, value) => {
    expect([check(value), isSurelyValid(value, schema)]).toEqual([false, false]);
  });

  it("agrees with ajv on anything that stands where a setting could", () => {
    const keys = [...Object.keys(schema.properties), ...Object.keys(schema.$defs.environment.properties), "smi/*"];
    const leaf = fc.constantFrom<unknown>("off", "recommended", "a", "", 1, 1.29, true, null, Infinity);
    const { value } = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { depthSize: "medium" },
        leaf,
        fc.array(tie("value"), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom(...keys), tie("value"), { maxKeys: 3 }),
      ),
    }));
    const settings = fc.dictionary(fc.constantFrom(...keys), value, { maxKeys: 2 });
    fc.assert(
      fc.property(settings, (each) => isSurelyValid(each, schema) === check(each)),
      { numRuns: 2000, ...chosenCases },
    );
  });

  it("leaves to the engine what it does not know", () => {
    expect(isSurelyValid({}, { if: {} })).toBe(false);
    expect(isSurelyValid({}, { $ref: "#/$defs/none" })).toBe(false);
  });
});
