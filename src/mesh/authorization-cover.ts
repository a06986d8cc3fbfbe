/** Whether one rule of an AuthorizationPolicy holds for every request for which another one holds. */

import { isGiven, operationsOf, sourcesOf, type AuthorizationRule, type Source } from "./authorization.ts";
import { identityOf } from "./identity.ts";
import { isAnyPath } from "./paths.ts";
import { coversPattern } from "./string-match.ts";

type Lists = Readonly<Record<string, unknown>>;

function list(of: object, key: string): readonly string[] {
  const value = (of as Lists)[key];
  return Array.isArray(value) ? (value as readonly string[]) : [];
}

/** Whether a rule asks for anything; one that does not holds for every request. */
export function isLimited({ from, to, when }: AuthorizationRule): boolean {
  return isGiven(from) || isGiven(to) || isGiven(when);
}

/** Whether a rule takes every request of every caller, in whatever words. */
export function takesAll(rule: AuthorizationRule): boolean {
  if (isGiven(rule.from) || isGiven(rule.when)) return false;
  return (
    !isGiven(rule.to) ||
    operationsOf(rule).some((operation) => Object.keys(operation).every((key) => isAny(operation, key)))
  );
}

function isAny(operation: object, key: string): boolean {
  const values = list(operation, key);
  return !key.startsWith("not") && values.some((value) => value === "*" || (key === "paths" && isAnyPath(value)));
}

/** Fields of one source or operation are ANDed, values of one field are ORed. */
export function ruleCovers(wide: AuthorizationRule, narrow: AuthorizationRule): boolean {
  const { from = [], to = [], when = [] } = wide;
  return (
    (from.length === 0 || eachCovered(sourcesOf(wide), sourcesOf(narrow), sourceCovers)) &&
    (to.length === 0 || eachCovered(operationsOf(wide), operationsOf(narrow), fieldsCover)) &&
    when.every((condition) =>
      (narrow.when ?? []).some((other) => other.key === condition.key && fieldsCover(condition, other)),
    )
  );
}

/** Whether the narrow rule asks more of the request itself than the wide one, not only of who sends it. */
export function limitsMore(narrow: AuthorizationRule, wide: AuthorizationRule): boolean {
  return !ruleCovers({ ...narrow, from: [] }, { ...wide, from: [] });
}

function eachCovered<T>(wide: readonly T[], narrow: readonly T[], covers: (wide: T, narrow: T) => boolean): boolean {
  return narrow.length > 0 && narrow.every((each) => wide.some((other) => covers(other, each)));
}

function fieldsCover(wide: object, narrow: object): boolean {
  return Object.keys(wide).every((key) => fieldCovers(key, list(wide, key), list(narrow, key)));
}

function fieldCovers(key: string, wide: readonly string[], narrow: readonly string[]): boolean {
  if (wide.length === 0) return true;
  // What is forbidden is turned round: the narrow one must forbid at least as much.
  const [from, to] = /^not[A-Z]/.test(key) ? [narrow, wide] : [wide, narrow];
  return to.length > 0 && to.every((value) => from.some((pattern) => coversPattern(pattern, value)));
}

function sourceCovers(wide: Source, narrow: Source): boolean {
  return Object.keys(wide).every((key) => {
    if (fieldCovers(key, list(wide, key), list(narrow, key))) return true;
    return key === "namespaces" && fieldCovers(key, list(wide, key), namespacesOf(narrow));
  });
}

/** Namespaces of principals that are written in full; none where one is not. */
function namespacesOf({ principals = [] }: Source): readonly string[] {
  const found = principals.map((principal) => identityOf(principal)?.namespace);
  return found.every((namespace) => namespace !== undefined) ? found : [];
}
