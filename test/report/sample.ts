/** A run made by hand, with everything that a reporter may meet: hostile text, secrets, fixes, related places, a suppression. */

import type { Diagnostic, NamedRule, Run } from "../../src/lint/diagnostic.ts";
import { defineRule, yaml } from "../../src/rule/rule.ts";
import { rangeOf, type Range, type Source } from "../../src/source/source.ts";

const routes = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: reviews
  namespace: shop
spec:
  hosts: [reviews]
  http:
    - route:
        - destination:
            host: reviews
            subset: v9
        - destination: { host: "日本 \u001b[31m語", subset: "e\u0301" }
`;
const hostile = `apiVersion: v1\r
kind: Service\r
metadata:\r
\tname: "a\u202eb ##[error]x"\r
`;
const secret = `apiVersion: v1
kind: Secret
metadata: { name: keys }
data:
  user: aHVudGVyMg==
`;
const long = `spec: { first: ${"x".repeat(3000)}, target: here, last: ${"y".repeat(3000)} }\n`;

const sources: ReadonlyMap<string, Source> = new Map(
  Object.entries({
    "apps/shop/routes.yaml": routes,
    "apps/shop/a b:[c],%d.yaml": hostile,
    "apps/shop/secret.yaml": secret,
    "long.yaml": long,
    "::stop-commands::x\u001b]52;c;eA==\u0007.yaml": "kind: [\n",
  }).map(([path, text]) => [path, { path, text }]),
);

/** Where `words` stand in a file of the sample. */
export function rangeIn(file: string, words: string): Range {
  const source = sources.get(file);
  if (!source) throw new Error(`no file ${file}`);
  const start = source.text.indexOf(words);
  return rangeOf(source, { start, end: start + words.length });
}

const subset: NamedRule = {
  id: "istio/unknown-subset",
  rule: defineRule({
    summary: "A route sends traffic to a subset that no DestinationRule defines",
    category: "correctness",
    severity: "error",
    since: "0.1.0",
    why: "Envoy gets a route to a cluster that does not exist and answers each request that takes it with 503, while every other route of the same host goes on to work.",
    fix: "Define the subset in a DestinationRule, or name one that exists.",
    links: ["https://istio.io/latest/docs/reference/config/networking/destination-rule/#Subset"],
    upstream: ["IST0101", "KIA1107"],
    claims: "absence",
    bad: [
      yaml`
        kind: VirtualService
        spec:
          http: [{ route: [{ destination: { host: reviews, subset: v9 } }] }] # error: unknown subset
      `,
    ],
    good: [yaml`kind: VirtualService`],
  }),
};
const mtls: NamedRule = {
  id: "mesh/permissive-mtls",
  rule: defineRule({
    summary: "A workload takes plain text",
    category: "security",
    severity: "warning",
    since: "0.1.0",
    why: "Who is on the wire can read and change it.",
    fix: "Set STRICT.",
    links: [],
    bad: [],
    good: [],
  }),
};

export function diagnostic(over: Partial<Diagnostic> & Pick<Diagnostic, "file" | "range">): Diagnostic {
  return {
    rule: "istio/unknown-subset",
    code: null,
    severity: "error",
    message: 'unknown subset "v9" of "reviews"',
    manifest: null,
    upstream: [],
    environments: [],
    related: [],
    fix: null,
    suppressed: null,
    fingerprint: "0123456789abcdef",
    ...over,
  };
}

const [routesFile, hostileFile, secretFile, longFile, stopFile] = [...sources.keys()] as [
  string,
  string,
  string,
  string,
  string,
];
const reviews = { apiVersion: "networking.istio.io/v1", kind: "VirtualService", namespace: "shop", name: "reviews" };

export const sample: Run = {
  version: "0.1.0",
  rules: [subset, mtls],
  environments: ["dev", "prod"].map((name) => ({
    name,
    roots: [`clusters/${name}`],
    origin: "kustomize",
    completeness: name === "prod" ? ("complete" as const) : ("partial" as const),
    reasons: name === "prod" ? [] : ['remote base "https://example.org/x" is not fetched'],
    manifests: 7,
  })),
  skipped: [
    { file: "charts/shop/templates/a.yaml", reason: "a Helm template that is not rendered" },
    { file: "big.yaml", reason: "larger than 10 MB" },
  ],
  failures: [],
  files: 12,
  manifests: 14,
  durationMs: 41.7,
  paths: () => [...sources.keys()],
  sourceOf: (file) => sources.get(file),
  homesOf: (file) => (file === routesFile ? ["dev", "prod"] : file === longFile ? ["prod"] : []),
  diagnostics: [
    diagnostic({
      file: routesFile,
      range: rangeIn(routesFile, "v9"),
      manifest: reviews,
      upstream: ["IST0101", "KIA1107"],
      environments: ["dev", "prod"],
      related: [
        {
          file: routesFile,
          range: rangeIn(routesFile, "hosts"),
          message: "the [route](https://evil) of {0} stands here",
        },
        { file: secretFile, range: rangeIn(secretFile, "aHVudGVyMg=="), message: "and here" },
      ],
      fix: {
        safe: false,
        description: 'name the subset "v1"',
        edits: [{ file: routesFile, range: rangeIn(routesFile, "v9"), text: "v1" }],
      },
    }),
    diagnostic({
      file: routesFile,
      range: rangeIn(routesFile, '"e\u0301"'),
      message: 'unknown subset "e\u0301" of "日本 \u001b[31m語"',
      manifest: reviews,
      environments: ["prod"],
    }),
    diagnostic({
      file: hostileFile,
      range: rangeIn(hostileFile, '"a\u202eb ##[error]x"'),
      rule: "mesh/permissive-mtls",
      code: "plain-text",
      severity: "warning",
      message: "::error::x\n##[add-mask]y 100% [a](1) <b>\u202e",
    }),
    diagnostic({
      file: secretFile,
      range: rangeIn(secretFile, "aHVudGVyMg=="),
      rule: "schema/invalid-type",
      message: 'expected an object, got "aHVudGVyMg=="',
      severity: "info",
    }),
    diagnostic({ file: longFile, range: rangeIn(longFile, "here"), severity: "warning" }),
    diagnostic({
      file: stopFile,
      range: rangeIn(stopFile, "kind: [\n"),
      rule: "yaml/syntax",
      message: "unclosed list",
    }),
    diagnostic({
      file: routesFile,
      range: rangeIn(routesFile, "shop"),
      suppressed: { how: "comment", reason: "known [issue](1)" },
    }),
    diagnostic({
      file: routesFile,
      range: rangeIn(routesFile, "name: reviews"),
      suppressed: { how: "baseline", reason: "from before" },
    }),
  ],
};
