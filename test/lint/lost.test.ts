/** What a broken document defines is not called missing: one mistake, one finding. */

import { expect, it } from "vitest";
import { rules } from "../../rules/index.ts";
import { lintSources } from "../../src/lint/sources.ts";

const route = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: reviews, namespace: shop }
spec:
  hosts: [reviews]
  http:
    - match: [{ uri: { prefix: /v2 } }]
      route:
        - destination: { host: reviews, subset: v2 }
    - route:
        - destination: { host: raitings }
`;

const service = `apiVersion: v1
kind: Service
metadata: { name: reviews, namespace: shop }
spec: { ports: [{ name: http, port: 80 }] }
`;

const ofReviews = `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: reviews, namespace: shop }
spec:
  host: reviews
  subsets:
    - name: v2
`;

async function linted(...documents: readonly string[]): Promise<string[]> {
  const sources = [{ path: "shop.yaml", text: documents.join("---\n") }];
  const environments = [{ name: "shop", roots: ["shop.yaml"], completeness: "complete" as const }];
  const { defaultConfig } = await import("../../src/config/config.ts");
  const config = { ...defaultConfig, environments };
  const run = await lintSources({ sources, rules, config, completeness: "complete" });
  return run.diagnostics
    .filter(({ severity }) => severity === "error")
    .map(({ rule, message }) => `${rule}: ${message}`);
}

it.each([
  ["a lost indentation", ofReviews.replace("  host", " host"), "yaml/syntax"],
  ["a tab", ofReviews.replace("  host", "\thost"), "yaml/tab-indentation"],
])("reports %s, and not what needs the object", async (_, broken, rule) => {
  const [first, ...others] = await linted(service, broken, route);
  expect(first).toMatch(new RegExp(`^${rule}: `));
  expect(others).toEqual(['istio/unknown-host: nothing serves "raitings" in namespace "shop"']);
});

it("keeps apart what the healthy documents of the file say", async () => {
  const broken = ofReviews.replaceAll("reviews", "details").replace("  host", " host");
  const messages = await linted(service, broken, route);
  expect(messages).toContain(
    'istio/unknown-subset: unknown subset "v2" of "reviews": no DestinationRule for this host',
  );
});
