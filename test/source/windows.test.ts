/** What Windows writes, asked for on any machine: backslashes, drive letters, carriage returns. */

import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { parse } from "../../src/cli/parse.ts";
import { reportsOf } from "../../src/cli/publish.ts";
import { lintSources } from "../../src/lint/sources.ts";
import { discover } from "../../src/source/discover.ts";
import { cutGlob, matcherOf } from "../../src/source/glob.ts";
import { posixPath } from "../../src/source/root.ts";
import { allRules } from "../world.ts";

const folder = realpathSync(mkdtempSync(join(tmpdir(), "mesh-lint-windows-")));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe("a glob that is typed with backslashes", () => {
  it.each([
    [String.raw`clusters\*\web.yaml`, "clusters", "./*/web.yaml"],
    [String.raw`.\clusters\**\*.yaml`, "./clusters", "./**/*.yaml"],
    [String.raw`C:\Program Files (x86)\mesh\*.yaml`, "C:/Program Files (x86)/mesh", "./*.yaml"],
    [String.raw`C:\work\*.yaml`, "C:/work", "./*.yaml"],
    [String.raw`C:\*.yaml`, "C:/", "./*.yaml"],
    [String.raw`..\other\*.yaml`, "../other", "./*.yaml"],
    ["*.yaml", ".", "./*.yaml"],
  ])("%s is cut at its first wildcard", (typed, base, rest) => {
    expect(cutGlob(typed, "\\")).toEqual({ base, rest });
  });

  it("means the same as with slashes", async () => {
    const { rest } = cutGlob(String.raw`clusters\{dev,prod}\**\*.yaml`, "\\");
    const matches = await matcherOf([rest]);
    expect(["prod/shop/web.yaml", "dev/web.yaml"].map((path) => matches?.(path))).toEqual([true, true]);
    expect(matches?.("test/web.yaml")).toBe(false);
  });
});

describe("a glob with slashes", () => {
  it.each([
    ["/srv/*.yaml", "/srv", "./*.yaml"],
    ["/*.yaml", "/", "./*.yaml"],
    ["k8s/!(old)/*.yaml", "k8s", "./!(old)/*.yaml"],
    ["a\\*.yaml", ".", "./a\\*.yaml"],
  ])("%s keeps its backslashes", (typed, base, rest) => {
    expect(cutGlob(typed, "/")).toEqual({ base, rest });
  });

  it("may leave names out", async () => {
    const matches = await matcherOf([cutGlob("!(old)*.yaml", "/").rest]);
    expect(["new.yaml", "old.yaml"].map((path) => matches?.(path))).toEqual([true, false]);
  });

  it.each(["Program Files (x86)", "[prod]", "{a,b}", "!x"])("works in a folder called %s", async (name) => {
    const cwd = join(folder, name);
    mkdirSync(cwd);
    writeFileSync(join(cwd, "web.yaml"), "a: b\n");
    for (const paths of [["*.yaml"], ["./w?b.yaml"], ["**/*.yaml"]]) {
      const { files, problems } = await discover({ paths, cwd });
      expect({ files, problems }).toEqual({ files: ["web.yaml"], problems: [] });
    }
  });
});

describe("paths of reports", () => {
  it("have slashes", () => {
    expect(posixPath(String.raw`clusters\prod\web.yaml`, "\\")).toBe("clusters/prod/web.yaml");
    expect(posixPath("clusters/a\\b.yaml", "/")).toBe("clusters/a\\b.yaml");
  });

  it.each([
    [String.raw`sarif=C:\out\mesh.sarif`, "sarif", String.raw`C:\out\mesh.sarif`],
    [String.raw`junit=out\a=b.xml`, "junit", String.raw`out\a=b.xml`],
  ])("%s names a file", (given, format, file) => {
    expect(reportsOf(parse(["--report", given]))[1]).toEqual({ format, file });
  });
});

describe("carriage returns", () => {
  it("change neither places nor fingerprints", async () => {
    const text = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: web, namespace: shop }
spec:
  hosts: [web]
  http:
    - route: # mesh-lint-ignore istio/unknown-host: elsewhere
        - { destination: { host: web }, weight: 90 }
        - { destination: { host: web }, weight: 20 }
`;
    const rules = await allRules();
    const found = async (lines: string): Promise<unknown> => {
      const { diagnostics } = await lintSources({ sources: [{ path: "web.yaml", text: lines }], rules });
      return diagnostics.map(({ rule, range, fingerprint, suppressed }) => ({ rule, range, fingerprint, suppressed }));
    };
    const expected = await found(text);
    expect(expected).not.toEqual([]);
    expect(await found(text.replaceAll("\n", "\r\n"))).toEqual(expected);
  });
});
