/** Which comments and annotations silence which findings, and what is said about those that do not. */

import { describe, expect, it } from "vitest";
import { rules } from "../../rules/index.ts";
import { defaultConfig } from "../../src/config/config.ts";
import type { Diagnostic } from "../../src/lint/diagnostic.ts";
import { lintSources, type LintSourcesOptions } from "../../src/lint/sources.ts";

const config = { ...defaultConfig, extends: ["strict"] as const };

async function lint(
  files: Readonly<Record<string, string>> | string,
  more: Partial<LintSourcesOptions> = {},
): Promise<readonly Diagnostic[]> {
  const given = typeof files === "string" ? { "a.yaml": files } : files;
  const sources = Object.entries(given).map(([path, text]) => ({ path, text }));
  const { diagnostics } = await lintSources({ sources, rules, config, ...more });
  return diagnostics;
}

/** `7 schema/unknown-field`, with a minus in front of what is suppressed. */
function shown(diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics.map(({ range, rule, suppressed }) => `${suppressed ? "-" : ""}${range.start.line} ${rule}`);
}

const service = (...spec: string[]): string =>
  [
    "apiVersion: v1",
    "kind: Service",
    "metadata:",
    "  name: cart",
    "spec:",
    ...spec,
    "  ports: [{ name: http, port: 80 }]",
    "",
  ].join("\n");

const bad = "schema/unknown-field";

describe("a comment", () => {
  it.each([
    ["on the same line", [`  color: red # mesh-lint-ignore ${bad}: why`], ["-6 schema/unknown-field"]],
    ["on the line above", [`  # mesh-lint-ignore ${bad}: why`, "  color: red"], ["-7 schema/unknown-field"]],
    [
      "above other comments and blank lines",
      [`  # mesh-lint-ignore ${bad}: why`, "", "  # red is best", "  color: red"],
      ["-9 schema/unknown-field"],
    ],
    ["behind another comment", [`  color: red # the best # mesh-lint-ignore ${bad}: why`], ["-6 schema/unknown-field"]],
    ["for several rules", [`  color: red # mesh-lint-ignore istio/*, ${bad}: why`], ["-6 schema/unknown-field"]],
    ["for a pattern", ["  color: red # mesh-lint-ignore schema/*: why"], ["-6 schema/unknown-field"]],
    ["without a colon", [`  color: red # mesh-lint-ignore ${bad} -- why`], ["-6 schema/unknown-field"]],
    [
      "between start and end",
      [`  # mesh-lint-ignore-start ${bad}: why`, "  color: red", "  # mesh-lint-ignore-end", "  size: big"],
      ["-7 schema/unknown-field", "9 schema/unknown-field"],
    ],
  ])("%s", async (_, spec, expected) => {
    const found = await lint(service(...spec));
    expect(shown(found.filter(({ rule }) => rule === bad))).toEqual(expected);
    for (const { suppressed } of found) if (suppressed) expect(suppressed).toEqual({ how: "comment", reason: "why" });
  });

  it("speaks of its document", async () => {
    const text = `${service("  color: red")}# mesh-lint-ignore-document ${bad}: why\n---\n${service("  color: red")}`;
    const found = (await lint(text)).filter(({ rule }) => rule === bad);
    expect(shown(found)).toEqual(["-6 schema/unknown-field", "15 schema/unknown-field"]);
  });

  it("above the first separator speaks of the document below", async () => {
    const text = `# mesh-lint-ignore-document ${bad}: why\n---\n${service("  color: red")}---\n${service("  color: red")}`;
    const found = (await lint(text)).filter(({ rule }) => rule === bad);
    expect(shown(found)).toEqual(["-8 schema/unknown-field", "16 schema/unknown-field"]);
  });

  it("speaks of its file, and of no other", async () => {
    const text = service("  color: red");
    const found = await lint({ "a.yaml": `${text}# mesh-lint-ignore-file ${bad}: why\n`, "b.yaml": text });
    expect(shown(found.filter(({ rule }) => rule === bad))).toEqual([
      "-6 schema/unknown-field",
      "6 schema/unknown-field",
    ]);
  });

  it("within a string is no comment", async () => {
    const found = await lint(service(`  color: "red # mesh-lint-ignore ${bad}: why"`));
    expect(shown(found)).toEqual(["6 schema/unknown-field"]);
  });

  it("is read where the file ends its lines with CRLF", async () => {
    const found = await lint(service(`  color: red # mesh-lint-ignore ${bad}: why`).replaceAll("\n", "\r\n"));
    expect(found.map(({ suppressed }) => suppressed?.reason)).toEqual(["why"]);
  });
});

