import { describe, expect, it } from "vitest";
import { hostScopeOf } from "../../src/mesh/client-tls.ts";
import { meshOf } from "./build.ts";

describe("the host of a DestinationRule", () => {
  it.each([
    ["*.local", { is: "mesh" }],
    ["*", { is: "mesh" }],
    ["*.svc.cluster.local", { is: "mesh" }],
    ["*.shop.svc.cluster.local", { is: "namespace", namespace: "shop" }],
    ["cart", { is: "service", namespace: "home", name: "cart" }],
    ["cart.shop.svc.cluster.local", { is: "service", namespace: "shop", name: "cart" }],
    ["cart.shop", { is: "other" }],
    ["api.example.com", { is: "other" }],
    ["*.example.com", { is: "other" }],
    ["${SERVICE_HOST}", { is: "other" }],
  ])("%s stands for %o", async (host, expected) => {
    const rule = {
      apiVersion: "networking.istio.io/v1",
      kind: "DestinationRule",
      metadata: { name: "x", namespace: "home" },
    };
    const mesh = await meshOf(JSON.stringify({ ...rule, spec: { host } }));
    const [found] = mesh.all("istio/DestinationRule");
    expect(found && hostScopeOf(mesh, found)).toEqual(expected);
  });
});
