/** What is said of one object several times is shown once, with all places. */

import { expect, it } from "vitest";
import { rules } from "../../rules/index.ts";
import { lintSources } from "../../src/lint/sources.ts";
import { markdown } from "../../src/report/markdown.ts";
import { text } from "../../src/report/text.ts";

const route = (name: string, ...hosts: readonly string[]) =>
  `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: ${name}, namespace: shop }
spec:
  hosts: [${name}.example.com]
  http:
${hosts.map((host, index) => `    - match: [{ uri: { prefix: /${index}/ } }]\n      route: [{ destination: { host: ${host} } }]\n`).join("")}---
`;

const service = `apiVersion: v1
kind: Service
metadata: { name: reviews, namespace: shop }
spec: { selector: { app: reviews }, ports: [{ name: http, port: 80 }] }
---
`;

const lint = (...texts: readonly string[]) =>
  lintSources({ sources: [{ path: "a.yaml", text: service + texts.join("") }], rules });

async function shown(...texts: readonly string[]): Promise<string[]> {
  return text(await lint(...texts), { color: false, links: false, width: 100, quiet: false, verbose: false })
    .split("\n")
    .filter((line) => /^(?:a\.yaml|error:|.*a\.yaml:\d)/.test(line))
    .map((line) => line.replace(/^ *[╭├]─ /, "  "));
}

it("shows an equal finding of the same object once", async () => {
  expect(await shown(route("shop", "cart", "cart", "reviews", "cart"))).toEqual([
    "a.yaml  3 errors",
    'error: nothing serves "cart" in namespace "shop" [istio/unknown-host]',
    "  a.yaml:13:38  VirtualService shop/shop",
    "  a.yaml:15:38  here too",
    "  a.yaml:19:38  here too",
  ]);
});

it("keeps apart what is said of others, or in other words", async () => {
  const words = await shown(route("shop", "cart", "carts"), route("blog", "cart"));
  expect(words.filter((line) => line.startsWith("error:"))).toHaveLength(3);
  expect(words.join("\n")).not.toContain("here too");
});

it("is one row of a table", async () => {
  const rows = markdown(await lint(route("shop", "cart", "cart"), route("blog", ...Array<string>(12).fill("cart"))))
    .split("\n")
    .filter((line) => line.includes("nothing serves"));
  expect(rows).toHaveLength(2);
  expect(rows[0]).toMatch(/^\| 13:38, 15:38 \| error \| nothing serves "cart"/);
  expect(rows[1]).toMatch(/^\| (?:\d+:38, ){9}\d+:38 and 2 more \| error/);
});
