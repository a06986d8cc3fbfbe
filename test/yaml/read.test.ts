/** Documents of a file, and what is wrong with its text. */

import { describe, expect, test } from "vitest";
import type { YamlFile } from "../../src/yaml/document.ts";
import { readYaml, readYamlFiles } from "../../src/yaml/read.ts";

async function read(text: string): Promise<YamlFile> {
  const [file] = await readYamlFiles([{ path: "a.yaml", text }]);
  if (!file) throw new Error("nothing was read");
  return file;
}

async function valuesOf(text: string): Promise<readonly unknown[]> {
  return (await read(text)).documents.map(({ value }) => value);
}

/** Each problem as `rule: text at its place`. */
async function problemsOf(text: string): Promise<readonly string[]> {
  const { problems } = await read(text);
  return problems.map(({ rule, span }) => `${rule}: ${text.slice(span.start, span.end)}`);
}

describe("documents", () => {
  test("are cut at lines that start with ---, and empty ones are dropped", async () => {
    expect(await valuesOf("---\n# only a comment\n---\na: 1\n--- # why\nb: 2\n---\n---\n")).toEqual([
      { a: 1 },
      { b: 2 },
    ]);
  });

  test("are cut even within a block scalar, as kubectl does", async () => {
    expect(await valuesOf("a: |\n  x\n---\nb: 1\n")).toEqual([{ a: "x\n" }, { b: 1 }]);
  });

  test("bring their own text along", async () => {
    const text = "a: 1\n---\nb: 2\n";
    const { documents } = await read(text);
    expect(documents.map(({ span }) => text.slice(span.start, span.end))).toEqual(["a: 1\n", "b: 2\n"]);
  });

  test("may begin with a byte order mark", async () => {
    expect(await valuesOf("\ufeff---\na: 1\n")).toEqual([{ a: 1 }]);
    expect(await valuesOf("\ufeffa: 1\n")).toEqual([{ a: 1 }]);
  });

  test("may be JSON, indented with tabs", async () => {
    expect(await valuesOf('{\n\t"kind": "List",\n\t"items": [{"a": "\\ud83d\\ude00\\/"}]\n}\n')).toEqual([
      { kind: "List", items: [{ a: "😀/" }] },
    ]);
  });

  test("do not hide each other when one is broken", async () => {
    const { documents, problems } = await read("a: 1\n---\nb: [\n---\nc: 3\n");
    expect(documents.map(({ value }) => value)).toEqual([{ a: 1 }, { c: 3 }]);
    expect(problems).toHaveLength(1);
  });

  test("share what an alias names", async () => {
    const [value] = (await valuesOf("a: &a {x: 1}\nb: *a\nc: {<<: *a, z: 2}\n")) as [Record<string, object>];
    expect(value.b).toBe(value.a);
    expect(value.c).toEqual({ x: 1, z: 2 });
  });

  test("keep keys that objects have by themselves", async () => {
    const [value] = (await valuesOf("__proto__: {polluted: yes}\nconstructor: 1\ntoString: 2\n")) as [object];
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(Object.entries(value)).toEqual([
      ["__proto__", { polluted: true }],
      ["constructor", 1],
      ["toString", 2],
    ]);
    expect("polluted" in {}).toBe(false);
  });

  test("wait for the full parser only if one needs it", () => {
    expect(readYaml({ path: "a.yaml", text: "a: [1, {b: |-\n" })).toBeDefined();
  });
});

describe("problems", () => {
  test.each([
    ["a: 1\nb: 2\na: 3\n", "yaml/duplicate-key: a"],
    ["a: &x 1\nb: 2\nb: *x\n", "yaml/duplicate-key: b"],
    ["a: {b: 1, 'b': 2}\n", "yaml/duplicate-key: 'b'"],
    ["a:\n\tb: 1\n", "yaml/tab-indentation: \t"],
    ["a: |\n\tb\n", "yaml/tab-indentation: \t"],
    ["a: *b\n", "yaml/unknown-alias: *b"],
    ["a: &a [*a]\n", "yaml/unknown-alias: *a"],
    ["~: 1\n", "yaml/invalid-key: ~"],
    ["a: .inf\n", "yaml/invalid-number: .inf"],
    ["a: b\0c\n", "yaml/invalid-character: \0"],
    ["a: b\u2028c\n", "yaml/invalid-character: \u2028"],
    ["a: 1\n--- b\nc: 2\n", "yaml/syntax: b"],
    ["a: 1\n...\nb: 2\n", "yaml/syntax: b: 2"],
    ["%YAML 1.2\n---\na: 1\n", "yaml/syntax: "],
    ['a: "b"\nc: "d\ne: f\n', 'yaml/syntax: "d'],
    ["a: [\"it's\", 'd]\n", "yaml/syntax: 'd]"],
    [`a: ${"[".repeat(300)}\n`, "yaml/too-deep: ["],
  ])("%j", async (text, problem) => {
    expect(await problemsOf(text)).toEqual([problem]);
  });

  test("the last of two keys counts", async () => {
    expect(await valuesOf("a: 1\na: 2\n")).toEqual([{ a: 2 }]);
  });

  test("aliases that blow a document up are refused, many aliases to something small are not", async () => {
    const levels = "bcdefg".split("").map((name, index) => {
      const alias = `*${String.fromCharCode("a".charCodeAt(0) + index)}`;
      return `${name}: &${name} [${Array<string>(10).fill(alias).join(", ")}]\n`;
    });
    const { documents, problems } = await read(`a: &a [x, x, x]\n${levels.join("")}`);
    expect(documents).toEqual([]);
    expect(problems.map(({ rule }) => rule)).toEqual(["yaml/alias-bomb"]);
    expect((await read(`a: &a {b: 1}\nc:\n${"- *a\n".repeat(500)}`)).problems).toEqual([]);
  });

  test.each(["[", "{", "- ", "? ", "a: [", "&a ", "!t ", "'", '"', "|", ">", "*", "%", "@", "\t", "\r", "\ufeff"])(
    "much of %j is survived",
    async (part) => {
      const { problems, skipped, documents } = await read(part.repeat(3000));
      expect(problems.length + skipped.length + documents.length).toBeLessThanOrEqual(1);
    },
  );
});

