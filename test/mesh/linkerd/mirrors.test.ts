/** Which Services another cluster may bring. */

import { expect, it } from "vitest";
import { mayBeMirror } from "../../../src/mesh/linkerd/mirrors.ts";
import { meshOf } from "../build.ts";

const service = (labels: string) =>
  `apiVersion: v1\nkind: Service\nmetadata: { name: cart, namespace: shop, labels: ${labels} }\n`;
const link =
  "apiVersion: multicluster.linkerd.io/v1alpha3\nkind: Link\nmetadata: { name: east, namespace: l5d }\nspec: { targetClusterName: far-east }\n";

it.each([
  ["no sign of other clusters", service("{}"), "cart-east", false],
  ["the name of a linked cluster", link, "cart-far-east", true],
  ["a federated Service", link, "cart-federated", true],
  ["the name of another cluster", link, "cart-west", false],
  ["a mirror of an exported Service", service('{ mirror.linkerd.io/exported: "true" }'), "cart-west", true],
  ["another name beside an exported Service", service('{ mirror.linkerd.io/exported: "true" }'), "card-west", false],
])("knows %s", async (_, text, name, expected) => {
  expect(mayBeMirror(await meshOf(text), "shop", name)).toBe(expected);
});
