import { expect, it, describe } from "vitest";
import { rulesFor, subsetNamed } from "../../src/mesh/destination-rules.ts";
import { httpCovers, l4Covers, type HttpMatch } from "../../src/mesh/matches.ts";
import type { Mesh } from "../../src/mesh/mesh.ts";
import { meshOf } from "./build.ts";

interface Written {
  readonly name: string;
  readonly namespace: string;
  readonly host: string;
  readonly exportTo?: readonly string[];
}

function rules(...written: readonly Written[]): Promise<Mesh> {
  const documents = written.map(({ name, namespace, ...spec }) => ({
    apiVersion: "networking.istio.io/v1",
    kind: "DestinationRule",
    metadata: { name, namespace },
    spec: { ...spec, subsets: [{ name, labels: { version: name } }] },
  }));
  return meshOf(documents.map((document) => JSON.stringify(document)).join("\n---\n"));
}

const host = "cart.shop.svc.cluster.local";
const own = { name: "own", namespace: "client", host };
const service = { name: "service", namespace: "shop", host: "cart" };
const root = { name: "root", namespace: "istio-system", host: "*.local" };

function names(mesh: Mesh, client: string): string[] {
  return rulesFor(mesh, host, client).map(({ name }) => name);
}

describe("the DestinationRule of a host", () => {
  it("is the client's own, else the Service's, else the root's", async () => {
    expect(names(await rules(own, service, root), "client")).toEqual(["own"]);
    expect(names(await rules(service, root), "client")).toEqual(["service"]);
    expect(names(await rules(root), "client")).toEqual(["root"]);
    expect(names(await rules({ ...own, namespace: "third" }), "client")).toEqual([]);
  });

  it("must be exported to the client", async () => {
    expect(names(await rules({ ...service, exportTo: ["."] }, root), "client")).toEqual(["root"]);
    expect(names(await rules({ ...service, exportTo: ["."] }, root), "shop")).toEqual(["service"]);
  });

  it("is the most specific of a namespace", async () => {
    const wide = { ...service, name: "wide", host: "*.shop.svc.cluster.local" };
    const mesh = await rules(wide, service);
    expect(names(mesh, "client")).toEqual(["service"]);
    expect(subsetNamed(rulesFor(mesh, host, "client"), "wide")).toBeUndefined();
  });
});

describe("a match covers another", () => {
  it.each<[string, HttpMatch, HttpMatch, boolean]>([
    ["a prefix an exact path below it", { uri: { prefix: "/a" } }, { uri: { exact: "/a/b" } }, true],
    ["a prefix not a shorter one", { uri: { prefix: "/a/b" } }, { uri: { prefix: "/a" } }, false],
    ["the root everything", { uri: { prefix: "/" } }, { uri: { regex: "/x.*" } }, true],
    ["a regex only itself", { uri: { regex: "/a.*" } }, { uri: { prefix: "/a" } }, false],
    ["an equal regex", { uri: { regex: "/a.*" } }, { uri: { regex: "/a.*" }, port: 80 }, true],
    ["fewer conditions more", { method: { exact: "GET" } }, { method: { exact: "GET" }, port: 80 }, true],
    ["more conditions not fewer", { headers: { a: { exact: "1" } } }, {}, false],
    ["the presence of a header its value", { headers: { a: {} } }, { headers: { a: { exact: "1" } } }, true],
    ["the value of a header not its presence", { headers: { a: { exact: "1" } } }, { headers: { a: {} } }, false],
    [
      "what forbids less what forbids more",
      { withoutHeaders: { a: { exact: "1" } } },
      { withoutHeaders: { a: {} } },
      true,
    ],
    [
      "what forbids more not what forbids less",
      { withoutHeaders: { a: {} } },
      { withoutHeaders: { a: { exact: "1" } } },
      false,
    ],
    ["one gateway not all", { gateways: ["mesh"] }, {}, false],
    ["the gateways of the VirtualService", { gateways: ["public"] }, { uri: { exact: "/" } }, true],
    ["paths in any case", { uri: { prefix: "/A" }, ignoreUriCase: true }, { uri: { exact: "/a" } }, true],
    ["not paths in any case", { uri: { prefix: "/a" } }, { uri: { exact: "/a" }, ignoreUriCase: true }, false],
    ["labels that are among the other's", { sourceLabels: { app: "a" } }, { sourceLabels: { app: "a", v: "1" } }, true],
  ])("%s", (name, wide, narrow, expected) => {
    expect(httpCovers(wide, narrow, name.includes("one gateway") ? ["mesh", "public"] : ["public"])).toBe(expected);
  });

  it("compares names of TLS by wildcard and subnets as written", () => {
    expect(l4Covers({ sniHosts: ["*.a.com"] }, { sniHosts: ["x.a.com"] }, [])).toBe(true);
    expect(l4Covers({ sniHosts: ["x.a.com"] }, { sniHosts: ["x.a.com", "y.a.com"] }, [])).toBe(false);
    expect(l4Covers({ destinationSubnets: ["10.0.0.0/8"] }, {}, [])).toBe(false);
    expect(l4Covers({ port: 80 }, { port: 80, destinationSubnets: ["10.0.0.0/8"] }, [])).toBe(true);
  });
});
