/** The run of the past is the one that a checkout of the commit would give, though most of it is taken from the run of now. */

import { rmSync } from "node:fs";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { rules } from "../../rules/index.ts";
import { defaultConfig, type Config } from "../../src/config/config.ts";
import { lintBoth } from "../../src/lint/changed.ts";
import type { Run } from "../../src/lint/diagnostic.ts";
import { lint, type LintOptions } from "../../src/lint/lint.ts";
import { baseOf } from "../../src/source/base.ts";
import { chosenCases } from "../properties.ts";
import { route, service } from "./manifests.ts";
import { ground, type Files } from "./repository.ts";

const { repository, remove } = ground("");
afterAll(remove);

const names = ["cart", "pay"] as const;
const list = (...paths: string[]): string => `resources: [${paths.join(", ")}]\n`;
const patch = (name: string, host: string): string =>
  `patches:\n  - { path: ${name}.yaml, target: { kind: VirtualService, name: cart } }\n  - target: { kind: VirtualService, name: cart }\n    patch: "[{ op: replace, path: /spec/http/0/route/0/destination/host, value: ${host} }]"\n`;

/** Everything that a path may hold. */
const manifests = [
  ...names.flatMap((name) => [service(name), route(name), `# moved\n\n${route(name)}`]),
  route("cart", "pay"),
  `${service("cart")}---\n${route("cart")}---\n${service("cart")}`,
  `# mesh-lint-ignore-file istio/unknown-host: soon\n${route("cart")}`,
  route("cart").replace("namespace: shop", 'namespace: shop, annotations: { mesh-lint.dev/ignore: "istio/*: soon" }'),
  route("cart").replace("http:", "htp:"),
  "apiVersion: v1\nkind: [\n",
  "- { op: replace, path: /spec/hosts/0, value: x.example.com }\n",
];
const kustomizations = [
  list("../../base"),
  list("../../base", "own.yaml"),
  `${list("../../base")}${patch("own", "pay")}`,
  `${list("../../base")}${patch("own", "cart")}`,
  `${list("../../base", "../../apps/a.yaml")}namePrefix: v2-\n`,
];
const bases = [list("a.yaml"), list("a.yaml", "b.yaml"), list("b.yaml", "missing.yaml")];

const maybe = (texts: readonly string[]): fc.Arbitrary<string | null> =>
  fc.option(fc.constantFrom(...texts), { freq: 4, nil: null });
const tree = fc.record<Files>({
  "apps/a.yaml": maybe(manifests),
  "apps/b.yaml": maybe(manifests),
  "apps/c/a.yaml": maybe(manifests),
  "other/a.yaml": maybe(manifests),
  "base/a.yaml": maybe(manifests),
  "base/b.yaml": maybe(manifests),
  "base/kustomization.yaml": maybe(bases),
  "overlays/dev/kustomization.yaml": maybe(kustomizations),
  "overlays/dev/own.yaml": maybe(manifests),
  "overlays/prod/kustomization.yaml": maybe(kustomizations),
  "overlays/prod/own.yaml": maybe(manifests),
});
/** A tree, and what becomes of few of its files. */
const change = fc.tuple(
  tree,
  tree,
  fc.subarray([
    "apps/a.yaml",
    "apps/b.yaml",
    "other/a.yaml",
    "base/a.yaml",
    "base/kustomization.yaml",
    "overlays/dev/kustomization.yaml",
    "overlays/prod/own.yaml",
  ]),
);

const nothing = Object.fromEntries(
  [
    "apps/a.yaml",
    "apps/b.yaml",
    "apps/c/a.yaml",
    "other/a.yaml",
    "base/a.yaml",
    "base/b.yaml",
    "base/kustomization.yaml",
  ]
    .concat(["dev", "prod"].flatMap((name) => [`overlays/${name}/kustomization.yaml`, `overlays/${name}/own.yaml`]))
    .map((path) => [path, null]),
);

/** A folder that is named and is no more. */
const lostFolder: readonly [Files, Files, string[]] = [
  { ...nothing, "base/a.yaml": service("cart"), "overlays/prod/kustomization.yaml": list("../../base") },
  nothing,
  ["base/a.yaml"],
];

const closed: Config = {
  ...defaultConfig,
  environments: [{ name: "{cluster}", roots: ["overlays/{cluster}"], complete: true }],
};

const optionsFor = (cwd: string, config: Config, paths: readonly string[]): LintOptions => ({
  cwd,
  paths,
  config,
  rules,
  version: "0",
});

const there = (files: Files): Files => Object.fromEntries(Object.entries(files).filter(([, text]) => text !== null));

function told({ diagnostics, environments, skipped }: Run): unknown {
  return { diagnostics, environments, skipped: [...skipped].sort((a, b) => (a.file < b.file ? -1 : 1)) };
}

describe("what --changed compares with", () => {
  it.each<readonly [string, Config, readonly string[]]>([
    ["of everything", defaultConfig, ["."]],
    ["of configured environments", closed, ["."]],
    ["of one folder", defaultConfig, ["overlays"]],
  ])(
    "is what a checkout gives: %s",
    { timeout: (Number(process.env.FUZZ_SECONDS ?? 0) + 60) * 1000 },
    async (...given) => {
      const [, config, paths] = given;
      await fc.assert(
        fc.asyncProperty(change, async ([before, other, paths_]) => {
          const now = { ...before, ...Object.fromEntries(paths_.map((path) => [path, other[path] ?? null])) };
          const [made, checkout] = [repository(), repository()];
          const always = { "overlays/notes.yaml": "a: 1\n" };
          const commit = made.commit({ ...there(before), ...always });
          made.git("rm", "-rq", "--cached", ".");
          made.git("clean", "-fdxq");
          made.write({ ...there(now), ...always });
          made.git("reset", "-q");
          checkout.write({ ...there(before), ...always });
          const base = baseOf(made.folder, commit);
          if ("problem" in base) throw new Error(base.problem);
          const both = await lintBoth(optionsFor(made.folder, config, paths), base);
          const alone = await lint(optionsFor(made.folder, config, paths));
          const then = await lint(optionsFor(checkout.folder, config, paths));
          if ("problems" in both || "problems" in alone || "problems" in then) throw new Error("refused");
          expect(told(both.run)).toEqual(told(alone));
          expect(told(both.before)).toEqual(told(then));
          for (const { folder } of [made, checkout]) rmSync(folder, { recursive: true });
        }),
        {
          ...chosenCases,
          numRuns: 12,
          examples: [[[...lostFolder]]],
          ...(process.env.FUZZ_SECONDS && {
            interruptAfterTimeLimit: Number(process.env.FUZZ_SECONDS) * 1000,
            numRuns: 1e6,
          }),
        },
      );
    },
  );
});
