/** Discovery in real folders: git work trees and plain ones, with everything that may lie in them. */

import { execFileSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { discover } from "../../src/source/discover.ts";
import { readSources } from "../../src/source/read.ts";

const made: string[] = [];

function tree(files: Readonly<Record<string, string>>): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "mesh-lint-")));
  made.push(root);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

function repository(files: Readonly<Record<string, string>>): string {
  const root = tree(files);
  execFileSync("git", ["init", "-q"], { cwd: root });
  return root;
}

const identity = ["-c", "user.name=a", "-c", "user.email=a@b.c"];

afterEach(() => {
  for (const root of made.splice(0)) rmSync(root, { recursive: true, force: true });
});

describe.each([
  ["a git work tree", repository],
  ["a plain folder", tree],
])("discover in %s", (_name, make) => {
  it("takes YAML, JSON and kustomizations, and nothing that .gitignore names", async () => {
    const root = make({
      "a.yaml": "",
      "b/c.yml": "",
      "b/d.json": "",
      "b/Kustomization": "",
      "b/e.txt": "",
      "out/f.yaml": "",
      "b/g.tmp.yaml": "",
      "node_modules/h.yaml": "",
      "my_node_modules/i.yaml": "",
      ".gitignore": "out/\nnode_modules/\n",
      "b/.gitignore": "*.tmp.yaml\n",
    });
    const { files, problems, skipped } = await discover({ paths: ["."], cwd: root });
    expect(files).toEqual(["a.yaml", "b/Kustomization", "b/c.yml", "b/d.json", "my_node_modules/i.yaml"]);
    expect([problems, skipped]).toEqual([[], []]);
  });

  it("reads a named file whatever its extension", async () => {
    const root = make({ "article.txt": "kind: Service" });
    const found = await discover({ paths: ["article.txt"], cwd: root });
    expect(found.files).toEqual(["article.txt"]);
    expect(readSources(found).sources).toEqual([{ path: "article.txt", text: "kind: Service" }]);
  });

  it("expands a glob from the working directory", async () => {
    const root = make({ "k8s/a.yaml": "", "k8s/deep/b.yaml": "", "k8s/deep/c.json": "", "other/d.yaml": "" });
    const { files } = await discover({ paths: ["k8s/**/*.yaml"], cwd: root });
    expect(files).toEqual(["k8s/a.yaml", "k8s/deep/b.yaml"]);
    expect((await discover({ paths: ["k8s/*.yml"], cwd: root })).problems).toEqual(['no file matches "k8s/*.yml"']);
  });

  it("suggests the neighbour of a path that does not exist", async () => {
    const root = make({ "k8s/prod/a.yaml": "" });
    const { problems } = await discover({ paths: ["k8s/prd", "elsewhere"], cwd: root });
    expect(problems).toEqual(['there is no "k8s/prd": did you mean "k8s/prod"?', 'there is no "elsewhere"']);
    const below = await discover({ paths: ["k8s/prod/a.yaml/below"], cwd: root });
    expect(below.problems).toEqual(['there is no "k8s/prod/a.yaml/below"']);
  });

  it("keeps to include and exclude", async () => {
    const root = make({ "k8s/a.yaml": "", "k8s/gen/b.yaml": "", "ci/c.yaml": "" });
    const { files } = await discover({ paths: ["."], cwd: root, include: ["k8s"], exclude: ["**/gen/"] });
    expect(files).toEqual(["k8s/a.yaml"]);
  });

  it("reads a linked file once under its own path, and none out of the tree", async () => {
    const outside = tree({ "secret.yaml": "kind: Secret" });
    const root = make({ "base/a.yaml": "kind: Service" });
    symlinkSync("base/a.yaml", join(root, "again.yaml"));
    symlinkSync(join(outside, "secret.yaml"), join(root, "leak.yaml"));
    symlinkSync("loop.yaml", join(root, "loop.yaml"));
    symlinkSync("..", join(root, "base/up"));
    const found = await discover({ paths: ["."], cwd: root });
    const read = readSources(found);
    expect(read.sources.map(({ path }) => path)).toEqual(["base/a.yaml"]);
    expect([...found.skipped, ...read.skipped].map(({ file }) => file).sort()).toEqual(["leak.yaml", "loop.yaml"]);
  });

  it("survives names with line breaks and escape sequences", async () => {
    const names = ["a\nb.yaml", "\u001b[31mred.yaml", "::error::.yaml", "$(id).yaml", "--help.yaml"];
    const root = make(Object.fromEntries(names.map((name) => [name, "kind: X"])));
    const found = await discover({ paths: ["."], cwd: root });
    expect([...found.files].sort()).toEqual([...names].sort());
    expect(readSources(found).sources).toHaveLength(names.length);
  });
});

