/** Files that mean harm: nothing throws, hangs, leaks or is passed over in silence. */

import { rmSync } from "node:fs";
import { dirname } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { defaultConfig } from "../../src/config/config.ts";
import type { Run } from "../../src/lint/diagnostic.ts";
import { lint } from "../../src/lint/lint.ts";
import { lintSources } from "../../src/lint/sources.ts";
import { formats, report, type Format } from "../../src/report/formats.ts";
import { allRules } from "../world.ts";
import { hostileFiles, hostileFolder } from "./files.ts";

const rules = await allRules();
const config = { ...defaultConfig, extends: ["all"] as const };
const options = { color: false, links: false, width: 100, quiet: false, verbose: true };

/** Far above what any of them takes, and far below a hang. */
const slowest = 10_000;

describe("a file that means harm", () => {
  const files = Object.entries(hostileFiles()).filter(([, content]) => typeof content === "string");

  it.each(files.map(([path, text]) => [path.replace(/[^\w./-]/g, "?"), path, text as string] as const))(
    "%s",
    { timeout: slowest },
    async (_, path, text) => {
      const run = await lintSources({ sources: [{ path, text }], rules, config, completeness: "complete" });
      expect(run.failures).toEqual([]);
      for (const { message } of run.diagnostics) expect(message.length).toBeLessThan(2000);
    },
  );
});

describe("a folder of them", () => {
  let folder = "";
  let run: Run;

  beforeAll(async () => {
    folder = hostileFolder();
    const result = await lint({ cwd: folder, paths: ["."], config, rules, version: "0.0.0" });
    if ("problems" in result) throw new Error(result.problems.join("\n"));
    run = result;
  }, 60_000);

  afterAll(() => {
    rmSync(dirname(folder), { recursive: true, force: true });
  });

  it("makes no rule fail", () => {
    expect(run.failures).toEqual([]);
  });

  it("leaves the prototype of objects alone", () => {
    expect({} as Record<string, unknown>).not.toHaveProperty("polluted");
  });

  it("reads every file or says why not", () => {
    const skipped = new Set(run.skipped.map(({ file }) => file));
    expect(Object.keys(hostileFiles()).filter((path) => !run.sourceOf(path) && !skipped.has(path))).toEqual([]);
  });

  it("says of everything that was not linted why", () => {
    const reasons = new Map(run.skipped.map(({ file, reason }) => [file, reason]));
    expect(
      [
        "large/eleven-megabytes.yaml",
        "bytes/binary.yaml",
        "bytes/latin1.yaml",
        "links/out.yaml",
        "links/pipe.yaml",
      ].map((file) => `${file}: ${reasons.get(file) ?? "nothing"}`),
    ).toMatchInlineSnapshot(`
      [
        "large/eleven-megabytes.yaml: larger than 10 MB",
        "bytes/binary.yaml: binary file",
        "bytes/latin1.yaml: not encoded as UTF-8",
        "links/out.yaml: symlink out of the repository",
        "links/pipe.yaml: not a regular file",
      ]
    `);
    expect(reasons.get("links/none.yaml")).toBeDefined();
    expect(reasons.get("links/loop.yaml")).toBeDefined();
  });

  it.each(Object.keys(formats) as Format[])(
    "is reported as %s, without what a reader of it would obey",
    { timeout: 60_000 },
    async (format) => {
      const text = await report(run, format, options);
      expect(text).not.toContain("hunter2");
      // eslint-disable-next-line no-control-regex -- these are the very characters
      expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
      expect(Buffer.from(text).toString()).toBe(text);
      if (format === "json" || format === "sarif") JSON.parse(text);
      else expect(text).not.toMatch(/##\[|^\s*::(?!error |warning |notice |group|endgroup)/m);
    },
  );
});
