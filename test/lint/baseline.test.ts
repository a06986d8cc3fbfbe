/** What a baseline knows again after the files have changed, and what it does not. */

import { describe, expect, it } from "vitest";
import { rules } from "../../rules/index.ts";
import { baselineText, readBaseline } from "../../src/lint/baseline-text.ts";
import { entriesOf, withBaseline } from "../../src/lint/baseline.ts";
import type { BaselineEntry, Run } from "../../src/lint/diagnostic.ts";
import { lintSources } from "../../src/lint/sources.ts";

type Files = Readonly<Record<string, string>>;

function lint(files: Files, only = ["schema/*", "yaml/*"]): Promise<Run> {
  return lintSources({ sources: Object.entries(files).map(([path, text]) => ({ path, text })), rules, only });
}

async function baselineOf(files: Files): Promise<readonly BaselineEntry[]> {
  const read = readBaseline(baselineText(entriesOf(await lint(files), ({ message }) => message)));
  if ("problem" in read) throw new Error(read.problem);
  return read.entries;
}

interface Comparison {
  readonly fresh: readonly string[];
  readonly known: number;
  readonly gone: readonly string[];
}

async function compare(before: Files, after: Files, unread: readonly string[] = []): Promise<Comparison> {
  const baseline = { file: "b.json", entries: await baselineOf(before) };
  const exists = (file: string): boolean => file in after || unread.includes(file);
  const run = withBaseline(await lint(after), baseline, { exists, isPart: false });
  const fresh = run.diagnostics.filter(({ suppressed }) => suppressed === null);
  return {
    fresh: fresh.map(({ file, range, message }) => `${file}:${range.start.line} ${message}`),
    known: run.baseline?.known ?? 0,
    gone: run.baseline?.gone.map(({ file, message }) => `${file} ${message}`) ?? [],
  };
}

const service = (name: string, field: string): string =>
  `apiVersion: v1\nkind: Service\nmetadata: { name: ${name} }\nspec:\n  ${field}: x\n  ports: [{ port: 80 }]\n`;

const unchanged = { fresh: [], gone: [] };

describe("a baseline", () => {
  const before = {
    "a.yaml": `${service("cart", "colour")}---\n${service("shop", "colour")}`,
    "b.yaml": "apiVersion: v1\nkind: [\n",
  };

  it.each<readonly [string, Files]>([
    ["nothing has changed", before],
    ["lines have moved", { ...before, "a.yaml": `# new\n\n${before["a.yaml"]}` }],
    [
      "documents are in another order",
      { ...before, "a.yaml": `${service("shop", "colour")}---\n${service("cart", "colour")}` },
    ],
    ["a file is renamed", { "z.yaml": before["a.yaml"], "b.yaml": before["b.yaml"] }],
    ["a file that is no YAML is renamed", { "a.yaml": before["a.yaml"], "c/d.yaml": before["b.yaml"] }],
    [
      "a file is split",
      { "x.yaml": service("cart", "colour"), "y.yaml": service("shop", "colour"), "b.yaml": before["b.yaml"] },
    ],
  ])("knows all findings again where %s", async (_, after) => {
    expect(await compare(before, after)).toEqual({ ...unchanged, known: 3 });
  });

  it("knows a finding again whose explanation has changed with something else", async () => {
    const route = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: web, namespace: shop }
spec: { hosts: [web], http: [{ route: [{ destination: { host: web, subset: v9 } }] }] }
`;
    const rule = (...subsets: readonly string[]): string => `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: web, namespace: shop }
spec: { host: web, subsets: [${subsets.map((name) => `{ name: ${name}, labels: { v: ${name} } }`).join()}] }
`;
    const found = async (...subsets: readonly string[]) =>
      (await lint({ "a.yaml": route, "b.yaml": rule(...subsets) }, ["istio/unknown-subset"])).diagnostics;
    const [[old], [now]] = [await found("v1"), await found("v1", "v2")];
    expect(old?.message).not.toBe(now?.message);
    expect(old?.fingerprint).toBe(now?.fingerprint);
  });

  it("does not know a new mistake of an old object", async () => {
    const text = `${service("cart", "color")}---\n${service("shop", "colour")}`;
    expect(await compare(before, { ...before, "a.yaml": text })).toEqual({
      fresh: [expect.stringContaining('unknown field "color"') as string],
      known: 2,
      gone: [expect.stringContaining('unknown field "colour"') as string],
    });
  });

  it("counts equal mistakes of objects with one name, and blames the file that is new", async () => {
    const copy = service("cart", "colour");
    const { fresh, known } = await compare(
      { "m.yaml": copy, "n.yaml": copy },
      { "a.yaml": copy, "m.yaml": copy, "n.yaml": copy },
    );
    expect(fresh).toEqual([expect.stringMatching(/^a\.yaml:5 /) as string]);
    expect(known).toBe(2);
  });

  it("leaves alone what was not read", async () => {
    const { "b.yaml": _, ...part } = before;
    expect(await compare(before, part, ["b.yaml"])).toEqual({ ...unchanged, known: 2 });
    expect((await compare(before, part)).gone).toHaveLength(1);
  });

  it("does not take a finding of a file that was not read for one of another", async () => {
    const copy = service("cart", "colour");
    const { fresh } = await compare({ "a.yaml": copy }, { "b.yaml": copy }, ["a.yaml"]);
    expect(fresh).toHaveLength(1);
  });
});

describe("the file of a baseline", () => {
  it("is the same however the findings came", async () => {
    const entries = await baselineOf({ "b.yaml": service("b", "colour"), "a.yaml": service("a", "colour") });
    expect(baselineText([...entries].reverse())).toBe(baselineText(entries));
    expect(
      baselineText(entries)
        .split("\n")
        .filter((line) => line.includes("fingerprint")),
    ).toHaveLength(2);
  });

  it.each([
    ["{", "it is no JSON"],
    ["[]", 'it has no list of "findings"'],
    ['{"version":2,"findings":[]}', "its version is 2, not 1"],
    ['{"version":1,"findings":[{"rule":"x"}]}', "entry 1 of its findings lacks"],
    ['{"version":1,"findings":[null]}', "entry 1 of its findings lacks"],
  ])("%s: %s", (text, problem) => {
    expect(readBaseline(text)).toEqual({ problem: expect.stringContaining(problem) as string });
  });
});
