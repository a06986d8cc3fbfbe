/** `--in-context`: what is given chooses what is reported, and the whole repository is the context. */

import { rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { build } from "../cli/program.ts";
import { route, service, shop } from "./manifests.ts";
import { foundIn, ground, type Repository } from "./repository.ts";

const program = await build();
const { at, repository, remove } = ground(program.file);
afterAll(() => {
  remove();
  program.remove();
});

function shopWithout(...files: string[]): Repository {
  const made = repository();
  made.commit({ ...shop, "README.md": "# Shop\n" });
  made.write(Object.fromEntries(files.map((file) => [file, null])));
  return made;
}

const inContext = (made: Repository, ...paths: string[]): string[] =>
  foundIn(made.lint("--in-context", "--format", "json", ...paths));

describe("--in-context", () => {
  it("knows the rest of the repository", () => {
    expect(inContext(shopWithout(), "apps/routes/cart.yaml")).toEqual([]);
    const made = shopWithout("apps/cart.yaml");
    expect(foundIn(made.lint("apps/routes/cart.yaml", "--format", "json"))).toEqual([]);
    expect(inContext(made, "apps/routes/cart.yaml")).toEqual(["apps/routes/cart.yaml:8 istio/unknown-host"]);
  });

  it("reports what stands in the files, and counts the rest", () => {
    const made = shopWithout("apps/cart.yaml", "apps/pay.yaml");
    expect(inContext(made, "apps/routes/cart.yaml")).toEqual(["apps/routes/cart.yaml:8 istio/unknown-host"]);
    const { code, stdout } = made.lint("--in-context", "apps/routes/cart.yaml");
    expect(code).toBe(1);
    expect(stdout).toContain("1 finding in other files not shown");
  });

  it("exits with 0 where the mistakes of others are all there is", () => {
    const made = shopWithout("apps/cart.yaml");
    const { code, stdout } = made.lint("--in-context", "apps/pay.yaml");
    expect(code).toBe(0);
    expect(stdout).toMatch(/nothing to report[^]*1 finding in other files not shown/);
    const { summary } = JSON.parse(made.lint("--in-context", "apps/pay.yaml", "--format", "json").stdout) as Report;
    expect(summary).toMatchObject({ errors: 0, elsewhere: 1, files: 4 });
  });

  it("reports what points to the files", () => {
    const made = shopWithout();
    made.write({ "apps/again.yaml": service("pay") });
    const found = inContext(made, "apps/pay.yaml");
    expect(found).toEqual(inContext(made, "apps/again.yaml"));
    expect(found).toHaveLength(1);
  });

  it("takes folders, globs, and files that are no manifests", () => {
    const made = shopWithout("apps/cart.yaml");
    const expected = ["apps/routes/cart.yaml:8 istio/unknown-host"];
    for (const path of ["apps", "apps/", ".", "apps/routes", "apps/**/cart.yaml"]) {
      expect(inContext(made, path), path).toEqual(expected);
    }
    expect(inContext(made, "README.md")).toEqual([]);
    expect(inContext(made, "README.md", "mesh-lint.yaml", "apps/routes/cart.yaml")).toEqual(expected);
  });

  it("reads the repository from a folder within", () => {
    const made = shopWithout("apps/cart.yaml");
    expect(inContext(at(join(made.folder, "apps/routes")), "cart.yaml")).toHaveLength(1);
  });

  it("follows a link to the file that it means", () => {
    const made = shopWithout("apps/cart.yaml");
    symlinkSync("apps/routes/cart.yaml", join(made.folder, "link.yaml"));
    expect(inContext(made, "link.yaml")).toHaveLength(1);
  });

  it("says which manifests it did not read", () => {
    const made = shopWithout();
    made.write({ ".gitignore": "out/\n", "out/a.yaml": route("x") });
    const { stdout } = made.lint("--in-context", "out/a.yaml");
    expect(stdout).toContain("skipped, ignored by git, or left out by the configuration: out/a.yaml");
  });

  it.each([
    [["--in-context"], "--in-context needs the files to report on"],
    [["--in-context", "-"], "not standard input"],
    [["--in-context", "apps/cart.yml"], 'there is no "apps/cart.yml": did you mean "apps/cart.yaml"?'],
    [["--in-context", "/etc/hostname"], "is not in"],
    [["--in-context", "apps", "--update-baseline", "--baseline", "b.json"], "leave out --in-context"],
    [["--in-context", "apps", "--prune-suppressions"], "leave out --in-context"],
  ])("refuses %j", (args, words) => {
    const { code, stderr } = shopWithout().lint(...args);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(words) as string });
  });

  it("judges suppressions, because everything was read", () => {
    const made = shopWithout();
    const text = `# mesh-lint-ignore-file istio/unknown-host: gone\n${route("cart")}`;
    made.write({ "apps/routes/cart.yaml": text });
    expect(inContext(made, "apps/routes/cart.yaml")).toEqual(["apps/routes/cart.yaml:1 lint/unused-suppression"]);
    expect(inContext(made, "apps/routes/pay.yaml")).toEqual([]);
  });

  it("works outside of git", () => {
    const made = shopWithout("apps/cart.yaml");
    rmSync(join(made.folder, ".git"), { recursive: true });
    expect(inContext(made, "apps/routes")).toHaveLength(1);
  });
});

interface Report {
  readonly summary: object;
}
