/** Patterns as Linkerd's proxy compiles them: the syntax of Rust's `regex` crate, judged without an engine. */

import { quote } from "../values/quote.ts";
import type { Judge } from "../values/judge.ts";

const lookaround = /^\(\?<?[=!]/;
const verbose = /\(\?[a-zA-Z]*x/;
const repetition = /^\{\s*(\d*)\s*(?:,\s*(\d*)\s*)?\}/;
/** Named, or with flags; a plain group has no question mark. */
const group = /^\(\?(?:P?<([\p{L}_][\p{L}\p{N}_.[\]]*)>|[imsUuxR]*(?:-[imsUuxR]+)?[:)])/u;
const longestName = 64;
/** Letters that may follow a backslash; punctuation always may. */
const escapes = new Set("dDwWsSpPbBAzaftnrvxuU");
const longest = 4096;

type Step = { readonly next: number; readonly name?: string } | { readonly problem: string };

/** Silent where it cannot be told. */
export const rustRegex: Judge = (pattern) => {
  if (pattern.length > longest || verbose.test(pattern)) return undefined;
  const problem = problemOf(pattern);
  return problem === undefined ? undefined : `${quote(pattern)} is no regular expression of Linkerd: ${problem}`;
};

function problemOf(pattern: string): string | undefined {
  let open = 0;
  const names = new Set<string>();
  for (let at = 0; at < pattern.length;) {
    const step = stepFrom(pattern, at);
    if ("problem" in step) return step.problem;
    if (step.name !== undefined && names.has(step.name)) return `two groups are named "${step.name}"`;
    if (step.name !== undefined) names.add(step.name);
    if (pattern[at] === "(") open++;
    if (pattern[at] === ")" && --open < 0) return "a parenthesis is closed that was not opened";
    at = step.next;
  }
  return open > 0 ? "a parenthesis is not closed" : undefined;
}

function stepFrom(pattern: string, at: number): Step {
  switch (pattern[at]) {
    case "\\":
      return escaped(pattern, at);
    case "[":
      return bracketed(pattern, at);
    case "{":
      return braced(pattern, at);
    case "(":
      return opened(pattern, at);
    case "*":
    case "+":
    case "?":
      return repeatsNothing(pattern, at) ? { problem: `"${pattern[at] ?? ""}" repeats nothing` } : { next: at + 1 };
    default:
      return { next: at + 1 };
  }
}

function opened(pattern: string, at: number): Step {
  if (pattern[at + 1] !== "?") return { next: at + 1 };
  if (lookaround.test(pattern.slice(at, at + 4))) return { problem: "it has no lookaround" };
  const start = pattern.slice(at, at + longestName);
  const found = group.exec(start);
  const name = found?.[1];
  if (found) return { next: at + 1, ...(name !== undefined && { name }) };
  // A name that is longer than what was looked at.
  if (/^\(\?P?<[\p{L}_]/u.test(start) && !start.includes(">")) return { next: at + 1 };
  return { problem: `"${start.slice(0, 3)}" opens no group that is known` };
}

function repeatsNothing(pattern: string, at: number): boolean {
  const before = pattern[at - 1];
  if (before === "(") return pattern[at] !== "?" && pattern[at - 2] !== "\\";
  return at === 0 || (before === "|" && pattern[at - 2] !== "\\");
}

function escaped(pattern: string, at: number): Step {
  const letter = pattern[at + 1];
  if (letter === undefined) return { problem: "it ends with a backslash" };
  if (/[1-9]/.test(letter) || letter === "k") return { problem: "it has no back-references" };
  if (/[0-9A-Za-z]/.test(letter) && !escapes.has(letter)) return { problem: `unknown escape "\\${letter}"` };
  if (!/[pPxuUb]/.test(letter) || pattern[at + 2] !== "{") return { next: at + 2 };
  const end = pattern.indexOf("}", at);
  return end === -1 ? { problem: "a brace is not closed" } : { next: end + 1 };
}

function braced(pattern: string, at: number): Step {
  const found = repetition.exec(pattern.slice(at, at + 32));
  const [whole = "", least = "", most = ""] = found ?? [];
  if (least !== "" && most !== "" && Number(least) > Number(most)) {
    return { problem: `"${whole}" ends before it begins` };
  }
  if (found && at > 0) return { next: at + whole.length };
  return { problem: 'a "{" that repeats nothing must be escaped, and a path parameter is "[^/]+"' };
}

/** Classes nest: `[a-z&&[^b]]`. A closing bracket that comes first is a character. */
function bracketed(pattern: string, start: number): Step {
  let open = 0;
  for (let at = start; at < pattern.length; at++) {
    if (pattern[at] === "\\") at++;
    else if (pattern[at] === "[") {
      open++;
      if (pattern[at + 1] === "^") at++;
      if (pattern[at + 1] === "]") at++;
    } else if (pattern[at] === "]" && --open === 0) return { next: at + 1 };
  }
  return { problem: "a bracket is not closed" };
}
