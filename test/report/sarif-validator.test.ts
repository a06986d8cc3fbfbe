import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { sarif } from "../../src/report/sarif.ts";
import { sample } from "./sample.ts";

/** Self-contained for Linux; npm's install-script policy leaves it without its executable bit. */
const validator = join(
  dirname(createRequire(import.meta.url).resolve("@microsoft/sarif-multitool/package.json")),
  "../sarif-multitool-linux/Sarif.Multitool",
);

/** Its exit code is 0 even for errors: what it thinks stands in its own log. */
function complaints(report: string): string[] {
  const folder = mkdtempSync(join(tmpdir(), "mesh-lint-sarif-"));
  try {
    const [input, output] = [join(folder, "in.sarif"), join(folder, "out.sarif")];
    writeFileSync(input, report);
    chmodSync(validator, 0o755);
    const options = ["--rule-kind", "Sarif;Ghas", "--level", "Error;Warning", "--output", output];
    execFileSync(validator, ["validate", input, ...options, "--log", "ForceOverwrite"], {
      env: { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: "1" },
      stdio: "ignore",
    });
    const log = JSON.parse(readFileSync(output, "utf8").replace(/^\ufeff/, "")) as {
      runs: { results?: { ruleId: string; level?: string; message: object; locations?: object[] }[] }[];
    };
    return log.runs.flatMap(({ results = [] }) => results.map((result) => JSON.stringify(result)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe.runIf(existsSync(validator))("the Microsoft validator", () => {
  it("has nothing against a rich report", () => {
    expect(complaints(sarif(sample, { suppressed: true }))).toEqual([]);
  });

  it("has nothing against an empty one", () => {
    expect(complaints(sarif({ ...sample, diagnostics: [], skipped: [] }, { suppressed: false }))).toEqual([]);
  });

  it("has nothing against a run that failed", () => {
    const run = { ...sample, failures: ['rule istio/x failed in prod: Cannot read "y"'] };
    expect(complaints(sarif(run, { suppressed: false }))).toEqual([]);
  });

  it("would complain", () => {
    expect(complaints('{ "version": "2.1.0", "runs": [{ "results": [{}] }] }')).not.toEqual([]);
  });
});
