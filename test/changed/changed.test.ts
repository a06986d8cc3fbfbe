/** `--changed`: only what is new since a commit is reported, whatever else is wrong, and wherever it stands. */

import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  statSync,
  symlinkSync,
  unlinkSync,
  utimesSync,
} from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { build } from "../cli/program.ts";
import { closed, route, service, shop } from "./manifests.ts";
import { foundIn, ground, type Files, type Repository } from "./repository.ts";

const program = await build();
const { repository, remove } = ground(program.file);
afterAll(() => {
  remove();
  program.remove();
});

/** A shop whose route to `old` has been broken for long. */
const before: Files = { ...shop, "apps/routes/old.yaml": route("old") };
const oldMistake = "apps/routes/old.yaml:8 istio/unknown-host";

/** The shop on `main`, with a branch `work` checked out. */
function branched(files: Files = before): Repository {
  const made = repository();
  made.commit(files);
  made.git("checkout", "-q", "-b", "work");
  return made;
}

const changed = (made: Repository, ...args: string[]): string[] =>
  foundIn(made.lint("--changed", "--format", "json", ...args));

interface Since {
  readonly ref: string;
  readonly commit: string;
  readonly files: number;
  readonly older: number;
  readonly gone: number;
}

function sinceOf(made: Repository, ...args: string[]): Since {
  const { stdout } = made.lint("--changed", "--format", "json", ...args);
  return (JSON.parse(stdout) as { readonly summary: { readonly since: Since } }).summary.since;
}

const brokenCart = ["apps/routes/cart.yaml:8 istio/unknown-host"];

