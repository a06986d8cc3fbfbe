/** Which lines a change has added or edited: GitHub shows annotations on them next to the code. */

import { git } from "./git.ts";

export interface ChangedLines {
  readonly has: (file: string, line: number) => boolean;
}

/** No program that a configuration names, and nothing but hunks without context, whatever the configuration says. */
const plain = [
  ...["--no-ext-diff", "--no-textconv", "--no-color", "--no-renames", "--no-relative", "--ignore-submodules"],
  ...["--unified=0", "--inter-hunk-context=0", "--src-prefix=a/", "--dst-prefix=b/"],
];

/** First and last line, both included. */
type Lines = readonly [first: number, last: number];

export function changedSince(folder: string, base: string): ChangedLines | { readonly problem: string } {
  const answer = git(folder, [
    "-c",
    "core.quotePath=false",
    "diff",
    "--merge-base",
    ...plain,
    "--end-of-options",
    base,
    "--",
  ]);
  if ("problem" in answer) return answer;
  const files = changedLines(answer.text);
  return { has: (file, line) => files.get(file)?.some(([first, last]) => first <= line && line <= last) ?? false };
}

/** Reads a diff without context. What the changed lines say is stepped over by count: it may look like a header. */
export function changedLines(diff: string): Map<string, Lines[]> {
  const files = new Map<string, Lines[]>();
  const lines = diff.split("\n");
  let file: Lines[] | undefined;
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? "";
    if (line.startsWith("diff --git ")) file = undefined;
    else if (line.startsWith("+++ ")) file = startFile(files, line.slice(4));
    const [, gone = "1", first = "", added = "1"] = /^@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(line) ?? [];
    if (first === "") continue;
    if (Number(added) > 0) file?.push([Number(first), Number(first) + Number(added) - 1]);
    for (let left = Number(gone) + Number(added); left > 0 && at < lines.length; left--) {
      do at++;
      while (lines[at]?.startsWith("\\ "));
    }
  }
  return files;
}

function startFile(files: Map<string, Lines[]>, written: string): Lines[] | undefined {
  const path = unquoted(written.replace(/\t$/, ""));
  if (!path.startsWith("b/")) return undefined;
  const lines: Lines[] = [];
  files.set(path.slice(2), lines);
  return lines;
}

const escapes: Readonly<Record<string, string>> = {
  a: "\u0007",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};

/** Git writes names with control characters, quotes or backslashes as C does; octal numbers are bytes. */
function unquoted(name: string): string {
  if (!/^".*"$/s.test(name)) return name;
  const parts = name.slice(1, -1).match(/\\(?:[0-7]{3}|.)|[^\\]+/gs) ?? [];
  const bytes = parts.map((part) => {
    if (!part.startsWith("\\")) return Buffer.from(part);
    const code = part.slice(1);
    return /^[0-7]{3}$/.test(code) ? Buffer.of(parseInt(code, 8)) : Buffer.from(escapes[code] ?? code);
  });
  return Buffer.concat(bytes).toString("utf8");
}
