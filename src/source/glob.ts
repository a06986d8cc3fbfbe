/** Globs over paths. The library behind them is loaded when the first glob is met. */

export type Matcher = (path: string) => boolean;

export function isGlob(path: string): boolean {
  return /[*?[\]{}!()]/.test(path);
}

/** The part of a glob before its first segment with a wildcard: `k8s` of `k8s/**`, the path itself if there is none. */
export function baseOf(path: string): string {
  if (!isGlob(path)) return path;
  const segments = path.split("/");
  const fixed = segments.slice(
    0,
    segments.findIndex((segment) => isGlob(segment)),
  );
  return fixed.join("/") || (path.startsWith("/") ? "/" : ".");
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
    return picomatch([...trimmed, ...trimmed.map((glob) => `${glob}/**`)], { dot: true });
  };
  if (!patterns.some((pattern) => pattern.startsWith("!"))) return compiled(patterns);
  const steps = patterns.map((pattern) => {
    const isNegated = pattern.startsWith("!");
    return { takes: !isNegated, meets: compiled([isNegated ? pattern.slice(1) : pattern]) };
  });
  return (path) => steps.findLast(({ meets }) => meets(path))?.takes ?? first.startsWith("!");
}