describe("--changed", () => {
  it("reports what a deleted Service breaks, and not what was broken before", () => {
    const made = branched();
    expect(foundIn(made.lint("--format", "json"))).toEqual([oldMistake]);
    made.write({ "apps/cart.yaml": null });
    expect(changed(made)).toEqual(brokenCart);
    made.commit();
    expect(changed(made)).toEqual(brokenCart);
    const { code, stdout } = made.lint("--changed");
    expect(code).toBe(1);
    expect(stdout).toMatch(/1 file changed since main \([\da-f]{7}\): 1 older finding not shown/);
  });

  it("says that nothing has changed, and exits with 0", () => {
    const made = branched();
    const { code, stdout } = made.lint("--changed");
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /nothing to report[^]*nothing has changed since main \([\da-f]{7}\): 1 older finding not shown/,
    );
    made.commit({ "README.md": "# Shop\n" });
    expect(sinceOf(made)).toMatchObject({ files: 0, older: 1, gone: 0 });
  });

  it("counts what is gone", () => {
    const made = branched();
    made.write({ "apps/old.yaml": service("old") });
    expect(sinceOf(made)).toEqual({ ref: "main", commit: made.git("rev-parse", "main"), files: 1, older: 0, gone: 1 });
  });

  it.each<readonly [string, (made: Repository) => void]>([
    [
      "lines moved",
      ({ write }) => {
        write({ "apps/routes/old.yaml": `# moved\n\n${route("old")}` });
      },
    ],
    [
      "a file was renamed",
      ({ git }) => {
        git("mv", "apps/routes/old.yaml", "apps/routes/ancient.yaml");
      },
    ],
    [
      "files were joined",
      ({ write }) => {
        write({ "apps/routes/old.yaml": null, "apps/routes/cart.yaml": `${route("cart")}---\n${route("old")}` });
      },
    ],
    [
      "a file was only touched",
      ({ folder }) => {
        utimesSync(join(folder, "apps/routes/old.yaml"), 1, 1);
      },
    ],
    [
      "line ends changed",
      ({ write }) => {
        write({ "apps/routes/old.yaml": route("old").replaceAll("\n", "\r\n") });
      },
    ],
    [
      "modes changed",
      ({ folder }) => {
        chmodSync(join(folder, "apps/routes/old.yaml"), 0o755);
      },
    ],
    [
      "the main branch went on",
      ({ git, commit }) => {
        git("checkout", "-q", "main");
        commit({ "apps/cart.yaml": null });
        git("checkout", "-q", "work");
      },
    ],
  ])("knows findings again where %s", (_, change) => {
    const made = branched();
    change(made);
    expect(changed(made)).toEqual([]);
    made.commit();
    expect(changed(made)).toEqual([]);
  });

  it.each([
    ["got another name", "name: edge", "name: public", []],
    ["moved to another namespace", "namespace: shop", "namespace: ingress", []],
    [
      "has a new neighbour instead",
      "hosts: ['*']",
      "hosts: [shop/a.example.com]",
      ["apps/new.yaml:7 istio/orphaned-gateway", "apps/new.yaml:8 istio/overly-broad-gateway-hosts"],
    ],
  ])("knows the findings of an object again that %s", (_, from, to, expected) => {
    const gateway = `apiVersion: networking.istio.io/v1
kind: Gateway
metadata:
  name: edge
  namespace: shop
spec:
  selector: { istio: edge }
  servers: [{ port: { number: 80, name: http, protocol: HTTP }, hosts: ['*'] }]
`;
    const made = branched({ ...shop, "apps/edge.yaml": gateway });
    made.write({ "apps/edge.yaml": gateway.replace(from, to) });
    if (expected.length > 0) made.write({ "apps/new.yaml": gateway.replace("name: edge", "name: new") });
    expect(changed(made)).toEqual(expected);
  });

  it("knows a text that is no YAML again after its file was renamed", () => {
    const made = branched({ ...shop, "apps/a.yaml": "apiVersion: v1\nkind: [\n" });
    expect(foundIn(made.lint("--format", "json"))).toHaveLength(1);
    made.git("mv", "apps/a.yaml", "apps/b.yaml");
    expect(changed(made)).toEqual([]);
  });

  it("counts equal mistakes", () => {
    const made = branched();
    made.write({ "apps/routes/old.yaml": `${route("old")}    - route: [{ destination: { host: old } }]\n` });
    expect(changed(made)).toEqual(
      ["istio/shadowed-route", "istio/unknown-host"].map((rule) => `apps/routes/old.yaml:9 ${rule}`),
    );
  });

  it("sees what is not committed, not staged and not tracked", () => {
    const made = branched();
    made.write({ "apps/routes/new.yaml": route("new"), "apps/pay.yaml": null });
    const found = ["apps/routes/new.yaml:8 istio/unknown-host", "apps/routes/pay.yaml:8 istio/unknown-host"];
    expect(changed(made)).toEqual(found);
    made.git("add", "-A");
    expect(changed(made)).toEqual(found);
    made.git("rm", "-q", "--cached", "apps/cart.yaml");
    expect(changed(made)).toEqual(found);
  });

  it("heeds include and exclude of the configuration for what was deleted, too", () => {
    const made = branched({ ...shop, "mesh-lint.yaml": `${closed}exclude: [apps/cart.yaml]\n` });
    made.write({ "apps/cart.yaml": null });
    expect(changed(made)).toEqual([]);
  });

  it("takes the configuration of now for both", () => {
    const made = branched();
    made.write({ "mesh-lint.yaml": `${closed}rules: { istio/unknown-host: warning }\n` });
    expect(sinceOf(made)).toMatchObject({ files: 1, older: 1, gone: 0 });
  });

  it("reads the given paths only, and whole environments with --in-context", () => {
    const made = branched();
    made.write({ "apps/cart.yaml": null, "apps/pay.yaml": null });
    expect(changed(made, "apps/cart.yaml".replace("cart", "routes/cart"), "--in-context")).toEqual(brokenCart);
    expect(changed(made, "apps/routes")).toEqual([]);
    expect(changed(made, "apps")).toHaveLength(2);
    expect(changed(made, "apps/**/*.yaml")).toHaveLength(2);
    const { stdout } = made.lint("--changed", "--in-context", "apps/routes/pay.yaml");
    expect(stdout).toMatch(
      /2 files changed since main \(.*\): 1 older finding not shown\n\s+1 finding in other files not shown/,
    );
  });

  it("follows kustomizations out of the given paths, as they were", () => {
    const base = "resources: [cart.yaml, route.yaml]\n";
    const made = branched({
      "mesh-lint.yaml": "environments:\n  - { name: prod, roots: [overlays/prod], complete: true }\n",
      "base/kustomization.yaml": base,
      "base/cart.yaml": service("cart"),
      "base/route.yaml": route("cart"),
      "overlays/prod/kustomization.yaml": "resources: [../../base]\n",
    });
    expect(sinceOf(made, "overlays/prod")).toMatchObject({ files: 0 });
    made.write({ "base/cart.yaml": null, "base/kustomization.yaml": "resources: [route.yaml]\n" });
    expect(changed(made, "overlays/prod")).toEqual(["base/route.yaml:8 istio/unknown-host"]);
    expect(sinceOf(made, "overlays/prod")).toMatchObject({ files: 2, older: 0 });
  });

  it("reports one more of equal mistakes once, though not all of them hold in each environment", () => {
    const to = (prefix: string): string =>
      `    - match: [{ uri: { prefix: ${prefix} } }]\n      route: [{ destination: { host: gone } }]\n`;
    const routes = (...prefixes: string[]): string =>
      route("cart", "gone").replace("  http:\n", `  http:\n${prefixes.map(to).join("")}`);
    const repaired = (at: number): string =>
      `resources: [../../base]\npatches:\n  - target: { kind: VirtualService }\n    patch: '[{ op: replace, path: /spec/http/${at}/route/0/destination/host, value: cart }]'\n`;
    const made = branched({
      "base/kustomization.yaml": "resources: [route.yaml, cart.yaml]\n",
      "base/cart.yaml": service("cart"),
      "base/route.yaml": routes("/a"),
      "overlays/dev/kustomization.yaml": "resources: [../../base]\n",
      "overlays/prod/kustomization.yaml": repaired(0),
    });
    made.write({ "base/route.yaml": routes("/b", "/a"), "overlays/prod/kustomization.yaml": repaired(1) });
    expect(sinceOf(made)).toMatchObject({ older: 2 });
    expect(changed(made)).toHaveLength(1);
  });

  it("reports a mistake that comes to a second environment, but not one that a new environment brings along", () => {
    const environments = (...names: string[]): string =>
      `environments:\n${names.map((name) => `  - { name: ${name}, roots: [overlays/${name}], complete: true }\n`).join("")}`;
    const overlay = (...more: string[]): string => `resources: [${["../../base", ...more].join(", ")}]\n`;
    const made = branched({
      "mesh-lint.yaml": environments("dev", "prod"),
      "base/kustomization.yaml": "resources: [route.yaml]\n",
      "base/route.yaml": route("cart"),
      "overlays/dev/kustomization.yaml": overlay(),
      "overlays/prod/kustomization.yaml": overlay("cart.yaml"),
      "overlays/prod/cart.yaml": service("cart"),
    });
    made.write({
      "mesh-lint.yaml": environments("dev", "prod", "test"),
      "overlays/test/kustomization.yaml": overlay(),
    });
    expect(changed(made)).toEqual([]);
    made.write({ "overlays/prod/kustomization.yaml": overlay(), "overlays/prod/cart.yaml": null });
    expect(changed(made)).toEqual(["base/route.yaml:8 istio/unknown-host"]);
  });

  it("judges suppressions, old and new ones", () => {
    const silent = `${route("old").trimEnd()} # mesh-lint-ignore istio/unknown-host: soon\n`;
    const made = branched({ ...before, "apps/routes/old.yaml": silent });
    expect(changed(made)).toEqual([]);
    made.write({ "apps/routes/old.yaml": route("old") });
    expect(changed(made)).toEqual([oldMistake]);
    made.commit();
    made.git("branch", "-f", "main");
    made.write({ "apps/routes/old.yaml": silent });
    expect(sinceOf(made)).toMatchObject({ older: 0, gone: 0 });
    made.write({ "apps/old.yaml": service("old") });
    expect(changed(made)).toEqual(["apps/routes/old.yaml:8 lint/unused-suppression"]);
  });

  it("works with a baseline: both hide what they know", () => {
    const made = branched();
    made.write({ "apps/cart.yaml": null, "apps/pay.yaml": null });
    const baseline = ["--baseline", "b.json"];
    expect(made.lint(...baseline, "--update-baseline").code).toBe(0);
    made.write({ "apps/routes/new.yaml": route("new") });
    expect(changed(made, ...baseline)).toEqual(["apps/routes/new.yaml:8 istio/unknown-host"]);
    expect(changed(made)).toHaveLength(3);
    expect(made.lint("--changed", ...baseline).stdout).toContain("baseline b.json: 3 known findings left");
  });

  it.each(["--update-baseline", "--prune-baseline", "--prune-suppressions"])("refuses %s", (flag) => {
    const { code, stderr } = branched().lint("--changed", "--baseline", "b.json", flag);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: `mesh-lint: ${flag} has to see all rules and files: leave out --changed\n`,
    });
  });

  it("says in reports what was compared", () => {
    const made = branched();
    made.write({ "apps/cart.yaml": null });
    const { runs } = JSON.parse(made.lint("--changed", "--format", "sarif").stdout) as Sarif;
    expect(runs[0]?.results.map(({ baselineState }) => baselineState)).toEqual(["new"]);
    expect(made.lint("--changed", "--format", "markdown").stdout).toContain("1 older not shown");
    const lines = made.lint("--changed", "--format", "jsonl").stdout.trim().split("\n");
    expect(JSON.parse(lines.at(-1) ?? "")).toMatchObject({ type: "summary", since: { older: 1 } });
  });
});

