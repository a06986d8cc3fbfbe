/** Which Services another cluster may bring. */

import { expect, it } from "vitest";
import { mayBeMirror } from "../../../src/mesh/linkerd/mirrors.ts";
import { meshOf } from "../build.ts";

const service = (labels: string) =>
  `apiVersion: v1\nkind: Service\nmetadata: { name: cart, namespace: shop, labels: ${labels} }\n`;
const link =
  "apiVersion: multicluster.linkerd.io/v1alpha3\nkind: Link\nmetadata: { name: east, namespace: l5d }\nspec: { targetClusterName: far-east }\n";
const meshed = (spec: string) =>
  `apiVersion: v1\nkind: Service\nmetadata: { name: cart, namespace: shop, annotations: { balancer.linkerd.io/failure-accrual: consecutive } }\nspec: ${spec}\n`;

it.each([
  ["no sign of other clusters", service("{}"), "cart-east", false],
  ["the name of a linked cluster", link, "cart-far-east", true],
  ["a federated Service", link, "cart-federated", true],
  ["the name of another cluster", link, "cart-west", false],
  ["a mirror of an exported Service", service('{ mirror.linkerd.io/exported: "true" }'), "cart-west", true],
  ["a mirror beside a Service without pods", meshed("{ ports: [{ port: 80 }] }"), "cart-east", true],
  ["another version beside one with pods", meshed("{ selector: { app: cart } }"), "cart-v2", false],
  ["another version beside a name for a host", meshed("{ type: ExternalName, externalName: a.b }"), "cart-v2", false],
  ["another name beside an exported Service", service('{ mirror.linkerd.io/exported: "true" }'), "card-west", false],
])("knows %s", async (_, text, name, expected) => {
  expect(mayBeMirror(await meshOf(text), "shop", name)).toBe(expected);
});