const annotated = (annotations: string): string => `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: cart
  namespace: shop
  annotations:
    ${annotations}
spec:
  hosts: [cart]
  http:
    - route:
        - destination: { host: cart, subset: v9 }
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: cart, namespace: shop }
spec:
  host: cart
  subsets: [{ name: v1, labels: { version: v1 } }]
`;

describe("an annotation", () => {
  const about = async (annotation: string) => {
    const found = await lint(annotated(annotation));
    return found.filter(({ rule }) => rule === "istio/unknown-subset").map(({ suppressed }) => suppressed);
  };

  it.each([
    ['mesh-lint.dev/ignore: "istio/unknown-subset: not yet rolled out"', "not yet rolled out"],
    ["galley.istio.io/analyze-suppress: IST0101", "galley.istio.io/analyze-suppress"],
    ["galley.istio.io/analyze-suppress: IST0102,IST0101", "galley.istio.io/analyze-suppress"],
    ['galley.istio.io/analyze-suppress: "*"', "galley.istio.io/analyze-suppress"],
    ["kiali.io/ignore-validations: KIA1107", "kiali.io/ignore-validations"],
    ['kiali.io/ignore-validations: ""', "kiali.io/ignore-validations"],
  ])("%s", async (annotation, reason) => {
    expect(await about(annotation)).toEqual([{ how: "annotation", reason }]);
  });

  it.each(["galley.istio.io/analyze-suppress: IST0102", 'mesh-lint.dev/ignore: "istio/unknown-host: x"'])(
    "%s speaks of something else",
    async (annotation) => {
      expect(await about(annotation)).toEqual([null]);
    },
  );

  it("of another tool is not judged", async () => {
    const found = await lint(annotated("galley.istio.io/analyze-suppress: IST9999"));
    expect(found.filter(({ rule }) => rule.startsWith("lint/"))).toEqual([]);
  });

  it("that one environment sets leaves the other one as it is", async () => {
    const overlay = "resources: [../base]\n";
    const files = {
      "base/kustomization.yaml": "resources: [all.yaml]\n",
      "base/all.yaml": annotated("owner: us"),
      "dev/kustomization.yaml": `${overlay}commonAnnotations: { mesh-lint.dev/ignore: "istio/unknown-subset: dev" }\n`,
      "prod/kustomization.yaml": overlay,
    };
    const found = await lint(files);
    const subset = found.filter(({ rule }) => rule === "istio/unknown-subset");
    expect(subset.map(({ suppressed, environments }) => ({ suppressed, environments }))).toEqual([
      { suppressed: null, environments: ["prod"] },
    ]);
    const { "prod/kustomization.yaml": _, ...alone } = files;
    const silent = (await lint(alone)).filter(({ rule }) => rule === "istio/unknown-subset");
    expect(silent.map(({ suppressed }) => suppressed?.reason)).toEqual(["dev"]);
  });
});

