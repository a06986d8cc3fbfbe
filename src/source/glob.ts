/** Globs over paths. The library behind them is loaded when the first glob is met. */

import { posix, sep } from "node:path";

export type Matcher = (path: string) => boolean;

/** `Program Files (x86)` and `wow!` are names; `!(old)` and `(dev|prod)` are not. */
export function isGlob(path: string): boolean {
  return /[*?[\]{}]|[!+@]\(|\([^)]*\|/.test(path);
}

export interface TypedGlob {
  /** The folder before the first name with a wildcard: `k8s` of `k8s/**`, the path itself if there is none. */
  readonly base: string;
  /** What paths below it have to meet; paths relative to it, with POSIX separators. */
  readonly rest: string;
}

/** Cuts a glob as a user types it, on Windows with backslashes. What the folders before it are called is no glob. */
export function cutGlob(typed: string, separator: string = sep): TypedGlob {
  if (!isGlob(typed)) return { base: typed, rest: "**" };
  const names = typed.replaceAll(separator, "/").split("/");
  const first = names.findIndex((name) => isGlob(name));
  const base = names.slice(0, first).join("/");
  const isTop = (base === "" && first > 0) || (separator === "\\" && /^[a-z]:$/i.test(base));
  // Without the dot an extended glob, `!(a)`, would be an exception.
  const rest = `./${posix.normalize(names.slice(first).join("/"))}`;
  return { base: isTop ? `${base}/` : base || ".", rest };
}

/**
 * Matches paths that meet one of the patterns, or stand below a folder that does; undefined without patterns. Where some
 * begin with `!`, the last that a path meets decides; if the first does, the others are exceptions from everything.
 */
export async function matcherOf(patterns: readonly string[]): Promise<Matcher | undefined> {
  const [first] = patterns;
  if (first === undefined) return undefined;
  const { default: picomatch } = await import("picomatch");
  const compiled = (globs: readonly string[]): Matcher => {
    const trimmed = globs.map((glob) => glob.replace(/^\.\//, "").replace(/\/+$/, ""));
    return picomatch([...trimmed, ...trimmed.map((glob) => `${glob}/**`)], {
      dot: true,
      windows: false,
      nonegate: true,
    });
  };
  if (!patterns.some((pattern) => pattern.startsWith("!"))) return compiled(patterns);
  const steps = patterns.map((pattern) => {
    const isNegated = pattern.startsWith("!");
    return { takes: !isNegated, meets: compiled([isNegated ? pattern.slice(1) : pattern]) };
  });
  return (path) => steps.findLast(({ meets }) => meets(path))?.takes ?? first.startsWith("!");
}
