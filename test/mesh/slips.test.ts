import { expect, it } from "vitest";
import { meantLabel } from "../../src/mesh/slips.ts";
import type { Labels } from "../../src/mesh/selectors.ts";
import { meshOf } from "./build.ts";

const pod = `
  apiVersion: v1
  kind: Pod
  metadata: { name: cart, namespace: shop, labels: { app: cart, version: v1 } }
  spec: { containers: [{ name: cart, image: cart }] }
`;

it.each<readonly [unknown, string | undefined]>([
  ["crat", "app=cart"],
  ["cart", undefined],
  ["frontend", undefined],
  // No schema of Linkerd says what a label is.
  [0.5, undefined],
  [null, undefined],
])("app=%j is a slip for %s", async (app, meant) => {
  expect(meantLabel(await meshOf(pod), { app } as unknown as Labels, "shop")).toBe(meant);
});
