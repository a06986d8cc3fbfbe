/** Where keys and values stand. */

import { expect, test } from "vitest";
import type { Path } from "../../src/yaml/document.ts";
import { locate } from "../../src/yaml/locate.ts";
import { readYamlFiles } from "../../src/yaml/read.ts";

async function shown(text: string, path: Path, part?: "key" | "value"): Promise<string> {
  const [file] = await readYamlFiles([{ path: "a.yaml", text: `first: 1\n---\n${text}` }]);
  const document = file?.documents[1];
  if (!document) throw new Error("nothing was read");
  const { start, end } = locate(document, path, part);
  return document.source.text.slice(start, end);
}

const manifest = `apiVersion: v1
kind: Service
metadata:
  name: "cart"
spec:
  ports:
  - port: 80
    name: http
  - 8080
  - - deep
  empty:
  text: |-
    a
    b
  flow: {a: 1, 'b c': [x, "y"]}
  "quoted key" : plain
    over lines
`;

test.each<[Path, string]>([
  [[], "Service"],
  [["metadata"], "metadata"],
  [["metadata", "name"], '"cart"'],
  [["spec", "ports"], "ports"],
  [["spec", "ports", 0], "port"],
  [["spec", "ports", 0, "name"], "http"],
  [["spec", "ports", 1], "8080"],
  [["spec", "ports", 2], "deep"],
  [["spec", "empty"], "empty"],
  [["spec", "text"], "|-"],
  [["spec", "flow"], "flow"],
  [["spec", "flow", "b c"], "'b c'"],
  [["spec", "flow", "b c", 1], '"y"'],
  [["spec", "quoted key"], "plain\n    over lines"],
  [["spec", "nothing", "below"], "spec"],
  [["spec", "ports", 0, "protocol"], "port"],
  [["nothing"], "Service"],
])("%j", async (path, text) => {
  expect(await shown(manifest, path)).toBe(text);
});

test.each<[Path, string]>([
  [["metadata", "name"], "name"],
  [["spec", "quoted key"], '"quoted key"'],
  [["spec", "ports", 1], "8080"],
  [["spec", "flow", "a"], "a"],
])("the key of %j", async (path, text) => {
  expect(await shown(manifest, path, "key")).toBe(text);
});

test("what an alias or a merge brings stands at the alias", async () => {
  const text = "base: &base\n  a: 1\nuse: *base\nmerged:\n  <<: *base\n  b: !!str 2\n";
  expect(await shown(text, ["use"])).toBe("*base");
  expect(await shown(text, ["use", "a"])).toBe("*base");
  expect(await shown(text, ["merged", "a"])).toBe("*base");
  expect(await shown(text, ["base", "a"])).toBe("1");
  expect(await shown(text, ["merged", "b"], "key")).toBe("b");
});

test("of two equal keys the last one is meant", async () => {
  expect(await shown("a: first\nb: 1\na: second\n", ["a"])).toBe("second");
});

test("JSON and CRLF have places, too", async () => {
  expect(await shown('{"kind": "X",\r\n "a": ["b"]}\r\n', [])).toBe('"X"');
  expect(await shown('{"kind": "X",\r\n "a": ["b"]}\r\n', ["a", 0])).toBe('"b"');
  expect(await shown("a:\r\n  b: c\r\n", ["a", "b"])).toBe("c");
});
