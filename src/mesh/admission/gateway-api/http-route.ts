/** What the API server refuses in an HTTPRoute beyond its structure (Gateway API's CEL rules, apis/v1/httproute_types.go). */

import type {
  HTTPPathMatch,
  HTTPPathModifier,
  HTTPRouteMatch,
  HTTPRouteRule,
  HTTPRouteSpec,
} from "../../kinds/gateway-api.ts";
import { isUnknown } from "../../unknown.ts";
import { parseDuration } from "../../values/duration.ts";
import { quote } from "../../values/quote.ts";
import { error, listOf, type Findings, type On } from "../row.ts";
import { filters, type AnyFilter } from "./filters.ts";
import { backend, parents } from "./references.ts";
import { matchCount, ruleNames, session } from "./rules.ts";

export const httpRouteCodes = {
  "path-relative": "A path that does not begin with a slash",
  "path-forbidden": "A path with a part that is not allowed: //, /./, /../, %2f, #, or /. or /.. at its end",
  "path-characters": "A path with characters that are not allowed",
  "redirect-with-backends": "A redirect beside backends",
  "prefix-rewrite-match": "A prefix is replaced, but the rule has not exactly one PathPrefix match",
  "timeout-order": "A backend request may take longer than the whole request",
};

export function* httpRoute(on: On, spec: HTTPRouteSpec): Findings {
  yield* parents(on, spec.parentRefs);
  yield* ruleNames(on, spec.rules);
  yield* matchCount(on, spec);
  for (const rule of listOf(spec.rules)) {
    for (const { path } of listOf(rule.matches)) yield* pathMatch(on, path);
    yield* filters(on, rule.filters);
    for (const reference of listOf(rule.backendRefs)) {
      yield* backend(on, reference);
      yield* filters(on, reference.filters);
    }
    yield* redirectWithBackends(on, rule);
    yield* prefixRewrites(on, rule);
    yield* timeouts(on, rule);
    yield* session(on, rule.sessionPersistence);
  }
}

const forbidden = ["//", "/./", "/../", "%2f", "%2F", "#"];
const forbiddenEnds = ["/..", "/."];
const characters = /^(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|%[0-9a-fA-F]{2})+$/;

function* pathMatch(on: On, path: HTTPPathMatch | undefined): Findings {
  const value = path?.value;
  if (!path || value === undefined || isUnknown(value) || isUnknown(path.type)) return;
  if (path.type === "RegularExpression") return;
  if (!value.startsWith("/")) {
    yield error(on(path, "value"), "path-relative", `the path ${quote(value)} must begin with "/"`);
    return;
  }
  const part = forbidden.find((text) => value.includes(text));
  const end = forbiddenEnds.find((text) => value.endsWith(text));
  if (part !== undefined) {
    yield error(on(path, "value"), "path-forbidden", `the path ${quote(value)} must not contain ${quote(part)}`);
  } else if (end !== undefined) {
    yield error(on(path, "value"), "path-forbidden", `the path ${quote(value)} must not end with ${quote(end)}`);
  } else if (!characters.test(value)) {
    const message = `the path ${quote(value)} holds characters that must be percent-encoded`;
    yield error(on(path, "value"), "path-characters", message);
  }
}

function* redirectWithBackends(on: On, rule: HTTPRouteRule): Findings {
  if (listOf(rule.backendRefs).length === 0) return;
  const redirect = listOf(rule.filters).find(({ requestRedirect }) => requestRedirect);
  if (!redirect) return;
  const message = "a rule that redirects sends nothing to backends: remove one of the two";
  yield error(on(rule, "backendRefs", "key"), "redirect-with-backends", message);
}

/** As upstream, neither two such filters in one list nor two such backends in a rule are looked at. */
function* prefixRewrites(on: On, rule: HTTPRouteRule): Findings {
  if (isOnePrefixMatch(listOf(rule.matches))) return;
  for (const field of ["requestRedirect", "urlRewrite"] as const) {
    const own = onlyPrefix(rule.filters, field);
    const ofBackends = listOf(rule.backendRefs).flatMap(({ filters: list }) => onlyPrefix(list, field));
    for (const list of [own, ofBackends]) {
      const [path, other] = list;
      if (!path || other) continue;
      const message = "a prefix is replaced only where the rule has exactly one match, of type PathPrefix";
      yield error(on(path, "replacePrefixMatch"), "prefix-rewrite-match", message);
    }
  }
}

/** The one modifier of a list that replaces a prefix; nothing where there are two of them. */
function onlyPrefix(
  list: readonly AnyFilter[] | undefined,
  field: "requestRedirect" | "urlRewrite",
): HTTPPathModifier[] {
  const found: HTTPPathModifier[] = [];
  for (const filter of listOf(list)) {
    const path = filter[field]?.path;
    if (path?.type === "ReplacePrefixMatch" && path.replacePrefixMatch !== undefined) found.push(path);
  }
  return found.length === 1 ? found : [];
}

function isOnePrefixMatch(matches: readonly HTTPRouteMatch[]): boolean {
  const [match, other] = matches;
  return !other && match?.path !== undefined && (match.path.type === "PathPrefix" || isUnknown(match.path.type));
}

/** A request timeout of zero is none. */
function* timeouts(on: On, { timeouts: limits }: HTTPRouteRule): Findings {
  const request = limits?.request === undefined ? undefined : parseDuration(limits.request);
  const backendRequest = limits?.backendRequest === undefined ? undefined : parseDuration(limits.backendRequest);
  if (!limits || !request || backendRequest === undefined || backendRequest <= request) return;
  const message = `${quote(limits.backendRequest ?? "")} is longer than the whole request, ${quote(limits.request ?? "")}`;
  yield error(on(limits, "backendRequest"), "timeout-order", message);
}
