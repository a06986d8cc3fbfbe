/** Small worlds for tests: several files in one text, and marks that say which diagnostics are expected where. */

import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Diagnostic, NamedRule } from "../src/lint/diagnostic.ts";
import type { Rule } from "../src/rule/rule.ts";
import type { Source } from "../src/source/source.ts";

/** The text without its common indentation. */
export function dedent(text: string): string {
  const body = text.replace(/^\n/, "").replace(/\n[ \t]*$/, "\n");
  const indents = body
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => line.length - line.trimStart().length);
  const common = Math.min(...indents);
  return body
    .split("\n")
    .map((line) => line.slice(common))
    .join("\n");
}

/** Files of an example: a line `# file: path` opens the next one. */
export function worldOf(text: string, first = "example.yaml"): Source[] {
  const files: { path: string; lines: string[] }[] = [{ path: first, lines: [] }];
  for (const line of dedent(text).split("\n")) {
    const opens = /^# file: (\S+)\s*$/.exec(line);
    if (opens?.[1]) files.push({ path: opens[1], lines: [] });
    else files.at(-1)?.lines.push(line);
  }
  return files
    .filter(({ lines }) => lines.some((line) => line.trim() !== ""))
    .map(({ path, lines }) => ({ path, text: lines.join("\n") }));
}

export interface Mark {
  readonly file: string;
  readonly line: number;
  readonly severity: string;
  /** Null: the rule under test. */
  readonly rule: string | null;
  readonly words: string;
}

/** `# error: words` or `# error[rule]: words`, several on one line if need be. */
export function marksOf(sources: readonly Source[]): Mark[] {
  return sources.flatMap(({ path, text }) =>
    text.split("\n").flatMap((line, index) =>
      [
        ...line.matchAll(
          /# (error|warning|info)(?:\[([\w:/.-]+)\])?: (.*?)(?=\s+# (?:error|warning|info)(?:\[[\w:/.-]+\])?: |$)/g,
        ),
      ].map(([, severity = "", rule = null, words = ""]) => ({
        file: path,
        line: index + 1,
        severity,
        rule,
        words: words.trim(),
      })),
    ),
  );
}

/** What differs between marks and diagnostics, one line each; empty when every mark is met and nothing else was said. */
export function differences(marks: readonly Mark[], diagnostics: readonly Diagnostic[]): string[] {
  const left = [...diagnostics];
  const missed = marks.filter((mark) => {
    const found = left.findIndex((each) => meets(each, mark));
    if (found === -1) return true;
    left.splice(found, 1);
    return false;
  });
  return [
    ...missed.map(
      ({ file, line, severity, rule, words }) =>
        `missing ${file}:${line} ${severity}${rule ? `[${rule}]` : ""}: ${words}`,
    ),
    ...left.map(
      ({ file, range, severity, rule, message }) =>
        `unexpected ${file}:${range.start.line}:${range.start.column} ${severity}[${rule}]: ${message}`,
    ),
  ];
}

function meets({ file, range, severity, rule, code, message }: Diagnostic, mark: Mark): boolean {
  return (
    file === mark.file &&
    range.start.line === mark.line &&
    severity === mark.severity &&
    (mark.rule === null || mark.rule === rule || mark.rule === `${rule}:${code ?? ""}`) &&
    message.includes(mark.words)
  );
}

const rulesFolder = fileURLToPath(new URL("../rules/", import.meta.url));

/** All rules as they lie in the folder, so that a rule is tested before the registry is written anew. */
export async function allRules(): Promise<NamedRule[]> {
  const families = readdirSync(rulesFolder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const ids = families.flatMap(({ name: family }) =>
    readdirSync(rulesFolder + family)
      .filter((file) => file.endsWith(".ts"))
      .map((file) => `${family}/${file.slice(0, -".ts".length)}`),
  );
  return Promise.all(
    ids.sort().map(async (id) => {
      const { default: rule } = (await import(/* @vite-ignore */ `${rulesFolder}${id}.ts`)) as { default: Rule };
      return { id, rule };
    }),
  );
}
