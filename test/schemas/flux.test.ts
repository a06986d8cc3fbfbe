/** What a slip in a Flux Kustomization gives: a field that Flux does not know is dropped, and nobody is told. */

import { expect, test } from "vitest";
import { loadSchemas } from "../../src/schema/pack.ts";
import { validate } from "../../src/schema/validate.ts";

const schemas = loadSchemas();

function messages(spec: object, version = "v1"): string[] {
  const apiVersion = `kustomize.toolkit.fluxcd.io/${version}`;
  const object = { apiVersion, kind: "Kustomization", metadata: { name: "apps", namespace: "flux-system" }, spec };
  return validate(object, schemas).map(({ message }) => message);
}

test.each([
  [{ pth: "./apps" }, `unknown field "pth": did you mean "path"?`],
  [{ targetNamespce: "shop" }, `unknown field "targetNamespce": did you mean "targetNamespace"?`],
  [{ postBuild: { subsitute: {} } }, `unknown field "subsitute": did you mean "substitute"?`],
  [{ postBuild: { substitute: { replicas: 3 } } }, `"replicas" must be a string, not the number 3: quote it`],
  [{ patches: [{ ptch: "" }] }, `unknown field "ptch": did you mean "patch"?`],
  [{ path: "./apps", patches: [{ path: "patch.yaml" }] }, `unknown field "path": did you mean "patch"?`],
  [{ interval: "10" }, `"10" does not match`],
])("%j", (spec, message) => {
  expect(messages(spec)).toEqual([expect.stringContaining(message)]);
});

test("what a root Kustomization may patch into another is not missing", () => {
  expect(messages({ path: "./apps" })).toEqual([]);
});

test("older versions have fields of their own", () => {
  const old = { validation: "client", patchesStrategicMerge: [{ kind: "Service" }] };
  expect(messages(old)).toHaveLength(2);
  expect(messages(old, "v1beta2")).toEqual([expect.stringContaining("deprecated")]);
  expect(messages({ anything: 1 }, "v1beta1")).toEqual([expect.stringContaining("no longer served")]);
});
