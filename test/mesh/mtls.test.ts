import { describe, expect, it } from "vitest";
import { mtlsOf, mtlsOfNamespace } from "../../src/mesh/mtls.ts";
import type { Mesh } from "../../src/mesh/mesh.ts";
import { meshOf } from "./build.ts";

const cart = { namespace: "shop", labels: { app: "cart", version: "v1" } };

interface Policy {
  readonly name?: string;
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly mode?: string;
  readonly ports?: Readonly<Record<string, string>>;
}

function policies(...written: readonly Policy[]): Promise<Mesh> {
  const documents = written.map(({ name = "default", namespace = "shop", labels, mode, ports = {} }) => ({
    apiVersion: "security.istio.io/v1",
    kind: "PeerAuthentication",
    metadata: { name, namespace },
    spec: {
      ...(labels && { selector: { matchLabels: labels } }),
      ...(mode && { mtls: { mode } }),
      portLevelMtls: Object.fromEntries(Object.entries(ports).map(([port, of]) => [port, { mode: of }])),
    },
  }));
  return meshOf(documents.map((document) => JSON.stringify(document)).join("\n---\n"));
}

const root = { namespace: "istio-system", name: "mesh" };
const app = { app: "cart" };

describe("the mTLS mode of a workload port", () => {
  it("is PERMISSIVE where no policy speaks of it", async () => {
    expect(mtlsOf(await policies(), cart, 80)).toEqual({ mode: "PERMISSIVE", scope: "default" });
  });

  it("comes from the mesh, the namespace, the workload, the port, in rising order", async () => {
    const mesh = await policies(
      { ...root, mode: "STRICT" },
      { mode: "PERMISSIVE" },
      { name: "cart", labels: app, mode: "STRICT", ports: { 9090: "DISABLE" } },
    );
    expect(mtlsOf(mesh, { namespace: "other", labels: {} })).toMatchObject({ mode: "STRICT", scope: "mesh" });
    expect(mtlsOf(mesh, { namespace: "shop", labels: {} })).toMatchObject({ mode: "PERMISSIVE", scope: "namespace" });
    expect(mtlsOf(mesh, cart, 80)).toMatchObject({ mode: "STRICT", scope: "workload" });
    expect(mtlsOf(mesh, cart, 9090)).toMatchObject({ mode: "DISABLE", scope: "port" });
  });

  it("is inherited where a policy leaves it unset", async () => {
    const mesh = await policies({ ...root, mode: "STRICT" }, { mode: "UNSET" }, { name: "cart", labels: app });
    expect(mtlsOf(mesh, cart)).toMatchObject({ mode: "STRICT", scope: "mesh" });
  });

  it("is not touched by policies of the root namespace that select pods", async () => {
    const mesh = await policies({ ...root, labels: app, mode: "STRICT" });
    expect(mtlsOf(mesh, cart)).toEqual({ mode: "PERMISSIVE", scope: "default" });
    expect(mtlsOf(mesh, { ...cart, namespace: "istio-system" }).mode).toBe("PERMISSIVE");
  });

  it("takes an empty selector for none", async () => {
    const mesh = await policies({ labels: {}, mode: "STRICT" });
    expect(mtlsOfNamespace(mesh, "shop")).toMatchObject({ mode: "STRICT", scope: "namespace" });
  });

  it("is unknown where two policies of one scope differ", async () => {
    const mesh = await policies({ name: "a", mode: "STRICT" }, { name: "b", mode: "DISABLE" });
    expect(mtlsOf(mesh, cart).mode).toBe("unknown");
  });

  it("is certain where two policies of one scope agree", async () => {
    const mesh = await policies({ name: "a", mode: "STRICT" }, { name: "b", mode: "STRICT" });
    expect(mtlsOf(mesh, cart).mode).toBe("STRICT");
  });

  it("is unknown for pods whose labels are placeholders", async () => {
    const mesh = await policies({ labels: app, mode: "STRICT" });
    expect(mtlsOf(mesh, { namespace: "shop", labels: { app: "${APP_NAME}" } }).mode).toBe("unknown");
  });

  it("does not trip over labels named like members of objects", async () => {
    const mesh = await policies({ labels: { constructor: "x" }, mode: "STRICT", ports: { constructor: "DISABLE" } });
    expect(mtlsOf(mesh, cart, 80).mode).toBe("PERMISSIVE");
  });
});
