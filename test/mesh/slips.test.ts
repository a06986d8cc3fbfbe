import { expect, it } from "vitest";
import { isSlip, meantLabel } from "../../src/mesh/slips.ts";
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

it.each([
  ["crat", "cart"],
  ["frontned", "frontend"],
  ["istio-egresgateway", "istio-egressgateway"],
  ["oder-service", "order-service"],
  ["orders", "order"],
  ["wbe-api", "web-api"],
  ["shop-dmo", "shop-demo"],
  ["webapi", "web-api"],
  ["payments_api", "payments-api"],
  ["recomendaton", "recommendation"],
  ["ratings-iPhome", "ratings-iphone"],
])("%s is a slip for %s", (written, meant) => {
  expect(isSlip(written, meant)).toBe(true);
});

it.each([
  ["team-a", "team-b"],
  ["shop-eu", "shop-us"],
  ["web-v1", "web-v2"],
  ["us-east", "us-west"],
  ["gateway-internal", "gateway-external"],
  ["istio-ingress", "istio-egress"],
  ["shop-a", "shop"],
  ["app", "apps"],
  ["card", "cart"],
  ["test", "rest"],
  ["products", "producer"],
  ["qa", "aq"],
])("%s is no slip for %s", (written, meant) => {
  expect(isSlip(written, meant)).toBe(false);
});
