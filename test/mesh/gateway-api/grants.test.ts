import { describe, expect, it } from "vitest";
import { mayRefer } from "../../../src/mesh/gateway-api/grants.ts";
import { referentOf } from "../../../src/mesh/gateway-api/references.ts";
import { meshOf } from "../build.ts";

const from = { group: "gateway.networking.k8s.io", kind: "HTTPRoute", namespace: "shop" };
const bank = referentOf({ name: "bank", namespace: "bank" }, { group: "", kind: "Service", namespace: "shop" });

async function isGranted(granted: string, to: string, namespace = "bank"): Promise<boolean> {
  const mesh = await meshOf(`
    apiVersion: gateway.networking.k8s.io/v1
    kind: ReferenceGrant
    metadata: { name: grant, namespace: ${namespace} }
    spec: { from: [${granted}], to: [${to}] }
  `);
  if (!bank) throw new Error("the reference holds no placeholder");
  return mayRefer(mesh, from, bank);
}

const route = "{ group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: shop }";
const service = '{ group: "", kind: Service }';

describe("a reference to another namespace", () => {
  it("is permitted by group, kind and namespace of the one, group, kind and name of the other", async () => {
    expect(await isGranted(route, service)).toBe(true);
    expect(await isGranted(route, '{ group: "", kind: Service, name: bank }')).toBe(true);
    expect(await isGranted(route, '{ group: "", kind: Service, name: other }')).toBe(false);
    expect(await isGranted(route, '{ group: "", kind: Secret }')).toBe(false);
    expect(await isGranted(route.replace("HTTPRoute", "GRPCRoute"), service)).toBe(false);
    expect(await isGranted(route.replace("shop", "other"), service)).toBe(false);
    expect(await isGranted('{ group: "", kind: HTTPRoute, namespace: shop }', service)).toBe(false);
  });

  it("is permitted in the namespace of the target only", async () => {
    expect(await isGranted(route, service, "shop")).toBe(false);
  });

  it("may be permitted by a placeholder", async () => {
    expect(await isGranted(route.replace("shop", "'${NAMESPACE}'"), service)).toBe(true);
    expect(await isGranted(route, '{ group: "", kind: Service, name: "${NAME}" }')).toBe(true);
  });
});
