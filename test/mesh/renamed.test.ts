/** A prefix changes the name of a Service and not the hosts of Istio that mean it. */

import { expect, it } from "vitest";
import { defaultConfig } from "../../src/config/config.ts";
import { lintSources } from "../../src/lint/sources.ts";
import { allRules } from "../world.ts";

const files = {
  "kustomization.yaml": "resources: [all.yaml]\nnamePrefix: prod-\nnamespace: shop\n",
  "all.yaml": `
apiVersion: v1
kind: Service
metadata: { name: cart }
spec: { selector: { app: cart }, ports: [{ name: http, port: 80 }] }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart }
spec: { hosts: [prod-cart], http: [{ route: [{ destination: { host: cart } }] }] }
`,
};

it("tells what a Service is called that a kustomization has renamed", async () => {
  const sources = Object.entries(files).map(([path, text]) => ({ path, text }));
  const { diagnostics } = await lintSources({ sources, rules: await allRules(), config: defaultConfig });
  const found = diagnostics.filter(({ rule }) => rule === "istio/unknown-host");
  expect(found.map(({ message }) => message)).toEqual(['nothing serves "cart" in namespace "shop"']);
  expect(found[0]?.related.map(({ message }) => message)).toEqual([
    'kustomize names this Service "prod-cart" here, and does not change what refers to it',
  ]);
});
