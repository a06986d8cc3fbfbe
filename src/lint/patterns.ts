/** Patterns over names (rules, namespaces, objects, hosts: `istio/*`, `*.amazonaws.com`) and globs over files. */

import { matcherOf, type Matcher } from "../source/glob.ts";

export type FileMatcher = (file: string, globs: readonly string[]) => boolean;

export type NameMatcher = (name: string, patterns: readonly string[]) => boolean;

/** Loads minimatch only where a pattern needs more than equality and a `*`. */
export async function nameMatcher(patterns: readonly string[]): Promise<NameMatcher> {
  const hard = patterns.filter((pattern) => /[?[\]{}!()]/.test(pattern));
  const minimatch = hard.length > 0 ? (await import("minimatch")).minimatch : undefined;
  return (name, list) =>
    list.some((pattern) =>
      minimatch && hard.includes(pattern) ? minimatch(name, pattern, { dot: true }) : matchesStars(name, pattern),
    );
}

/** Greedy matching of `*` (any run of characters) without a regex: linear in the name for each star. */
export function matchesStars(name: string, pattern: string): boolean {
  const parts = pattern.split("*");
  if (parts.length === 1) return name === pattern;
  const [first = "", ...rest] = parts;
  const last = rest.pop() ?? "";
  if (!name.startsWith(first)) return false;
  let from = first.length;
  for (const part of rest) {
    const found = name.indexOf(part, from);
    if (found === -1) return false;
    from = found + part.length;
  }
  return name.length - from >= last.length && name.endsWith(last);
}

/** Matches report paths against lists of globs that are known beforehand. */
export async function fileMatcher(lists: readonly (readonly string[])[]): Promise<FileMatcher> {
  const matchers = new Map<readonly string[], Matcher | undefined>();
  for (const globs of lists) matchers.set(globs, await matcherOf(globs));
  return (file, globs) => matchers.get(globs)?.(file) === true;
}
