/** The paths of AuthorizationPolicy: what a pattern matches, what it never matches, and what Envoy rewrites before it looks. */

import type { MeshSettings } from "./mesh.ts";
import { hasLiteralWildcard, matchesString, stringMatch } from "./string-match.ts";
import { isUnknown } from "./unknown.ts";

/** `pathNormalization.normalization` of MeshConfig: istio/api mesh/v1alpha1/config.proto ProxyPathNormalization. */
type PathNormalization = "NONE" | "BASE" | "MERGE_SLASHES" | "DECODE_AND_MERGE_SLASHES";

const normalizations: ReadonlyMap<unknown, PathNormalization> = new Map<unknown, PathNormalization>([
  ["NONE", "NONE"],
  ["BASE", "BASE"],
  ["DEFAULT", "BASE"],
  ["MERGE_SLASHES", "MERGE_SLASHES"],
  ["DECODE_AND_MERGE_SLASHES", "DECODE_AND_MERGE_SLASHES"],
]);

export function pathNormalizationOf({ meshConfig }: MeshSettings): PathNormalization {
  const { pathNormalization } = meshConfig;
  if (typeof pathNormalization !== "object" || pathNormalization === null) return "BASE";
  return normalizations.get((pathNormalization as Record<string, unknown>).normalization) ?? "BASE";
}

/** `{*}` and `{**}`: istio/istio pkg/config/security/security.go. */
function isPathTemplate(pattern: string): boolean {
  return pattern.includes("{*}") || pattern.includes("{**}");
}

function matchesTemplate(pattern: readonly string[], path: readonly string[]): boolean {
  const [first, ...rest] = pattern;
  if (first === undefined) return path.length === 0;
  // A validated template has nothing but plain segments after `{**}`, so the end decides.
  if (first === "{**}")
    return rest.length <= path.length && matchesTemplate(rest, path.slice(path.length - rest.length));
  if (path.length === 0) return false;
  return (first === "{*}" ? path[0] !== "" : first === path[0]) && matchesTemplate(rest, path.slice(1));
}

/** Whether a path (without query) matches one entry of `paths`; case counts. */
export function matchesPath(pattern: string, path: string): boolean {
  if (isPathTemplate(pattern)) return matchesTemplate(pattern.split("/"), path.split("/"));
  return matchesString(pattern, path);
}

/** Whether the entry stands for each and every path. */
export function isAnyPath(pattern: string): boolean {
  return pattern === "*" || pattern === "/*" || pattern === "/{**}";
}

/** The prefix of `/admin*`, which matches `/administrator` as well; undefined where a separator bounds it. */
export function unboundedPrefix(pattern: string): string | undefined {
  const { is, text } = stringMatch(pattern);
  return is === "prefix" && /[A-Za-z0-9]$/.test(text) && !isUnknown(pattern) ? text : undefined;
}

export type PathFlaw = "no-leading-slash" | "inner-wildcard" | "query" | "dot-segment" | "repeated-slash" | "encoded";

/** Why no request can ever match the pattern; undefined where one can. */
export function pathFlawOf(pattern: string, normalization: PathNormalization): PathFlaw | undefined {
  if (isUnknown(pattern)) return undefined;
  const { is, text } = stringMatch(pattern);
  if (is === "present" || text === "") return undefined;
  if (hasLiteralWildcard(pattern) && !isPathTemplate(pattern)) return "inner-wildcard";
  if (is !== "suffix" && !text.startsWith("/")) return "no-leading-slash";
  if (/[?#]/.test(text)) return "query";
  return rewrittenAway(is === "exact" ? `${text}/` : text, normalization);
}

function rewrittenAway(text: string, normalization: PathNormalization): PathFlaw | undefined {
  if (normalization === "NONE") return undefined;
  if (/\/\.{1,2}\/|\\/.test(text)) return "dot-segment";
  if (normalization === "BASE") return undefined;
  if (text.replace(/\/$/, "").includes("//")) return "repeated-slash";
  return normalization === "DECODE_AND_MERGE_SLASHES" && /%2f|%5c/i.test(text) ? "encoded" : undefined;
}

/** A path that most servers answer like the given one, but that these patterns do not match. */
export function slippingTrailingSlash(path: string, patterns: readonly string[]): string | undefined {
  const { is, text } = stringMatch(path);
  if (is !== "exact" || text.length < 2 || isPathTemplate(path) || looksLikeFile(text)) return undefined;
  const other = text.endsWith("/") ? text.slice(0, -1) : `${text}/`;
  return patterns.some((pattern) => isUnknown(pattern) || matchesPath(pattern, other)) ? undefined : other;
}

/** The same with doubled slashes, where Envoy does not merge them first. */
export function slippingDoubleSlash(path: string, patterns: readonly string[]): string | undefined {
  const { is, text } = stringMatch(path);
  if ((is !== "exact" && is !== "prefix") || !text.startsWith("/") || text.length < 2) return undefined;
  const other = `/${text}`;
  return patterns.some((pattern) => isUnknown(pattern) || matchesPath(pattern, other)) ? undefined : other;
}

/** `/package.Service/Method` of gRPC and `/robots.txt` have no form with a trailing slash. */
function looksLikeFile(path: string): boolean {
  const last = path.slice(path.lastIndexOf("/", path.length - 2) + 1);
  return last.includes(".") || /^\/[^/]*\.[^/]*\/[^/]+$/.test(path);
}
