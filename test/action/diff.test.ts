import { afterAll, describe, expect, it } from "vitest";
import { changedLines, changedSince } from "../../src/action/diff.ts";
import { repository, type Repository } from "./runner.ts";

const repositories: Repository[] = [];
afterAll(() => {
  for (const each of repositories) each.remove();
});

function changes(
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): (place: string) => boolean {
  const at = repository(before);
  repositories.push(at);
  const base = at.git("rev-parse", "HEAD");
  at.write(after);
  at.commit("second");
  const found = changedSince(at.folder, base);
  if ("problem" in found) throw new Error(found.problem);
  return (place) => found.has(place.slice(0, place.lastIndexOf(":")), Number(place.slice(place.lastIndexOf(":") + 1)));
}

describe("lines that a change touches", () => {
  it("are those that it added or edited", () => {
    const has = changes({ "a.yaml": "1\n2\n3\n4\n", "b.yaml": "1\n" }, { "a.yaml": "1\nnew\n2\n3\nfour\n" });
    expect([1, 2, 3, 4, 5].map((line) => has(`a.yaml:${line}`))).toEqual([false, true, false, false, true]);
    expect(has("b.yaml:1")).toBe(false);
  });

  it("are all of a new file, and none of what is only shorter", () => {
    const has = changes({ "a.yaml": "1\n2\n3\n" }, { "a.yaml": "1\n3\n", "d/b.yaml": "1\n2\n" });
    expect([has("a.yaml:1"), has("a.yaml:2"), has("d/b.yaml:1"), has("d/b.yaml:2"), has("d/b.yaml:3")]).toEqual([
      false,
      false,
      true,
      true,
      false,
    ]);
  });

  it("stand in files of any name", () => {
    const names = ['a "b"\\c\td.yaml', "ü 日本.yaml", "x\ny.yaml", " b/ c.yaml ", "-o.yaml"];
    const has = changes({ x: "" }, Object.fromEntries(names.map((name) => [name, "1\n"])));
    expect(names.filter((name) => !has(`${name}:1`))).toEqual([]);
  });

  it("are not taken from text that looks like a diff", () => {
    const fake = "++ b/other.yaml\n@@ -0,0 +1,99 @@\ndiff --git a/x b/x\n";
    const has = changes({ "a.yaml": "-- a/x\nno end" }, { "a.yaml": `${fake}${fake}still no end`, "z.yaml": "1\n" });
    expect([has("other.yaml:1"), has("x:1"), has("a.yaml:7"), has("z.yaml:1"), has("z.yaml:2")]).toEqual([
      false,
      false,
      true,
      true,
      false,
    ]);
  });

  it("are none of an empty diff", () => {
    expect(changedLines("")).toEqual(new Map());
  });
});
