/** The fast parser against the full one: equal values and places, or it refused. */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { Document, isMap } from "yaml";
import { beforeAll, describe, expect, test } from "vitest";
import { Cursor } from "../../src/yaml/cursor.ts";
import { cutDocuments, type Cut } from "../../src/yaml/cut.ts";
import { readFast } from "../../src/yaml/fast.ts";
import { loadFullParser, readFull } from "../../src/yaml/full.ts";
import { commentsOf } from "../../src/yaml/comments.ts";
import { readYamlFiles } from "../../src/yaml/read.ts";
import { Tape } from "../../src/yaml/tape.ts";
import { chosenCases } from "../properties.ts";

beforeAll(loadFullParser);

/** Keys and scalars of a tape with their places; collections are told apart by what they hold. */
function placesOf(tape: Tape): readonly string[] {
  return Array.from({ length: tape.length }, (_, node) => {
    const key = `${String(tape.name(node))}@${tape.keyStart(node)}-${tape.keyEnd(node)}`;
    const isEmpty = tape.start(node) === tape.end(node);
    return tape.isCollection(node) || isEmpty ? key : `${key}: ${tape.start(node)}-${tape.end(node)}`;
  });
}

type Verdict = "equal" | "refused" | "template";

function compare(text: string, cut: Cut): Verdict {
  const cursor = new Cursor(new Tape());
  const fast = readFast(cursor, text, cut);
  if (fast === "template") return "template";
  if (typeof fast === "string") return "refused";
  const tape = new Tape();
  const full = readFull(text.slice(cut.start, cut.end), cut.start, tape);
  const serious = full.problems.filter(({ rule }) => rule !== "yaml/duplicate-key");
  expect(serious, text.slice(cut.start, cut.end)).toEqual([]);
  expect(fast.value ?? null, text.slice(cut.start, cut.end)).toEqual(full.value ?? null);
  expect(placesOf(cursor.tape)).toEqual(placesOf(tape));
  expect(cursor.problems).toEqual(full.problems);
  return "equal";
}

function compareAll(text: string): readonly Verdict[] {
  return cutDocuments(text).map((cut) => compare(text, cut));
}

const word = fc.oneof(
  fc.constantFrom(
    "a",
    "name",
    "yes",
    "017",
    "1e3",
    "~",
    "",
    "a b",
    "it's",
    'say "x"',
    "x: y",
    "x #y",
    "- a",
    "{a}",
    "é😀",
  ),
  fc.string({ maxLength: 12 }),
  fc.stringMatching(/^[a-z0-9 \n\t'":#,{}[\]-]{0,30}$/),
);

const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4, depthSize: "small" },
    word,
    fc.constantFrom(1, -2.5, true, false, null),
    fc.array(tie("tree"), { maxLength: 4 }),
    fc.dictionary(word, tie("tree"), { maxKeys: 4 }),
  ),
}));

const style = fc.record({
  indent: fc.constantFrom(2, 3, 4),
  indentSeq: fc.boolean(),
  lineWidth: fc.constantFrom(0, 20, 80),
  singleQuote: fc.boolean(),
  flow: fc.boolean(),
});

describe("generated documents", () => {
  test("are read alike by both parsers", () => {
    const verdicts: Record<Verdict, number> = { equal: 0, refused: 0, template: 0 };
    fc.assert(
      fc.property(tree, style, (value, { flow, ...options }) => {
        const document = new Document({ root: value }, { version: "1.1" });
        if (flow && isMap(document.contents)) document.contents.flow = true;
        for (const verdict of compareAll(document.toString(options))) verdicts[verdict]++;
      }),
      { numRuns: 2000, ...chosenCases },
    );
    console.log("generated documents:", verdicts);
    expect(verdicts.equal).toBeGreaterThan(1000);
  });

  test("whatever the text, nothing is thrown", async () => {
    const text = fc.stringMatching(/^[ab01 \n\t'":#,{}[\]&*!|>%@?.~<-]{0,60}$/);
    await fc.assert(
      fc.asyncProperty(text, async (input) => {
        const source = { path: "a.yaml", text: input };
        const [file] = await readYamlFiles([source]);
        commentsOf(source);
        expect(file).toBeDefined();
      }),
      { numRuns: 3000, ...chosenCases },
    );
  });
});

const corpus = process.env.MESH_LINT_CORPUS;

function textsBelow(folder: string): readonly (readonly [path: string, text: string])[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:ya?ml|json)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => [path, readFileSync(path, "utf8")] as const)
    .filter(([, text]) => text.length < 1_000_000);
}

/** The same numbers on every run. */
function* randomNumbers(seed: number): Generator<number> {
  for (let state = seed; ;) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    yield state;
  }
}

describe.runIf(corpus)("the corpus", () => {
  test("is read alike by both parsers", () => {
    const verdicts: Record<Verdict, number> = { equal: 0, refused: 0, template: 0 };
    for (const [, text] of textsBelow(corpus ?? "")) for (const verdict of compareAll(text)) verdicts[verdict]++;
    console.log("corpus documents:", verdicts);
    expect(verdicts.refused).toBeLessThan(0.02 * verdicts.equal);
  }, 300_000);

  test("mutated at random is survived, and what the fast parser still reads is right", async () => {
    const random = randomNumbers(7);
    const next = (below: number): number => (random.next().value as number) % below;
    const pieces = [
      "\n",
      " ",
      "  ",
      "\t",
      ":",
      ": ",
      "- ",
      "#",
      "'",
      '"',
      "[",
      "{",
      "}",
      "]",
      ",",
      "|",
      ">",
      "&a",
      "*a",
      "---\n",
    ];
    for (const [path, text] of textsBelow(corpus ?? "").filter(([, { length }]) => length > 0 && length < 3000)) {
      const at = next(text.length);
      const mutated = text.slice(0, at) + (pieces[next(pieces.length)] ?? "") + text.slice(at + next(3));
      const source = { path, text: mutated };
      const [file] = await readYamlFiles([source]);
      commentsOf(source);
      expect(file).toBeDefined();
    }
  }, 300_000);
});