describe("discover", () => {
  it("names files from the repository's root, wherever it was called", async () => {
    const root = repository({ "apps/cart/a.yaml": "", "b.yaml": "" });
    const { files } = await discover({ paths: ["."], cwd: join(root, "apps") });
    expect(files).toEqual(["apps/cart/a.yaml"]);
  });

  it("takes the repository of the path when called from elsewhere", async () => {
    const root = repository({ "apps/a.yaml": "" });
    const found = await discover({ paths: [join(root, "apps")], cwd: tmpdir() });
    expect([found.root, found.files]).toEqual([root, ["apps/a.yaml"]]);
  });

  it("covers the folders and files that were asked for, but not what a glob may leave out", async () => {
    const root = repository({ "a/b/c.yaml": "", "d/e.yaml": "" });
    const covered = async (...paths: string[]) => {
      const { covers } = await discover({ paths, cwd: root });
      return [".", "a", "a/b", "a/b/c.yaml", "d"].filter(covers);
    };
    expect(await covered(".")).toEqual([".", "a", "a/b", "a/b/c.yaml", "d"]);
    expect(await covered("a")).toEqual(["a", "a/b", "a/b/c.yaml"]);
    expect(await covered("a/b/c.yaml", "d")).toEqual(["a/b/c.yaml", "d"]);
    expect(await covered("a/**")).toEqual(["a", "a/b", "a/b/c.yaml"]);
    expect(await covered("{a,x}/**")).toEqual(["a", "a/b", "a/b/c.yaml"]);
    expect(await covered("**/x.yaml")).toEqual([]);
  });

  it("reads an ignored folder that was asked for", async () => {
    const root = repository({ "rendered/a.yaml": "", ".gitignore": "rendered/\n" });
    expect((await discover({ paths: ["rendered"], cwd: root })).files).toEqual(["rendered/a.yaml"]);
  });

  it("looks into repositories within", async () => {
    const root = repository({ "a.yaml": "", "vendor/b.yaml": "" });
    execFileSync("git", ["init", "-q"], { cwd: join(root, "vendor") });
    expect((await discover({ paths: ["."], cwd: root })).files).toEqual(["a.yaml", "vendor/b.yaml"]);
  });

  it("looks into submodules from the root and from a folder, and names those that are not checked out", async () => {
    const library = repository({ "b.yaml": "" });
    const root = repository({ "apps/a.yaml": "" });
    const git = (cwd: string, ...args: string[]) =>
      execFileSync("git", ["-c", "protocol.file.allow=always", ...identity, ...args], { cwd, stdio: "pipe" });
    git(library, "add", ".");
    git(library, "commit", "-qm", "b");
    for (const path of ["apps/one", "apps/two"]) git(root, "submodule", "add", library, path);
    rmSync(join(root, "apps/two"), { recursive: true });
    mkdirSync(join(root, "apps/two"));

    const files = ["apps/a.yaml", "apps/one/b.yaml"];
    const skipped = [{ file: "apps/two", reason: expect.stringContaining("git submodule update --init") as string }];
    for (const paths of [["."], ["apps"]]) {
      expect(await discover({ paths, cwd: root })).toMatchObject({ files, skipped });
    }
    expect((await discover({ paths: ["."], cwd: root, exclude: ["apps/two"] })).skipped).toEqual([]);
  });

  it("is silent on tracked files that were deleted", async () => {
    const root = repository({ "a.yaml": "x: 1", "b.yaml": "x: 1" });
    execFileSync("git", ["add", "."], { cwd: root });
    rmSync(join(root, "a.yaml"));
    const read = readSources(await discover({ paths: ["."], cwd: root }));
    expect([read.sources.length, read.skipped]).toEqual([1, []]);
  });

  it("is not led astray by the environment of a hook", async () => {
    const root = repository({ "a.yaml": "" });
    process.env.GIT_DIR = "/nowhere";
    try {
      expect((await discover({ paths: ["."], cwd: root })).files).toEqual(["a.yaml"]);
    } finally {
      delete process.env.GIT_DIR;
    }
  });

  it("runs no program that the repository's configuration names", async () => {
    const root = repository({ "a.yaml": "" });
    writeFileSync(join(root, "evil.sh"), `#!/bin/sh\ntouch ${join(root, "pwned.yaml")}\n`);
    chmodSync(join(root, "evil.sh"), 0o755);
    execFileSync("git", ["config", "core.fsmonitor", join(root, "evil.sh")], { cwd: root });
    await discover({ paths: ["."], cwd: root });
    expect((await discover({ paths: ["."], cwd: root })).files).toEqual(["a.yaml"]);
  });

  it.skipIf(process.platform === "win32")("does without a git that cannot be started", async () => {
    const root = repository({ "a.yaml": "" });
    const programs = tree({ git: "#!/nowhere/sh\n" });
    chmodSync(join(programs, "git"), 0o755);
    const before = process.env.PATH;
    process.env.PATH = programs;
    try {
      expect((await discover({ paths: ["."], cwd: root })).files).toEqual(["a.yaml"]);
    } finally {
      process.env.PATH = before;
    }
  });

  it("runs no git that the repository brings, whatever PATH says", async () => {
    const root = repository({ "a.yaml": "", "bin/git": `#!/bin/sh\ntouch "$0.was-run"\n` });
    chmodSync(join(root, "bin/git"), 0o755);
    const before = process.env.PATH;
    process.env.PATH = `${join(root, "bin")}${delimiter}${before ?? ""}`;
    try {
      expect((await discover({ paths: ["."], cwd: root })).files).toEqual(["a.yaml"]);
    } finally {
      process.env.PATH = before;
    }
    expect(existsSync(join(root, "bin/git.was-run"))).toBe(false);
  });

  it.skipIf(process.getuid?.() === 0)("says which folder it may not read", async () => {
    const root = tree({ "a.yaml": "", "locked/b.yaml": "" });
    chmodSync(join(root, "locked"), 0);
    const { files, skipped } = await discover({ paths: ["."], cwd: root });
    chmodSync(join(root, "locked"), 0o755);
    expect([files, skipped]).toEqual([["a.yaml"], [{ file: "locked", reason: "no permission to read this folder" }]]);
  });

  it("finds 20,000 files", async () => {
    const root = repository({});
    for (let folder = 0; folder < 100; folder++) {
      mkdirSync(join(root, `f${folder}`));
      for (let file = 0; file < 200; file++) writeFileSync(join(root, `f${folder}/${file}.yaml`), "");
    }
    expect((await discover({ paths: ["."], cwd: root })).files).toHaveLength(20_000);
  });
});
