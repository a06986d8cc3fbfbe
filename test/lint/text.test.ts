/** Which broken texts are worth a word. */

import { expect, it } from "vitest";
import { rules } from "../../rules/index.ts";
import { lintSources } from "../../src/lint/sources.ts";

const broken = "a: [\nb: }\n";

async function rulesOf(path: string, text: string, named = new Set<string>()) {
  const run = await lintSources({ sources: [{ path, text }], rules: [], named });
  return [run.diagnostics.map(({ rule }) => rule), run.skipped];
}

it.each(["apiVersion: v1\n", "kind Service\n", '{ "kind": "Service",\n', '{\n  "apiVersion": "v1",\n'])(
  "reports a manifest that cannot be read: %j",
  async (start) => {
    expect(await rulesOf("a.yaml", start + broken)).toEqual([["yaml/syntax"], []]);
  },
);

it("passes over what is no manifest, unless it was asked for", async () => {
  const skipped = (file: string) => [{ file, reason: "no manifest, and no plain YAML" }];
  expect(await rulesOf("values.yaml", broken)).toEqual([[], skipped("values.yaml")]);
  expect(await rulesOf("c/Chart.yaml", `apiVersion: v2\n${broken}`)).toEqual([[], skipped("c/Chart.yaml")]);
  expect(await rulesOf("values.yaml", broken, new Set(["values.yaml"]))).toEqual([["yaml/syntax"], []]);
});

it("takes a carriage return for the end of a line, as kubectl does", async () => {
  const text = "apiVersion: v1\rkind: Service\r\nmetadata: { name: web }\rspec:\r  type: ClusterIP\r  kolor: x\r";
  const { diagnostics } = await lintSources({ sources: [{ path: "web.yaml", text }], rules });
  expect(diagnostics.map(({ message, range }) => [message, range.start])).toEqual([
    [expect.stringContaining('unknown field "kolor"'), { line: 6, column: 3 }],
  ]);
});
