/** What silences findings in the manifests themselves, and what findings it speaks of. */

import type { Source, Span } from "../source/source.ts";
import type { Diagnostic, Draft } from "./diagnostic.ts";
import { matchesStars } from "./patterns.ts";

/** A rule (`istio/unknown-subset`), a sub-code (`rule:code`), a code of another tool (`IST0101`), or any of these with `*`. */
export interface Pattern {
  readonly text: string;
  readonly span: Span;
}

/** The part of a comment or annotation after its name: `istio/unknown-subset, mesh/*: the reason`. */
export interface Directive {
  readonly patterns: readonly Pattern[];
  /** Empty where none is given. */
  readonly reason: string;
}

/** All that a finding needs to know of what silences it. */
export interface Silencer extends Directive {
  readonly how: "comment" | "annotation";
}

export interface Suppression extends Silencer {
  readonly source: Source;
  /** Where it stands, for what is said about it. */
  readonly span: Span;
  /** What it covers, in words: "on line 7", "in this file". */
  readonly reach: string;
  /** Whether anything is said about it. */
  readonly isJudged: boolean;
  /** Why it can do nothing at all: it is misspelt, or ends what never began. */
  readonly defect?: { readonly message: string; readonly isUnused: boolean };
  /** The text without it, or with only these of its patterns. Null where that has to be done by hand. */
  readonly without: (kept: readonly Pattern[]) => Diagnostic["fix"];
}

/** Nobody lists more rules in one place; a text of ten megabytes might. */
const mostPatterns = 100;

/** Reads `rule[, rule]: reason`. A reason may follow without the colon: no rule has blanks in its name. */
export function directiveOf(text: string, offset: number): Directive {
  const patterns: Pattern[] = [];
  const word = /[\s:]*([^\s,]+)[^\S\n]*(,?)/y;
  while (patterns.length < mostPatterns) {
    const [whole = "", name = "", comma] = word.exec(text) ?? [];
    if (name === "") break;
    const bare = name.replace(/:+$/, "");
    const start = offset + word.lastIndex - whole.length + whole.indexOf(name);
    if (bare !== "") patterns.push({ text: bare, span: { start, end: start + bare.length } });
    const isLast = comma === "" || bare !== name;
    if (isLast) return { patterns, reason: reasonOf(text.slice(word.lastIndex)) };
  }
  return { patterns, reason: "" };
}

function reasonOf(text: string): string {
  return text.replace(/^[\s:#–—-]+/, "").trim();
}

/** Whether a pattern names the rule of a finding, its sub-code, or the code that another tool has for it. */
export function speaksOf(
  { text }: Pattern,
  { rule, code, upstream }: Pick<Draft, "rule" | "code" | "upstream">,
): boolean {
  const names = text.includes("*") ? (name: string) => matchesStars(name, text) : (name: string) => name === text;
  return names(rule) || (code !== null && names(`${rule}:${code}`)) || upstream.some(names);
}
