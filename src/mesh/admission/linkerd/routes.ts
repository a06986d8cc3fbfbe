/** What Linkerd's webhook refuses in routes of both groups (linkerd2 policy-controller/k8s/index/src/routes, runtime/src/admission.rs). */

import { goDuration } from "../../linkerd/annotation-values.ts";
import { policyGroup, refersTo, type Reference } from "../../linkerd/references.ts";
import { rustRegex } from "../../linkerd/rust-regex.ts";
import { isUnknown } from "../../unknown.ts";
import { parseDuration } from "../../values/duration.ts";
import type { Judge } from "../../values/judge.ts";
import { quote } from "../../values/quote.ts";
import { entry, error, items, listOf, type Findings, type On } from "../row.ts";

export const routeCodes = {
  "egress-port-missing": "An EgressNetwork as parent without a port",
  "path-relative": "A path that does not begin with a slash",
  regex: "A pattern that Linkerd cannot compile",
  header: "A header name or value that HTTP does not allow",
  filter: "A filter without the field that its type is about",
  "redirect-path": "A redirect to a path that does not begin with a slash",
  timeout: "A timeout that is no duration",
  "timeout-order": "Timeouts below zero or in the wrong order",
  "backend-port-missing": "A Service as backend without a port",
  "method-regex": "A gRPC method matched by a pattern",
  "rule-count": "A route for TLS or TCP that has not exactly one rule",
};

interface NamedMatch {
  readonly name: string;
  readonly value: string;
  readonly type?: string;
}

interface HeaderChange {
  readonly add?: readonly { readonly name: string; readonly value: string }[];
  readonly set?: readonly { readonly name: string; readonly value: string }[];
  readonly remove?: readonly string[];
}

interface Match {
  readonly path?: { readonly type?: string; readonly value?: string };
  readonly headers?: readonly NamedMatch[];
  readonly queryParams?: readonly NamedMatch[];
  readonly method?: unknown;
}

interface Filter {
  readonly type?: string;
  readonly requestHeaderModifier?: HeaderChange;
  readonly responseHeaderModifier?: HeaderChange;
  readonly requestRedirect?: { readonly path?: object };
}

interface Rule {
  readonly matches?: readonly Match[];
  readonly filters?: readonly Filter[];
  readonly backendRefs?: readonly (Reference & { readonly port?: number; readonly filters?: readonly Filter[] })[];
  readonly timeouts?: { readonly request?: string; readonly backendRequest?: string };
}

/** As much of a route of any kind as the webhook looks at. */
export interface RouteSpec {
  readonly parentRefs?: readonly (Reference & { readonly port?: number })[];
  readonly rules?: readonly Rule[];
}

/** Routes of group policy.linkerd.io, which nothing else checks. */
export function* policyRoute(on: On, spec: RouteSpec): Findings {
  yield* parents(on, spec);
  for (const rule of listOf(spec.rules)) {
    for (const { path } of listOf(rule.matches)) yield* absolutePath(on, path);
    for (const filter of listOf(rule.filters)) yield* filterField(on, filter);
    yield* matchesAndFilters(on, rule);
    // The API server takes more for a duration than the webhook, days for one.
    for (const key of ["request", "backendRequest"] as const) {
      yield* entry(on, rule.timeouts, key, "timeout", goDuration);
    }
    yield* timeoutOrder(on, rule.timeouts);
  }
}

/** Routes of the Gateway API, beyond what its own CRDs demand. */
export function* gatewayRoute(on: On, spec: RouteSpec): Findings {
  yield* parents(on, spec);
  for (const rule of listOf(spec.rules)) {
    yield* matchesAndFilters(on, rule);
    for (const { method } of listOf(rule.matches)) yield* grpcMethod(on, method);
    for (const backend of listOf(rule.backendRefs)) yield* backendPort(on, backend);
  }
}

export function* singleRule(on: On, spec: RouteSpec): Findings {
  const { length } = listOf(spec.rules);
  if (length === 1) return;
  yield error(on(spec, "rules", "key"), "rule-count", `Linkerd takes exactly one rule here, not ${length}`);
}

function* parents(on: On, { parentRefs }: RouteSpec): Findings {
  for (const parent of listOf(parentRefs)) {
    if (!refersTo(parent, policyGroup, "EgressNetwork") || parent.port !== undefined) continue;
    const message = `the EgressNetwork ${quote(parent.name ?? "")} needs a port as parent`;
    yield error(on(parent, "name"), "egress-port-missing", message);
  }
}

function* absolutePath(on: On, path: Match["path"]): Findings {
  const { value, type } = path ?? {};
  if (!path || value === undefined || isUnknown(value) || isUnknown(type) || type === "RegularExpression") return;
  if (value.startsWith("/")) return;
  yield error(on(path, "value"), "path-relative", `the path ${quote(value)} must begin with "/"`);
}

