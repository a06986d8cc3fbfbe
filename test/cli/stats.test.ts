import { afterAll, describe, expect, it } from "vitest";
import { build } from "./program.ts";

const program = await build();
afterAll(program.remove);

const service =
  "apiVersion: v1\nkind: Service\nmetadata: { name: web, namespace: shop }\nspec: { ports: [{ port: 80 }] }\n";
const route = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: web, namespace: shop }
spec:
  hosts: [web]
  http: [{ route: [{ destination: { host: web }, weight: 90 }, { destination: { host: web }, weight: 20 }] }]
`;
const files = {
  "base/kustomization.yaml": "resources: [web.yaml]\n",
  "base/web.yaml": `${service}---\n${route}`,
  "overlays/dev/kustomization.yaml": "resources: [../../base]\n",
  "overlays/prod/kustomization.yaml": "resources: [../../base]\n",
};

interface Told {
  readonly stats: {
    readonly files: number;
    readonly documents: number;
    readonly bytes: number;
    readonly peakMemoryBytes: number;
    readonly phases: readonly { readonly name: string; readonly ms: number }[];
    readonly environments: readonly { readonly name: string; readonly ms: number }[];
    readonly rules: readonly { readonly rule: string; readonly ms: number; readonly findings: number }[];
  };
}

describe("--stats", () => {
  it("tells programs how long each phase, environment and rule took", () => {
    const { stdout, stderr } = program.run(["--stats", "--format", "json"], files);
    const { stats } = JSON.parse(stdout) as Told;
    expect(stderr).toBe("");
    expect(stats).toMatchObject({ files: 4, documents: 5, bytes: Object.values(files).join("").length });
    expect(stats.peakMemoryBytes).toBeGreaterThan(1e7);
    expect(stats.phases.map(({ name }) => name)).toEqual([
      ...["starting", "reading the configuration", "finding files", "reading files", "reading YAML"],
      ...["finding environments", "schemas", "rules", "suppressions", "merging findings"],
    ]);
    expect(stats.environments.map(({ name }) => name).sort()).toEqual(["overlays/dev", "overlays/prod"]);
    expect(stats.rules.find(({ rule }) => rule === "istio/mismatched-weights")?.findings).toBe(1);
    const times = stats.rules.map(({ ms }) => ms);
    expect(times).toEqual([...times].sort((a, b) => b - a));
  });

  it("tells people on standard error, and leaves the report alone", () => {
    const plain = program.run(["--quiet"], files);
    const { code, stdout, stderr } = program.run(["--quiet", "--stats"], files);
    expect({ code, stdout }).toEqual({ code: plain.code, stdout: plain.stdout });
    expect(stderr).toMatch(/^Time: .*\n( +[\d.]+ m?s +\d+ % {2}[a-zA-Z ]+\n)+\nRules: \d+ rules in /);
    expect(stderr).toMatch(/^ +[\d.]+ m?s {2}overlays\/prod$/m);
    expect(stderr).toMatch(/^Size: 4 files, 5 documents, 0\.\d KB$/m);
  });

  it("is silent unless asked", () => {
    const { stdout, stderr } = program.run(["--format", "json"], files);
    expect(stderr).toBe("");
    expect(JSON.parse(stdout)).not.toHaveProperty("stats");
  });
});
