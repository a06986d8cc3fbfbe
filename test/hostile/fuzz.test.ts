/** The whole way from text to diagnostics, over manifests that were changed at random. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { defaultConfig } from "../../src/config/config.ts";
import type { Diagnostic, Run } from "../../src/lint/diagnostic.ts";
import { lintSources } from "../../src/lint/sources.ts";
import type { Range, Source } from "../../src/source/source.ts";
import { readYamlFiles } from "../../src/yaml/read.ts";
import { allRules, worldOf } from "../world.ts";
import { mutate, type Mutation } from "./mutate.ts";
import { textOf } from "./odd.ts";
import { knownKinds, sampleOf } from "./samples.ts";
import { chosenCases } from "../properties.ts";

const rules = await allRules();
const config = { ...defaultConfig, extends: ["all"] as const };

/** The same cases each time; `FUZZ_SECONDS=600 npx vitest run test/hostile` looks for new ones, and longer. */
const longer = process.env.FUZZ_SECONDS;
const seconds = Number(longer ?? "6");
const bounds = {
  numRuns: 1_000_000,
  interruptAfterTimeLimit: seconds * 1000,
  includeErrorInReport: true,
  ...chosenCases,
} as const;
const limit = (seconds + 60) * 1000;

function lint(sources: readonly Source[]): Promise<Run> {
  return lintSources({ sources, rules, config, completeness: "complete" });
}

/** What is wrong with a run, in words. */
function wrong(run: Run, sources: readonly Source[]): string {
  const lines = new Map(sources.map(({ path, text }) => [path, text.split("\n")]));
  return [...run.failures, ...run.diagnostics.filter((each) => !isPlaced(each, lines)).map(placeOf)].join("\n");
}

function isPlaced({ file, range, related, fix }: Diagnostic, lines: ReadonlyMap<string, readonly string[]>): boolean {
  const places = [{ file, range }, ...related, ...(fix?.edits ?? [])];
  return places.every((place) => isInside(place.range, lines.get(place.file)));
}

function isInside({ start, end }: Range, lines: readonly string[] | undefined): boolean {
  if (!lines || start.line > end.line || (start.line === end.line && start.column > end.column)) return false;
  return [start, end].every(({ line, column }) => column >= 1 && column <= (lines[line - 1]?.length ?? -1) + 1);
}

function placeOf({ rule, message, file, range }: Diagnostic): string {
  return `${rule} stands outside of its file: ${message} (${file} ${JSON.stringify(range)})`;
}

const mutations = fc.array(fc.record<Mutation>({ place: fc.nat(5000), what: fc.nat(4000) }), {
  maxLength: 4,
  minLength: 1,
});

interface World {
  readonly path: string;
  readonly documents: readonly unknown[];
}

async function examples(): Promise<World[][]> {
  const worlds: World[][] = [];
  for (const { rule } of rules) {
    for (const text of [...rule.bad, ...rule.good]) {
      const sources = worldOf(text).filter(({ path }) => path !== "mesh-lint.yaml");
      const files = await readYamlFiles(sources);
      const documents = files.map((file) => file.documents.map(({ value }) => structuredClone(value)));
      worlds.push(sources.map(({ path }, index) => ({ path, documents: documents[index] ?? [] })));
    }
  }
  return worlds;
}

describe("manifests that were changed at random", () => {
  it("never make a rule fail, nor a diagnostic stand outside of its file", { timeout: limit }, async () => {
    const worlds = await examples();
    const property = fc.asyncProperty(
      fc.nat(worlds.length - 1),
      fc.nat(worlds.length - 1),
      mutations,
      async (one, two, changes) => {
        const world = structuredClone([...(worlds[one] ?? []), ...(worlds[two] ?? [])]);
        mutate(
          world.map(({ documents }) => documents),
          changes,
        );
        const byPath = new Map(world.map(({ path, documents }) => [path, { path, text: textOf(documents) }]));
        const sources = [...byPath.values()];
        expect(wrong(await lint(sources), sources)).toBe("");
      },
    );
    await fc.assert(property, bounds);
  });

  it("never make a rule fail whatever the kind", { timeout: limit }, async () => {
    const kinds = knownKinds();
    const property = fc.asyncProperty(
      fc.array(fc.nat(kinds.length - 1), { minLength: 1, maxLength: 4 }),
      fc.integer(),
      mutations,
      async (chosen, seed, changes) => {
        const chance = chances(seed);
        const documents = chosen.flatMap((index) => {
          const kind = kinds[index];
          return kind ? [sampleOf(kind, chance)] : [];
        });
        mutate(documents, changes);
        const sources = [{ path: "all.yaml", text: textOf(documents) }];
        expect(wrong(await lint(sources), sources)).toBe("");
      },
    );
    await fc.assert(property, bounds);
  });
});