function* matchesAndFilters(on: On, rule: Rule): Findings {
  for (const { path, headers, queryParams } of listOf(rule.matches)) {
    if (path?.type === "RegularExpression") yield* entry(on, path, "value", "regex", rustRegex);
    for (const header of listOf(headers)) {
      yield* entry(on, header, "name", "header", headerName);
      if (header.type !== "RegularExpression") yield* entry(on, header, "value", "header", headerValue);
      yield* valueOf(on, header);
    }
    for (const parameter of listOf(queryParams)) yield* valueOf(on, parameter);
  }
  for (const filter of listOf(rule.filters)) yield* filterOf(on, filter);
  for (const { filters } of listOf(rule.backendRefs)) for (const filter of listOf(filters)) yield* filterOf(on, filter);
}

const fieldOf: ReadonlyMap<string, keyof Filter> = new Map([
  ["RequestHeaderModifier", "requestHeaderModifier"],
  ["RequestRedirect", "requestRedirect"],
]);

/** The Gateway API's own check says so of its routes. */
function* filterField(on: On, filter: Filter): Findings {
  const field = fieldOf.get(filter.type ?? "");
  if (field === undefined || (filter[field] ?? undefined) !== undefined) return;
  yield error(on(filter, "type"), "filter", `a filter of type "${filter.type ?? ""}" needs "${field}"`);
}

function* valueOf(on: On, match: NamedMatch): Findings {
  if (match.type === "RegularExpression") yield* entry(on, match, "value", "regex", rustRegex);
}

function* filterOf(on: On, filter: Filter): Findings {
  for (const change of [filter.requestHeaderModifier, filter.responseHeaderModifier]) {
    for (const header of [...listOf(change?.add), ...listOf(change?.set)]) {
      yield* entry(on, header, "name", "header", headerName);
      yield* entry(on, header, "value", "header", headerValue);
    }
    yield* items(on, change?.remove, "header", headerName);
  }
  const path = filter.requestRedirect?.path;
  if (path) yield* redirectPath(on, path);
}

const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
// eslint-disable-next-line no-control-regex -- these characters are what is looked for
const control = /[\x00-\x08\x0a-\x1f\x7f]/;

const headerName: Judge = (name) => (token.test(name) ? undefined : `${quote(name)} is no header name`);
const headerValue: Judge = (value) => (control.test(value) ? `${quote(value)} holds a control character` : undefined);

function* redirectPath(on: On, modifier: object): Findings {
  const path = modifier as Readonly<Record<string, unknown>>;
  const key = ["replaceFullPath", "replacePrefixMatch"].find((field) => path[field] !== undefined);
  if (key === undefined) {
    const message = 'a path to redirect to needs "replaceFullPath" or "replacePrefixMatch"';
    yield error(on(path), "redirect-path", message);
    return;
  }
  const value = path[key];
  if (typeof value !== "string" || isUnknown(value) || value.startsWith("/")) return;
  yield error(on(path, key), "redirect-path", `the path ${quote(value)} must begin with "/"`);
}

function* timeoutOrder(on: On, timeouts: Rule["timeouts"]): Findings {
  if (!timeouts) return;
  const [request, backendRequest] = [timeouts.request, timeouts.backendRequest].map((text) =>
    text === undefined || isUnknown(text) ? undefined : parseDuration(text),
  );
  for (const [key, value] of [
    ["request", request],
    ["backendRequest", backendRequest],
  ] as const) {
    if (value === undefined || value >= 0) continue;
    yield error(on(timeouts, key), "timeout-order", `a timeout of ${quote(timeouts[key] ?? "")} is below zero`);
  }
  if (request === undefined || backendRequest === undefined || backendRequest <= request) return;
  const message = `${quote(timeouts.backendRequest ?? "")} is longer than the whole request, ${quote(timeouts.request ?? "")}`;
  yield error(on(timeouts, "backendRequest"), "timeout-order", message);
}

function* grpcMethod(on: On, method: unknown): Findings {
  if (typeof method !== "object" || method === null) return;
  const match = method as { readonly type?: unknown };
  if (match.type !== "RegularExpression") return;
  yield error(on(match, "type"), "method-regex", "Linkerd matches gRPC methods exactly: patterns are refused");
}

/** The Gateway API's own check does not know "core" as a name of the core group; the kind is compared as written. */
function* backendPort(on: On, backend: Reference & { readonly port?: number }): Findings {
  if (backend.group !== "core" || (backend.kind ?? "Service") !== "Service" || backend.port) return;
  yield error(on(backend, "name"), "backend-port-missing", `the Service ${quote(backend.name ?? "")} needs a port`);
}