describe("what is said of suppressions", () => {
  const about = async (text: string, more?: Partial<LintSourcesOptions>) =>
    (await lint(text, more)).filter(({ rule }) => rule.startsWith("lint/")).map(({ message }) => message);

  it("tells the idle rules of a list", async () => {
    const text = service(`  color: red # mesh-lint-ignore istio/unknown-host, ${bad}, schema/missing-field: why`);
    expect(await about(text)).toEqual([
      '"istio/unknown-host", "schema/missing-field" have nothing to suppress on line 6',
    ]);
  });

  it("knows an end without a start", async () => {
    expect(await about(service("  # mesh-lint-ignore-end"))).toEqual(["there is no mesh-lint-ignore-start above"]);
  });

  it("suggests the code of a rule", async () => {
    const text = service("  type: ClusterIP # mesh-lint-ignore istio/invalid-virtual-service:no-such-thing: why");
    expect(await about(text)).toEqual(['"istio/invalid-virtual-service" has no code "no-such-thing"']);
  });

  it("says nothing where not all rules or files were looked at", async () => {
    const text = service("  type: ClusterIP # mesh-lint-ignore istio/unknown-host: why");
    expect(await about(text)).toHaveLength(1);
    expect(await about(text, { isPart: true })).toEqual([]);
    expect(await about(text, { only: ["istio/*", "lint/*"] })).toEqual([]);
    expect(await about(text, { environments: ["."] })).toEqual([]);
  });

  it("says nothing where rules could not see everything", async () => {
    const route = (field: string): string =>
      [
        "apiVersion: networking.istio.io/v1",
        "kind: VirtualService",
        "metadata: { name: cart }",
        "spec:",
        "  hosts: [cart]",
        "  http:",
        `    - ${field}:`,
        "        - destination: { host: cart, subset: v9 } # mesh-lint-ignore istio/unknown-subset: by hand",
        "",
      ].join("\n");
    const rule = (field: string): string =>
      `apiVersion: networking.istio.io/v1\nkind: DestinationRule\nmetadata: { name: cart }\nspec: { ${field}: cart }\n`;
    const idle = ['"istio/unknown-subset" has nothing to suppress on line 8'];
    const told = async (files: Readonly<Record<string, string>>, more?: Partial<LintSourcesOptions>) =>
      (await lint({ "k8s/service.yaml": service(), ...files }, more))
        .filter(({ rule }) => rule === "lint/unused-suppression")
        .map(({ message }) => message);

    expect(await told({ "k8s/a.yaml": route("route"), "k8s/b.yaml": rule("host") })).toEqual([]);
    expect(await told({ "k8s/a.yaml": route("route"), "k8s/b.yaml": rule("hosst") })).toEqual([]);
    expect(await told({ "k8s/a.yaml": route("rout"), "k8s/b.yaml": rule("host") })).toEqual([]);
    expect(await told({ "k8s/a.yaml": route("route"), "k8s/b.yaml": `${rule("host")} foo: [` })).toEqual([]);

    const calm = { "k8s/a.yaml": route("route").replace(", subset: v9", "") };
    expect(await told(calm)).toEqual(idle);
    const environments = [{ name: "prod", roots: ["k8s"], complete: true }];
    const whole = { config: { ...config, environments } };
    expect(await told(calm, whole)).toEqual(idle);
    expect(await told(calm, { ...whole, covers: (path) => path === "k8s/a.yaml" })).toEqual([]);
  });

  it("asks for no reason unless the preset is strict", async () => {
    const text = service(`  color: red # mesh-lint-ignore ${bad}`);
    expect(await about(text)).toEqual(["nothing says why this is suppressed"]);
    expect(await about(text, { config: defaultConfig })).toEqual([]);
  });

  it.each(["", "-file"])(
    "does not hang on a file of nothing but suppressions (%s)",
    async (sort) => {
      const lines = Array.from({ length: 20_000 }, () => `# mesh-lint-ignore${sort} ${"x,".repeat(20)}y: why`);
      const many = Array.from({ length: 2000 }, (_, index) => `  wrong${index}: red`);
      const found = await lint([...lines, service(...many)].join("\n"), { only: ["schema/*"] });
      expect(found.length).toBeGreaterThan(0);
    },
    60_000,
  );
});

it("is not called idle in a file that was skipped", async () => {
  const left = `# mesh-lint-ignore-file ${bad}: not deployed yet\n${service("  x: y")}`;
  const files = { "app/a.yaml": service(), "app/left.yaml": left };
  expect(await lint({ ...files, "app/kustomization.yaml": "resources: [a.yaml]" })).toEqual([]);
  expect(shown(await lint({ "app/left.yaml": left }))).toEqual([`-7 ${bad}`]);
});
