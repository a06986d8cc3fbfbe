/** What the test of the README would overlook, it could not promise. */

import { afterAll, describe, expect, it } from "vitest";
import { homeOf, installed } from "../hooks/repositories.ts";
import { blocksOf, kindOf } from "./blocks.ts";
import { putPrograms, worldOf } from "./world.ts";

const home = await homeOf("v0.0.0", installed);
putPrograms(home);
afterAll(home.remove, 60_000);

const world = await worldOf({ home, name: "world", isInstalled: true });

describe("a script", () => {
  it.each([
    ["mesh-lint clusters/prod"],
    ["mesh-lint clusters/prod | head -1"],
    ["kustomize build . | mesh-lint -"],
    ["mesh-lint # all\nmesh-lint --version"],
  ])("may find something: %s", async (text) => {
    expect(await world.script(text)).toMatchObject({ code: 0 });
  });

  it.each([
    ["mesh-lint --formt json"],
    ["mesh-lint nowhere\nmesh-lint --version"],
    ["mesh-lint --formt json | cat"],
    ["mesh-lnt"],
    ["no-such-program | mesh-lint -"],
    ["test -e nowhere\nmesh-lint --version"],
    ["mesh-lint --version || true; mesh-lint --formt x"],
  ])("fails: %s", async (text) => {
    expect(await world.script(text)).toMatchObject({ code: 1 });
  });
});

describe("a block", () => {
  const kind = (page: string) => blocksOf(page).map((block) => kindOf(block, new Set(["rules", "extends"])));

  it.each([
    ["```yaml\nrules: {}\n```", "configuration"],
    ["```yaml\n# lefthook.yml\na: 1\n```", "lefthook"],
    ["<!-- test: manifests -->\n\n```yaml\na: 1\n```", "manifests"],
    ["```sh\nmesh-lint\n```", "shell"],
    ["- a\n  ```sh\n  #!/bin/sh\n  ```", "git hook"],
    ["<!-- x:start -->\n```text\na\n```\n<!-- x:end -->", "generated"],
    ["```yaml\nrules: {}\nrule: {}\n```", undefined],
    ["```text\na\n```", undefined],
    ["```\nmesh-lint\n```", undefined],
    ["<!-- x:start -->\n<!-- x:end -->\n```text\na\n```", undefined],
  ])("%j is %s", (page, expected) => {
    expect(kind(page)).toEqual([expected]);
  });

  it("has an end", () => {
    expect(() => blocksOf("```sh\nmesh-lint\n")).toThrow("README.md:1: this block has no end");
  });
});
