/** The Markdown report tells of a workload once, in however many environments it is. */

import { expect, it } from "vitest";
import type { Run } from "../../src/lint/diagnostic.ts";
import { coverageSection } from "../../src/report/markdown-coverage.ts";
import { sample } from "./sample.ts";

const base = { roots: [], origin: "kustomize", completeness: "open" as const, reasons: [], manifests: 1 };
const counts = { strict: 0, permissive: 1, disable: 0, outside: 0, unknown: 0 };

function environment(name: string, why: string): Run["environments"][number] {
  const cart = { kind: "Pod", namespace: "shop", name: "cart", mode: "permissive" as const, ports: [], why };
  return { ...base, name, mtls: { ...counts, plainText: [cart] } };
}

it.each([
  [["same", "same"], ["| Pod shop/cart | all ports | same | all |"]],
  [
    ["one", "other"],
    ["| Pod shop/cart | all ports | one | a |", "| Pod shop/cart | all ports | other | b |"],
  ],
])("for reasons %j", ([one = "", other = ""], rows) => {
  const section = coverageSection({ ...sample, environments: [environment("a", one), environment("b", other)] });
  expect(section).toContain("1 workload accepts plain text");
  expect(section.split("\n").filter((line) => line.startsWith("| Pod"))).toEqual(rows);
});
