/** What a kustomization changed in an object is shown beside a finding that stands in the object's own file. */

import { expect, it } from "vitest";
import { rules } from "../../rules/index.ts";
import { lintSources } from "../../src/lint/sources.ts";

const cart = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart, namespace: shop }
spec:
  hosts: [cart]
  http:
    - route:
        - { destination: { host: cart, subset: a }, weight: 50 }
        - { destination: { host: cart, subset: b }, weight: 50 }
`;

const weight = "spec.http.0.route.0.weight";

it.each([
  [
    "patch",
    `patches: [{ target: { kind: VirtualService }, patch: '[{ op: replace, path: /${weight.replaceAll(".", "/")}, value: 30 }]' }]`,
  ],
  [
    "replacement",
    `replacements: [{ source: { kind: ConfigMap, fieldPath: data.share }, targets: [{ select: { kind: VirtualService }, fieldPaths: [${weight}] }] }]`,
  ],
])("by a %s", async (bringer, line) => {
  const files = {
    "base/kustomization.yaml": "resources: [cart.yaml]\n",
    "base/cart.yaml": cart,
    "prod/kustomization.yaml": `resources: [../base]\nconfigMapGenerator: [{ name: params, literals: [share=30] }]\n${line}\n`,
  };
  const sources = Object.entries(files).map(([path, text]) => ({ path, text }));
  const { diagnostics } = await lintSources({ sources, rules });
  const [found, ...others] = diagnostics.filter(({ rule }) => rule === "istio/mismatched-weights");
  expect(others).toEqual([]);
  expect(found).toMatchObject({ file: "base/cart.yaml", environments: ["prod"] });
  expect(found?.related).toMatchObject([{ file: "prod/kustomization.yaml", message: `changed by this ${bringer}` }]);
});
