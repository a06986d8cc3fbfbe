/** Which texts count as CEL expressions. */

import { describe, expect, it } from "vitest";
import { celExpression } from "../../../src/mesh/values/cel.ts";

const good = [
  "true",
  "response.code >= 400",
  "response.code >= 500 || response.flags == 4",
  "has(request.headers['x-a']) && !(connection.mtls || request.url_path.contains('v1beta3'))",
  "a ? b : c ? d : e",
  "[1, 2u, 0x1F, 1.5, .5, 1e3,].exists(x, x in [1])",
  `{"a": 1, 'b': r'\\', "c": b"x"}["a"] == -1`,
  ".a.b{c: 1, d: [x]}.e",
  "a // told\n && b",
  `"""a "quoted" text""".matches('^a\\\\.b$')`,
  "size(a.b) % 2 - --1 == 0",
  "a[?0].?b.orValue(null)",
  `${"(".repeat(5000)}a`,
  "",
];

const bad = [
  "response.code >=",
  "a &",
  "a = b",
  "(a",
  "a)",
  "a b",
  "'a",
  "if a",
  "a ? b",
  "a..b",
  "[a",
  "{a}",
  "1(2)",
  "a.1",
  "!-a",
  "a and b",
  "#",
];

describe("CEL", () => {
  it.each(good)("reads %s", (text) => {
    expect(celExpression(text)).toBeUndefined();
  });

  it.each(bad)("refuses %s", (text) => {
    expect(celExpression(text)).toMatch(/is no CEL expression/);
  });

  it("says what it stumbled over", () => {
    expect(celExpression("a && && b")).toBe(`"a && && b" is no CEL expression: unexpected "&&"`);
    expect(celExpression("a ||")).toBe(`"a ||" is no CEL expression: it ends too early`);
  });
});
