import { describe, expect, it } from "vitest";
import { azure } from "../../src/report/azure.ts";
import { checkstyle } from "../../src/report/checkstyle.ts";
import { compact } from "../../src/report/compact.ts";
import { github } from "../../src/report/github.ts";
import { gitlab } from "../../src/report/gitlab.ts";
import { json } from "../../src/report/json.ts";
import { jsonl } from "../../src/report/jsonl.ts";
import { junit } from "../../src/report/junit.ts";
import { markdown } from "../../src/report/markdown.ts";
import { sarif } from "../../src/report/sarif.ts";
import { text } from "../../src/report/text.ts";
import type { Run } from "../../src/lint/diagnostic.ts";
import { diagnostic, rangeIn, sample } from "./sample.ts";

const plain = { color: false, links: false, width: 100, quiet: false, verbose: false };

const reports = {
  "text.txt": text(sample, plain),
  "text-verbose.txt": text(sample, { ...plain, verbose: true }),
  "text-color.txt": text(sample, { ...plain, color: true, links: true, width: 60 }),
  "text-quiet.txt": text(sample, { ...plain, quiet: true }),
  "json.json": json(sample),
  "sarif.sarif": sarif(sample, { suppressed: true }),
  "github.txt": github(sample),
  "compact.txt": compact(sample),
  "jsonl.jsonl": jsonl(sample),
  "gitlab.json": gitlab(sample),
  "azure.txt": azure(sample),
  "junit.xml": junit(sample),
  "checkstyle.xml": checkstyle(sample),
  "markdown.md": markdown(sample),
};

describe("each format", () => {
  it.each(Object.entries(reports))("writes %s", async (name, report) => {
    await expect(report).toMatchFileSnapshot(`snapshots/${name}`);
  });

  it.each(Object.entries(reports))("%s neither moves a cursor nor speaks to a runner", (name, report) => {
    const bare = name === "text-color.txt" ? report.replace(ours, "") : report;
    // eslint-disable-next-line no-control-regex -- these characters must not occur
    expect(bare).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
    expect(bare).not.toContain("##[");
    if (name !== "github.txt") expect(bare).not.toMatch(/^\s*::/m);
  });

  it.each(Object.entries(reports))("%s keeps the value of a Secret to itself", (_, report) => {
    expect(report).not.toContain("aHVudGVyMg==");
  });
});

/** Colours and hyperlinks to the project's own pages. */
// eslint-disable-next-line no-control-regex -- this is what a colour is made of
const ours = /\u001b\[\d+m|\u001b\]8;;(?:https:\/\/github\.com\/[\w./#-]*)?\u001b\\/g;

function many(amount: number): Run {
  const range = rangeIn("long.yaml", "here");
  const one = (severity: "error" | "info"): ReturnType<typeof diagnostic> =>
    diagnostic({ file: "long.yaml", range, severity });
  return { ...sample, diagnostics: Array.from({ length: amount }, (_, index) => one(index % 2 ? "error" : "info")) };
}

describe("limits of GitHub", () => {
  it("annotates ten findings of a level and lists the others", () => {
    const lines = github(many(30)).trimEnd().split("\n");
    expect(lines.filter((line) => line.startsWith("::error "))).toHaveLength(10);
    expect(lines.filter((line) => line.startsWith("::notice "))).toHaveLength(10);
    expect(lines).toContain("GitHub shows 10 annotations of each level; 10 more findings:");
    expect(lines).toHaveLength(31);
  });

  it("keeps the worst 25,000 results and says so", () => {
    const log = JSON.parse(sarif(many(25_003), { suppressed: false })) as {
      runs: [{ results: { level: string }[]; invocations: [{ toolExecutionNotifications: { message: object }[] }] }];
    };
    const [{ results, invocations }] = log.runs;
    expect(results).toHaveLength(25_000);
    expect(results.filter(({ level }) => level === "error")).toHaveLength(12_501);
    expect(invocations[0].toolExecutionNotifications[0]?.message).toEqual({
      text: "3 results are left out: GitHub takes 25,000 at most.",
    });
  });
});