const kustomizations: readonly World[] = [
  {
    path: "base/kustomization.yaml",
    documents: [
      {
        kind: "Kustomization",
        resources: ["web.yaml"],
        configMapGenerator: [{ name: "env", literals: ["A=b"], files: ["x=web.yaml"] }],
        commonLabels: { app: "web" },
      },
    ],
  },
  {
    path: "base/web.yaml",
    documents: [
      {
        apiVersion: "v1",
        kind: "Service",
        metadata: { name: "web" },
        spec: { selector: { app: "web" }, ports: [{ name: "http", port: 80 }] },
      },
      {
        apiVersion: "networking.istio.io/v1",
        kind: "VirtualService",
        metadata: { name: "web", annotations: { a: "$(HOST)" } },
        spec: { hosts: ["web"], http: [{ name: "all", route: [{ destination: { host: "web" }, weight: 100 }] }] },
      },
      {
        apiVersion: "apps/v1",
        kind: "Deployment",
        metadata: { name: "web" },
        spec: {
          selector: {},
          template: { metadata: { labels: {} }, spec: { containers: [{ name: "web", image: "web" }] } },
        },
      },
    ],
  },
  {
    path: "prod/kustomization.yaml",
    documents: [
      {
        kind: "Kustomization",
        namespace: "shop",
        namePrefix: "a-",
        nameSuffix: "-b",
        resources: ["../base"],
        components: ["../part"],
        patchesStrategicMerge: ["patch.yaml"],
        patchesJson6902: [
          {
            target: { group: "networking.istio.io", version: "v1", kind: "VirtualService", name: "web" },
            patch: '[{ "op": "replace", "path": "/spec/http/0/route/0/weight", "value": 90 }]',
          },
        ],
        patches: [
          {
            target: { kind: "Service", labelSelector: "app=web" },
            patch: "- { op: add, path: /spec/ports/-, value: { port: 81 } }",
          },
        ],
        labels: [{ pairs: { tier: "x" }, includeSelectors: true, fields: [{ path: "spec/x", create: true }] }],
        commonAnnotations: { note: "x" },
        images: [{ name: "web", newTag: "2" }],
        replicas: [{ name: "web", count: 2 }],
        replacements: [
          {
            source: { kind: "Service", name: "web", fieldPath: "metadata.name" },
            targets: [
              {
                select: { kind: "VirtualService" },
                reject: [{ name: "x" }],
                fieldPaths: ["spec.http.[name=all].route.0.destination.host"],
                options: { delimiter: ".", index: 0, create: true },
              },
            ],
          },
        ],
        vars: [
          {
            name: "HOST",
            objref: { kind: "Service", name: "web", apiVersion: "v1" },
            fieldref: { fieldpath: "metadata.name" },
          },
        ],
      },
    ],
  },
  { path: "part/kustomization.yaml", documents: [{ kind: "Component", patches: [{ path: "../prod/patch.yaml" }] }] },
  {
    path: "prod/patch.yaml",
    documents: [
      {
        apiVersion: "apps/v1",
        kind: "Deployment",
        metadata: { name: "web" },
        spec: {
          template: {
            spec: {
              containers: [
                { name: "web", $patch: "replace" },
                { name: "b", $setElementOrder: [] },
              ],
            },
          },
        },
      },
    ],
  },
];

describe("kustomizations that were changed at random", () => {
  it("never make a rule fail", { timeout: limit }, async () => {
    const property = fc.asyncProperty(mutations, async (changes) => {
      const world = structuredClone(kustomizations);
      mutate(
        world.map(({ documents }) => documents),
        changes,
      );
      const sources = world.map(({ path, documents }) => ({ path, text: textOf(documents) }));
      expect(wrong(await lint(sources), sources)).toBe("");
    });
    await fc.assert(property, bounds);
  });
});

/** Numbers from 0 to 1 that follow from a seed (mulberry32). */
function chances(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
