import fc from "fast-check";
import { expect, it } from "vitest";
import { rootPattern } from "../../src/render/root-pattern.ts";
import { chosenCases } from "../properties.ts";

it.each([
  ["clusters/{cluster}", "clusters/prod", { cluster: "prod" }],
  ["clusters/{cluster}", "clusters/prod/apps", undefined],
  ["{region}-{stage}", "eu-west-prod", { region: "eu-west", stage: "prod" }],
  ["{a}/x/{a}", "b/x/b", { a: "b" }],
  ["{a}/x/{a}", "b/x/c", undefined],
  ["**/overlays/*", "overlays/a", {}],
  ["**/overlays/*", "x/y/overlays/a", {}],
  ["**/overlays/*", "x/y/myoverlays/a", undefined],
  ["a**b", "a/x/b", {}],
  ["a?c", "abc", {}],
  ["a?c", "a/c", undefined],
  ["a.b", "axb", undefined],
  ["{__proto__}", "x", undefined],
])("%s on %s", (glob, path, captures) => {
  const found = rootPattern(glob)(path);
  if (glob === "{__proto__}") expect(Object.keys(found ?? {})).toEqual(["__proto__"]);
  else expect(found).toEqual(captures);
});

it("does not hang on wildcards without end", () => {
  const path = `${"a".repeat(2000)}b`;
  expect(rootPattern("*a".repeat(200))(path)).toBeUndefined();
  expect(rootPattern("**a".repeat(200))(path)).toBeUndefined();
  expect(rootPattern("{x}a".repeat(100))(path)).toBeUndefined();
});

/** What each wildcard means, in an engine that may hang. */
function asRegex(glob: string): RegExp {
  const source = glob.replace(/\*\*\/|\*\*|\*|\?|\./g, (token) => {
    const meanings: Record<string, string> = { "**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]", ".": "\\." };
    return meanings[token] ?? token;
  });
  return new RegExp(`^${source}$`);
}

it("answers as a regular expression would", () => {
  const globs = fc.array(fc.constantFrom("a", "b", "/", "*", "**", "**/", "?", "."), { maxLength: 8 });
  const paths = fc.array(fc.constantFrom("a", "b", "/", "."), { maxLength: 10 });
  fc.assert(
    fc.property(globs, paths, (parts, letters) => {
      const [glob, path] = [parts.join(""), letters.join("")];
      expect(rootPattern(glob)(path) !== undefined).toBe(asRegex(glob).test(path));
    }),
    { numRuns: 3000, ...chosenCases },
  );
});

it("takes the longest paths and patterns that a repository can hold", () => {
  const path = Array.from({ length: 16 }, () => "a".repeat(255)).join("/");
  expect(rootPattern("**b")(path)).toBeUndefined();
  expect(rootPattern("**a")(path)).toEqual({});
  expect(rootPattern(`${"**/".repeat(5000)}b`)(path)).toBeUndefined();
});
