/** Comments, and what only looks like one. */

import { expect, test } from "vitest";
import { commentsOf } from "../../src/yaml/comments.ts";
import { readYamlFiles } from "../../src/yaml/read.ts";

const text = `# first
a: 1 # after a value
b: "# no comment"
c: a#b
d: |
  # text
e: [x, # in brackets
  y]
--- # at the separator
f: &f 1
g: *f # with an alias
h: '
  # text
  '
i: > # at a header
  # text
# last`;

test("are told from strings and texts", async () => {
  const source = { path: "a.yaml", text };
  await readYamlFiles([source]);
  const comments = commentsOf(source);
  expect(comments.map((comment) => [comment.text, comment.ownLine])).toEqual([
    [" first", true],
    [" after a value", false],
    [" in brackets", false],
    [" at the separator", false],
    [" with an alias", false],
    [" at a header", false],
    [" last", true],
  ]);
  for (const { span, text: words } of comments) expect(text.slice(span.start, span.end)).toBe(`#${words}`);
});

test("of one document are its own", async () => {
  const source = { path: "a.yaml", text };
  const [file] = await readYamlFiles([source]);
  const [first] = file?.documents ?? [];
  expect(first && commentsOf(first).length).toBe(3);
});
