import { describe, expect, it } from "vitest";
import { formats, report, type Format } from "../../src/report/formats.ts";
import { hostile } from "./hostile.ts";
import { readXml } from "./xml.ts";

const options = { color: false, links: false, width: 100, quiet: false, verbose: true };
const written = await Promise.all(
  Object.keys(formats).map(async (format) => [format, await report(hostile, format as Format, options)] as const),
);
const reports = new Map<string, string>(written);

// eslint-disable-next-line no-control-regex -- these characters must not occur
const acting = /[\0-\t\v-\u001f\u007f-\u009f\u200b\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/;

describe.each(written)("hostile text in %s", (format, text) => {
  it("has no character that acts instead of being seen", () => {
    expect(text).not.toMatch(acting);
    expect(text).not.toMatch(/\p{Cs}/u);
  });

  it("gives no command to an agent but its own", () => {
    const others = format === "azure" ? text.replace(/^##vso\[task\.logissue [^\]\n]*\]/gm, "") : text;
    expect(others).not.toMatch(/##\w*\[/);
    if (format !== "github") expect(others).not.toMatch(/^\s*::/m);
  });
});

it("reports in JSON stay JSON", () => {
  for (const format of ["json", "sarif", "gitlab"]) expect(JSON.parse(reports.get(format) ?? "")).toBeTypeOf("object");
  const lines = (reports.get("jsonl") ?? "").trimEnd().split("\n");
  expect(lines.map((line) => typeof JSON.parse(line))).toEqual(lines.map(() => "object"));
});

it("reports in XML stay well-formed", () => {
  expect(readXml(reports.get("junit") ?? "").name).toBe("testsuites");
  expect(readXml(reports.get("checkstyle") ?? "").name).toBe("checkstyle");
});

describe("Markdown", () => {
  const text = reports.get("markdown") ?? "";
  const outsideOfCode = text.replace(/^###.*$/gm, "");

  it("keeps the columns of its tables", () => {
    const rows = text.split("\n").filter((line) => line.startsWith("|"));
    const widths = new Set(rows.map((row) => row.replace(/\\\\|\\\|/g, "").split("|").length - 2));
    expect([...widths].sort()).toEqual([2, 4, 6]);
  });

  it("holds no HTML but its own, no image and no link but to its rules", () => {
    expect(outsideOfCode.replace(/<\/?(?:details|summary|br)>/g, "")).not.toMatch(/[<>]/);
    const links = [...outsideOfCode.matchAll(/(?<!\\)\]\(([^)]*)\)/g)].map(([, address]) => address);
    for (const link of links) expect(link).toMatch(/^https:\/\/github\.com\/mesh-lint\/mesh-lint\/blob\//);
    expect(outsideOfCode.replace(/\]\(https:[^)]*\)/g, "")).not.toMatch(/:\/\/|www\./);
  });

  it("mentions nobody and nothing", () => {
    const words = outsideOfCode
      .replace(/\]\([^)]*\)/g, "")
      .replaceAll("&#8203;", "\0")
      .replaceAll("&#", "");
    expect(words).not.toMatch(/[@#!%]\w|\bGH-\d/);
  });

  it("begins no line with what a stranger wrote", () => {
    const begins = /^(?:$|\||#{2,3} |<\/?details>|\d[\d,]* (?:file|more)|\*\*mesh-lint itself failed)/;
    for (const line of text.split("\n")) expect(line).toMatch(begins);
  });
});

it("Azure's properties end where they should", () => {
  const commands = (reports.get("azure") ?? "").split("\n").filter((line) => line.startsWith("##vso["));
  expect(commands.length).toBeGreaterThan(0);
  for (const command of commands) {
    expect(command).toMatch(
      /^##vso\[task\.logissue type=error;sourcepath=[^;\]]*;linenumber=1;columnnumber=3026;code=[^;\]]*;\]/,
    );
    expect(command.replaceAll("%AZP25", "")).not.toMatch(/%(?!3B|5D)/);
  }
});
