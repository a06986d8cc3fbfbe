/** Scalars, keys and structure are read as kubectl reads them. */

import { describe, expect, test } from "vitest";
import { readYamlFiles } from "../../src/yaml/read.ts";
import { answers } from "./kubectl-answers.ts";

const head = "apiVersion: v1\nkind: X\nmetadata: {name: a}\n";

async function read(text: string): Promise<unknown> {
  const [file] = await readYamlFiles([{ path: "a.yaml", text: head + text }]);
  const [document] = file?.documents ?? [];
  const isRefused = file?.problems.some(({ rule, severity }) => severity === "error" && rule !== "yaml/duplicate-key");
  if (!document || isRefused) return "error";
  const { apiVersion, kind, metadata, ...rest } = document.value as Record<string, unknown>;
  expect([apiVersion, kind, metadata]).toEqual(["v1", "X", { name: "a" }]);
  return JSON.parse(JSON.stringify(rest)) as unknown;
}

describe("kubectl's answers", () => {
  test.each(answers)("%j", async (text, answer) => {
    const expected: unknown = answer === "error" ? "error" : JSON.parse(answer);
    expect(await read(text)).toEqual(expected);
  });
});
