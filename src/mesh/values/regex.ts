/** Regular expressions in RE2's syntax, judged without an engine: only their form is in question. */

import { parsePattern } from "../../schema/regex.ts";
import type { Judge } from "./judge.ts";
import { quote } from "./quote.ts";

const longest = 1024;
const lookaround = /\(\?<?[=!]/;
const backreference = /(?:^|[^\\])(?:\\\\)*\\(?:[1-7](?![0-7])|[89]|k[<{'])/;
/** What RE2 knows and `parsePattern` does not. */
const beyond = /\\(?:[bBC0Q]|[1-7][0-7])|\(\?[A-Za-z-]*(?:[mU]|\)[*+?{])|\[\[/;
const deepest = 100;

const judged = new Map<string, string | undefined>();
const mostJudged = 5000;

/** Not empty, at most 1024 characters, and RE2 (istio/istio pkg/config/validation ValidateRegex). */
export const regex: Judge = (pattern) => {
  if (pattern === "") return "empty regular expression";
  if (pattern.length > longest)
    return `regular expression of ${pattern.length} characters: at most ${longest} are allowed`;
  return syntax(pattern);
};

/** The syntax alone; silent where it cannot be told. */
export const syntax: Judge = (pattern) => {
  if (!judged.has(pattern)) {
    if (judged.size >= mostJudged) judged.clear();
    judged.set(pattern, judge(pattern));
  }
  return judged.get(pattern);
};

function judge(pattern: string): string | undefined {
  if (parsePattern(pattern)) return undefined;
  if (lookaround.test(unquoted(pattern))) return `${quote(pattern)} uses lookaround, which RE2 does not have`;
  if (backreference.test(pattern)) return `${quote(pattern)} uses a backreference, which RE2 does not have`;
  const unclear = beyond.test(pattern) || pattern.split("(").length > deepest;
  return unclear ? undefined : `${quote(pattern)} is no regular expression in RE2 syntax`;
}

/** With a letter for each escaped character and class, in which `(?=` is no construct. */
function unquoted(pattern: string): string {
  return pattern.replace(/\\./gs, "x").replace(/\[\^?\]?[^\]]*\]/g, "x");
}
