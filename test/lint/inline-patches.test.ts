/** Patches that stand in a kustomization: findings on the very line, and in the environments where they hold. */

import { describe, expect, it } from "vitest";
import { rules } from "../../rules/index.ts";
import type { Diagnostic } from "../../src/lint/diagnostic.ts";
import { lintSources } from "../../src/lint/sources.ts";

const cart = `apiVersion: v1
kind: Service
metadata: { name: cart, namespace: shop }
spec:
  selector: { app: cart }
  ports: [{ name: http, port: 80 }]
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart, namespace: shop }
spec:
  hosts: [cart]
  http:
    - route: [{ destination: { host: cart } }]
      timeout: 5s
`;

async function lint(files: Readonly<Record<string, string>>): Promise<readonly Diagnostic[]> {
  const sources = Object.entries(files).map(([path, text]) => ({ path, text }));
  return (await lintSources({ sources, rules })).diagnostics;
}

const overlay = (...lines: string[]) => ({
  "base/kustomization.yaml": "resources: [cart.yaml]\n",
  "base/cart.yaml": cart,
  "prod/kustomization.yaml": ["resources: [../base]", ...lines, ""].join("\n"),
});

const shown = ({ file, range: { start, end }, rule, suppressed }: Diagnostic) =>
  `${suppressed ? "-" : ""}${file}:${start.line}:${start.column}-${end.column} ${rule}`;

const merge = [
  "patches:",
  "  - patch: |-",
  "      apiVersion: networking.istio.io/v1",
  "      kind: VirtualService",
  "      metadata: { name: cart, namespace: shop }",
  "      spec:",
  "        http:",
  "          - route: [{ destination: { host: cart } }]",
  "            timout: 3s",
];

const operation = (path: string, value: string, op = "replace") => [
  "patches:",
  "  - target: { kind: VirtualService }",
  "    patch: |",
  `      - op: ${op}`,
  `        path: ${path}`,
  `        value: ${value}`,
];

describe("an inline patch", () => {
  it.each([
    ["a merge", merge, "10:13-19 schema/unknown-field"],
    ["a list of patches", ["patchesStrategicMerge:", ...merge.slice(1).map((each) => each.replace("patch: ", ""))], ""],
    ["an operation", operation("/spec/http/0/route/0/destination/host", "kart"), "7:16-20 istio/unknown-host"],
    ["a path", operation("/spec/http/3/route", "[]"), "6:15-33 gitops/invalid-patch"],
    ["a word", operation("/spec/hosts/0", "a", "replce"), "5:13-19 gitops/invalid-patch"],
    ["a name", merge.map((line) => line.replace("name: cart", "name: card")), "6:25-29 gitops/unknown-patch-target"],
    [
      "a quoted text",
      [
        "patches:",
        '  - patch: "[{ op: add, path: /spec/http/0/a, value: 1 }]"',
        "    target: { kind: VirtualService }",
      ],
      "3:5-10 schema/unknown-field",
    ],
  ])("shows where %s is wrong", async (_, lines, expected) => {
    const found = await lint(overlay(...lines));
    expect(found.map(shown)).toEqual([`prod/kustomization.yaml:${expected || "10:13-19 schema/unknown-field"}`]);
  });

  it("is read where lines end with CRLF", async () => {
    const files = overlay(...merge);
    const text = files["prod/kustomization.yaml"].replaceAll("\n", "\r\n");
    const found = await lint({ ...files, "prod/kustomization.yaml": text });
    expect(found.map(shown)).toEqual(["prod/kustomization.yaml:10:13-19 schema/unknown-field"]);
  });

  it("brings a fix for its own lines", async () => {
    const [found] = await lint(overlay(...merge));
    expect(found?.fix?.edits).toMatchObject([
      { file: "prod/kustomization.yaml", range: { start: { line: 10, column: 13 } }, text: "timeout" },
    ]);
  });

  it.each([
    [
      "a quoted text",
      [
        "patches:",
        '  - patch: "[{ op: add, path: /spec/http/0/timout, value: 1s }]"',
        "    target: { kind: VirtualService }",
      ],
    ],
    ["an operation", operation("/spec/http/0/timout", "1s", "add")],
  ])("brings no fix where the name stands in %s", async (_, lines) => {
    const [found] = await lint(overlay(...lines));
    expect(found).toMatchObject({ message: 'unknown field "timout": did you mean "timeout"?', fix: null });
  });

  it.each([
    ["behind its header", (line: string) => line.replace("|-", "|- # mesh-lint-ignore schema/unknown-field: why")],
    [
      "above it",
      (line: string) => line.replace("  - patch", "  # mesh-lint-ignore schema/unknown-field: why\n  - patch"),
    ],
  ])("is silenced by a comment %s", async (_, silence) => {
    const found = await lint(overlay(...merge.map(silence)));
    expect(found.map(({ rule, suppressed }) => [rule, suppressed !== null])).toEqual([["schema/unknown-field", true]]);
  });

  it("is left to others by a comment on the one before", async () => {
    const first = operation("/spec/hosts/0", "cart")
      .slice(1)
      .join("\n")
      .replace("patch: |", "patch: | # mesh-lint-ignore */*: why");
    const found = await lint(overlay("patches:", first, ...merge.slice(1)));
    expect(found.filter(({ suppressed }) => !suppressed).map(({ rule }) => rule)).toContain("schema/unknown-field");
  });
});

it("what the text of a base decides holds in all that build on it, changed or not", async () => {
  const files = overlay(...operation("/spec/http/0/timeout", "3s"));
  const found = await lint({
    ...files,
    "base/cart.yaml": cart.replace("hosts:", "host:"),
    "dev/kustomization.yaml": "resources: [../base]\n",
  });
  expect(found.map(({ rule, environments }) => [rule, environments])).toContainEqual(["schema/unknown-field", []]);
});

it("a patch that changed a part of what a finding speaks of is shown with it", async () => {
  const split = `    - route:
        - { destination: { host: cart, subset: a }, weight: 60 }
        - { destination: { host: cart, subset: b }, weight: 40 }
`;
  const subsets = `---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: cart, namespace: shop }
spec: { host: cart, subsets: [{ name: a, labels: { v: a } }, { name: b, labels: { v: b } }] }
`;
  const files = overlay(...operation("/spec/http/0/route/1/weight", "50"));
  const found = await lint({ ...files, "base/cart.yaml": cart.replace(/ {4}- route[^]*/, split) + subsets });
  expect(found.filter(({ rule }) => rule === "istio/mismatched-weights")).toMatchObject([
    { file: "base/cart.yaml", related: [{ file: "prod/kustomization.yaml", range: { start: { line: 7 } } }] },
  ]);
});

it("what gets one name by a kustomization is shown where each was named", async () => {
  const found = await lint({
    "kustomization.yaml": "resources: [a.yaml, b.yaml]\nnamespace: shop\n",
    "a.yaml": "apiVersion: v1\nkind: Namespace\nmetadata: { name: one }\n",
    "b.yaml": "apiVersion: v1\nkind: Namespace\nmetadata: { name: two }\n",
  });
  expect(found).toMatchObject([
    { file: "kustomization.yaml", related: [{ file: "a.yaml", range: { start: { line: 3 } } }] },
  ]);
});