interface Sarif {
  readonly runs: readonly { readonly results: readonly { readonly baselineState?: string }[] }[];
}

describe("--changed reads what git has", () => {
  it("and leaves everything as it is", () => {
    const made = branched();
    made.write({ "apps/cart.yaml": null });
    utimesSync(join(made.folder, "apps/pay.yaml"), 1, 1);
    const state = (): unknown => [made.git("status", "--porcelain"), filesBelow(join(made.folder, ".git"))];
    const status = state();
    const index = statSync(join(made.folder, ".git/index")).mtimeMs;
    changed(made);
    expect(statSync(join(made.folder, ".git/index")).mtimeMs).toBe(index);
    expect(state()).toEqual(status);
  });

  it("and runs nothing that the repository names", () => {
    const made = branched();
    const trap = `touch ${join(made.folder, "trapped")}; cat`;
    made.commit({ ".gitattributes": "*.yaml filter=trap diff=trap\n" });
    for (const key of [
      "core.fsmonitor",
      "filter.trap.clean",
      "filter.trap.smudge",
      "filter.trap.process",
      "diff.external",
      "diff.trap.textconv",
      "diff.trap.command",
      "core.pager",
      "core.sshCommand",
    ]) {
      made.git("config", key, trap);
    }
    mkdirSync(join(made.folder, ".git/hooks"), { recursive: true });
    for (const hook of ["post-index-change", "fsmonitor-watchman", "reference-transaction", "post-checkout"]) {
      const path = join(made.folder, ".git/hooks", hook);
      made.write({ [`.git/hooks/${hook}`]: `#!/bin/sh\n${trap}\n` });
      chmodSync(path, 0o755);
    }
    made.write({ "apps/cart.yaml": null, "apps/pay.yaml": `# touched\n${service("pay")}` });
    expect(foundIn(made.lint("--changed", "--since", "HEAD", "--format", "json"))).toEqual(brokenCart);
    expect(existsSync(join(made.folder, "trapped"))).toBe(false);
  });

  it("through attributes that change line ends", () => {
    const made = repository();
    made.git("config", "core.autocrlf", "true");
    const crlf = Object.fromEntries(
      Object.entries(before).map(([path, text]) => [path, text?.replaceAll("\n", "\r\n") ?? null]),
    );
    made.commit(crlf);
    for (const path of Object.keys(before)) utimesSync(join(made.folder, path), 1, 1);
    expect(sinceOf(made)).toMatchObject({ files: 0, older: 1 });
  });

  it("with links, then and now", () => {
    const made = repository();
    made.write(shop);
    renameSync(join(made.folder, "apps/cart.yaml"), join(made.folder, "apps/cart-v1"));
    symlinkSync("cart-v1", join(made.folder, "apps/cart.yaml"));
    made.commit();
    expect(changed(made)).toEqual([]);
    unlinkSync(join(made.folder, "apps/cart.yaml"));
    made.write({ "apps/cart-v1": null });
    expect(changed(made)).toEqual(brokenCart);
    made.write({ "apps/cart.yaml": service("cart") });
    expect(changed(made)).toEqual([]);
  });

  it("with names that are hard to write", () => {
    const names = ["apps/ü ñ.yaml", 'apps/a"b.yaml', "apps/-x.yaml", "apps/ leading.yaml", "apps/tab\t.yaml"];
    const made = branched({ ...shop, ...Object.fromEntries(names.map((name, index) => [name, service(`s${index}`)])) });
    made.write({ "apps/routes/all.yaml": names.map((_, index) => route(`s${index}`)).join("---\n") });
    expect(changed(made)).toEqual([]);
    made.commit();
    made.write(Object.fromEntries(names.map((name) => [name, null])));
    expect(changed(made)).toHaveLength(names.length);
  });

  it("with binary files, large files, and files that were no text", () => {
    const made = branched({
      ...before,
      "apps/b.yaml": "\0\0\0",
      "apps/large.yaml": `${service("large")}${"# x\n".repeat(5000)}`,
    });
    made.write({ "apps/b.yaml": service("b"), "apps/large.yaml": service("large"), "apps/cart.yaml": null });
    expect(changed(made, "--max-file-size", "10KB")).toEqual(brokenCart);
  });

  it("in submodules", () => {
    const library = repository();
    const first = library.commit({ "cart.yaml": service("cart"), "pay.yaml": service("pay") });
    const second = library.commit({ "cart.yaml": null });
    const made = repository();
    made.git("submodule", "--quiet", "add", library.folder, "apps/library");
    made.git("-C", "apps/library", "checkout", "-q", first);
    made.commit({
      "mesh-lint.yaml": closed,
      "apps/cart.yaml": route("cart"),
      "apps/pay.yaml": route("pay"),
      "apps/old.yaml": route("old"),
    });
    expect(sinceOf(made)).toMatchObject({ files: 0, older: 1 });
    made.git("-C", "apps/library", "checkout", "-q", second);
    expect(changed(made)).toEqual(["apps/cart.yaml:8 istio/unknown-host"]);
    made.commit({ "apps/library/pay.yaml": null });
    expect(changed(made, "--since", "HEAD~1")).toHaveLength(2);
    expect(changed(made)).toEqual(["apps/pay.yaml:8 istio/unknown-host"]);
  });
});

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
