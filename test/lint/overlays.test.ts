/** One mistake of a base is one finding, whatever namespaces its overlays put it into. */

import { expect, it } from "vitest";
import { rules } from "../../rules/index.ts";
import type { Diagnostic } from "../../src/lint/diagnostic.ts";
import { lintSources } from "../../src/lint/sources.ts";

const base = [
  "apiVersion: networking.istio.io/v1",
  "kind: VirtualService",
  "metadata: { name: shop }",
  "spec: { hosts: [shop.example.com], gateways: [edge/public], http: [{ route: [{ destination: { host: crat } }] }] }",
  "---",
  "apiVersion: v1",
  "kind: Service",
  "metadata: { name: cart }",
  "spec: { ports: [{ name: http, port: 80 }] }",
].join("\n");

async function lint(...namespaces: readonly string[]): Promise<readonly Diagnostic[]> {
  const overlays = namespaces.map((name) => ({
    path: `${name}/kustomization.yaml`,
    text: `namespace: ${name}\nresources: [../base]\n`,
  }));
  const sources = [
    { path: "base/kustomization.yaml", text: "resources: [shop.yaml]" },
    { path: "base/shop.yaml", text: base },
  ];
  const { diagnostics } = await lintSources({
    sources: [...sources, ...overlays],
    rules,
    only: ["istio/unknown-host"],
  });
  return diagnostics;
}

it("is said once for all overlays", async () => {
  const found = await lint("dev", "prod");
  expect(found.map(({ message, environments }) => [message, environments])).toEqual([
    ['nothing serves "crat" in its namespace', ["dev", "prod"]],
  ]);
});

it("is the same mistake when an overlay is added", async () => {
  const [alone] = await lint("dev");
  const [both] = await lint("acceptance", "dev");
  expect(alone?.message).toBe('nothing serves "crat" in namespace "dev"');
  expect(both?.fingerprint).toBe(alone?.fingerprint);
});
