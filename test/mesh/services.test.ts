import { describe, expect, it } from "vitest";
import { coversHost, fullHost, hostsOverlap, patternsFor, serviceOfHost } from "../../src/mesh/hosts.ts";
import { meantHost, portsServed, servingOf } from "../../src/mesh/services.ts";
import { meshOf } from "./build.ts";

const shop = `
  apiVersion: v1
  kind: Service
  metadata: { name: cart, namespace: shop }
  spec: { selector: { app: cart }, ports: [{ name: http, port: 80, targetPort: 8080 }] }
`;

describe("hosts", () => {
  it("resolves a short name in the namespace of the asker, and takes a dotted one as it is", async () => {
    const mesh = await meshOf(shop, { clusterDomain: "corp.local" });
    expect(fullHost(mesh, "cart", "shop")).toBe("cart.shop.svc.corp.local");
    expect(fullHost(mesh, "cart.shop", "prod")).toBe("cart.shop");
    expect(fullHost(mesh, "*", "prod")).toBe("*");
    expect(serviceOfHost(mesh, "cart.shop.svc.corp.local")).toEqual({ name: "cart", namespace: "shop" });
    expect(serviceOfHost(mesh, "cart.shop.svc.cluster.local")).toBeUndefined();
  });

  it("compares wildcards by their suffix", () => {
    expect(coversHost("*.example.com", "a.b.example.com")).toBe(true);
    expect(coversHost("*.example.com", "example.com")).toBe(false);
    expect(coversHost("*.example.com", "*.shop.example.com")).toBe(true);
    expect(coversHost("*.shop.example.com", "*.example.com")).toBe(false);
    expect(hostsOverlap("*.shop.example.com", "*.example.com")).toBe(true);
    expect(hostsOverlap("a.example.com", "b.example.com")).toBe(false);
    expect([...patternsFor("a.b.c")]).toEqual(["*.b.c", "*.c", "*"]);
  });
});

describe("who serves a host", () => {
  it("is a Service, with its ports", async () => {
    const serving = servingOf(await meshOf(shop), "cart.shop.svc.cluster.local", "other");
    expect(serving.is).toBe("served");
    expect(portsServed(serving)?.map(({ number }) => number)).toEqual([80]);
  });

  it("is nobody for a name that is no Service, unless something makes it at run time", async () => {
    const canary = `
      apiVersion: flagger.app/v1beta1
      kind: Canary
      metadata: { name: pay, namespace: shop }
      spec: { targetRef: { kind: Deployment, name: pay }, service: { port: 80 } }
    `;
    const host = "pay-primary.shop.svc.cluster.local";
    expect(servingOf(await meshOf(shop), host, "shop").is).toBe("missing");
    expect(servingOf(await meshOf(canary), host, "shop").is).toBe("unknown");
  });

  it("is hidden from namespaces that it is not exported to", async () => {
    const hidden = `
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop, annotations: { networking.istio.io/exportTo: "., ops" } }
      spec: { ports: [{ port: 80 }] }
    `;
    const mesh = await meshOf(hidden);
    const host = "cart.shop.svc.cluster.local";
    expect(["shop", "ops", "stage"].map((client) => servingOf(mesh, host, client).is)).toEqual([
      "served",
      "served",
      "hidden",
    ]);
  });

  it("is a ServiceEntry for its hosts and wildcards", async () => {
    const entry = `
      apiVersion: networking.istio.io/v1
      kind: ServiceEntry
      metadata: { name: maps, namespace: shop }
      spec: { hosts: ["*.example.com", example.org], exportTo: ["."], ports: [{ number: 443, name: tls, protocol: TLS }] }
    `;
    const mesh = await meshOf(entry);
    expect(servingOf(mesh, "api.maps.example.com", "shop").is).toBe("served");
    expect(servingOf(mesh, "example.org", "shop").is).toBe("served");
    expect(servingOf(mesh, "example.com", "shop").is).toBe("missing");
    expect(servingOf(mesh, "example.org", "ops").is).toBe("hidden");
  });

  it("knows what a dotted name most likely means", async () => {
    const mesh = await meshOf(shop);
    expect(meantHost(mesh, "cart.shop")).toBe("cart.shop.svc.cluster.local");
    expect(meantHost(mesh, "cart.shop.svc")).toBe("cart.shop.svc.cluster.local");
    expect(meantHost(mesh, "cart.prod")).toBeUndefined();
  });
});