test("a huge document that only the slow parser reads is left out, and the others are read", async () => {
  const huge = `a: &x 1\nb: *x\nc: "${"y".repeat(1 << 20)}"\n`;
  const { documents, problems, skipped } = await read(`${huge}---\nb: 1\n`);
  expect(documents.map(({ value }) => value)).toEqual([{ b: 1 }]);
  expect(problems).toEqual([]);
  expect(skipped.map(({ reason }) => reason)).toEqual([expect.stringContaining("over 1 MB")]);
});

describe("templates", () => {
  const reason = 'template placeholders ("{{ }}") that are not rendered';

  test.each([
    "v: {{ .x }}\n",
    "{{- if .Values.a }}\na: 1\n{{- end }}\n",
    'a:\n  b: 1\n{{ include "x" . }}\n',
    "a: {{ .x }}: {{ .y }}\n",
    "{% if a %}\na: 1\n{% endif %}\n",
    "a: b: {{ .x }}\n",
  ])("%j is left out", async (text) => {
    const { documents, problems, skipped } = await read(`${text}---\nb: 1\n`);
    expect(documents.map(({ value }) => value)).toEqual([{ b: 1 }]);
    expect(problems).toEqual([]);
    expect(skipped).toEqual([{ span: { start: 0, end: text.length }, reason }]);
  });

  test("a line that a placeholder stands for is none", async () => {
    const text = "kind: Gateway\nspec:\n  a: 1\n  ${ADDRESSES}\n  b: 2\n";
    const { documents, problems, skipped } = await read(`${text}---\nb: 1\n`);
    expect(documents.map(({ value }) => value)).toEqual([{ b: 1 }]);
    expect(problems).toEqual([]);
    expect(skipped.map(({ reason }) => reason)).toEqual([expect.stringContaining("stands for whole lines")]);
  });

  test("a mistake elsewhere is none of a placeholder's", async () => {
    expect(await problemsOf("a: |\n  echo\n  ${X}\nb: [\n")).toEqual(["yaml/syntax: "]);
  });

  test("placeholders within strings are strings", async () => {
    expect(await valuesOf("a: '{{ .x }}'\nb: x-{{ .y }}\nc: ${Z}\nd: ENC[AES256_GCM,data:x]\n")).toEqual([
      { a: "{{ .x }}", b: "x-{{ .y }}", c: "${Z}", d: "ENC[AES256_GCM,data:x]" },
    ]);
  });
});

describe("lost indentation", () => {
  const manifest = (name: string): string =>
    `apiVersion: v1\nkind: Service\nmetadata:\nname: ${name}\nspec:\nports:\n- port: 80\nname: http\n`;

  test("of a manifest is one problem, and there is no document", async () => {
    expect(await problemsOf(manifest("a"))).toEqual(["yaml/lost-indentation: metadata"]);
    expect(await valuesOf(manifest("a"))).toEqual([]);
  });

  test("is found among prose and shell, once for each manifest", async () => {
    const text = `How it works\nRun this:\n# install\nkubectl apply -f - <<EOF\n${manifest("a")}More: text\n${manifest("b")}---\n${manifest("c")}| a | b |\n`;
    const { problems, documents, skipped } = await read(text);
    expect([documents, skipped]).toEqual([[], []]);
    expect(problems.map(({ span }) => text.slice(span.start, span.end + 7))).toEqual([
      "metadata:\nname:",
      "metadata:\nname:",
      "metadata:\nname:",
    ]);
  });

  test("is not seen in what is merely broken", async () => {
    expect(await problemsOf("apiVersion: v1\nkind: Service\nmetadata:\n  name: a\nname: [\n")).toEqual([
      "yaml/syntax: ",
    ]);
  });
});

test("takes what a chart's templates folder holds for a template, if it is not plain", async () => {
  const text = "a: &b 1\nc: |\n  {{ .Values.d }}\n";
  const reasons = async (path: string) =>
    (await readYamlFiles([{ path, text }]))[0]?.skipped.map(({ reason }) => reason);
  expect(await reasons("chart/templates/a.yaml")).toEqual([expect.stringContaining("template placeholders")]);
  expect(await reasons("chart/a.yaml")).toEqual([]);
});
