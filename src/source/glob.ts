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

/** Matches paths that meet one of the patterns, or stand below a folder that does; undefined without patterns. */
export async function matcherOf(patterns: readonly string[]): Promise<Matcher | undefined> {
  if (patterns.length === 0) return undefined;
  const { default: picomatch } = await import("picomatch");
  const trimmed = patterns.map((pattern) => pattern.replace(/^\.\//, "").replace(/\/+$/, ""));
  return picomatch([...trimmed, ...trimmed.map((pattern) => `${pattern}/**`)], { dot: true });
}
