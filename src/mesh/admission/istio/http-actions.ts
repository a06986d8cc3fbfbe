/** What an http route does besides sending on: redirect, rewrite, answer, retry, inject faults, CORS. */

import type {
  CorsPolicy,
  HTTPDirectResponse,
  HTTPRedirect,
  HTTPRoute,
  Percent,
  StringMatch,
} from "../../kinds/istio.ts";
import { isUnknown } from "../../unknown.ts";
import { port } from "../../values/address.ts";
import { duration, secondsDuration } from "../../values/duration.ts";
import { corsHeader } from "../../values/headers.ts";
import { quote } from "../../values/quote.ts";
import { regex } from "../../values/regex.ts";
import { grpcStatus, httpStatus, retryOn } from "../../values/status.ts";
import { entry, error, isSet, items, listOf, objectsOf, warning, type Findings, type On } from "../row.ts";

export const httpActionCodes = {
  "cors-origin": "an allowed origin is empty or no regular expression",
  "cors-method": "an allowed method is no HTTP method",
  "cors-header": "an allowed or exposed header is no header name",
  "cors-max-age": "maxAge is no duration in whole seconds",
  "fault-empty": "a fault neither aborts nor delays",
  "fault-percentage": "a fault percentage is out of range",
  "fault-abort-http-status": "an aborting status is out of range",
  "fault-abort-grpc-status": "an aborting gRPC status is unknown",
  "fault-abort-http2": "http2Error is not supported",
  "fault-abort-no-type": "an abort without a status does nothing",
  "fault-delay": "a delay is no valid duration, or of a kind that is not supported",
  "redirect-uri-and-prefix": "a redirect has both uri and prefixRewrite",
  "redirect-prefix-needs-prefix-match": "prefixRewrite where a match has no uri prefix",
  "redirect-empty": "a redirect changes nothing",
  "redirect-code": "a redirect code is out of range",
  "redirect-scheme": "a redirect scheme is neither http nor https",
  "redirect-port": "a redirect port is out of range",
  "direct-response-status": "a status is out of range",
  "direct-response-size": "a body is larger than 1 MiB (or, as a warning, 100 KiB)",
  "retry-attempts": "the number of attempts is below zero",
  "retry-disabled-but-configured": "retries are configured, but there are no attempts",
  "retry-timeout": "perTryTimeout is no valid duration",
  "retry-backoff": "backoff is no valid duration",
  "retry-on": "a retry condition is unknown",
  "rewrite-exclusive": "both uri and uriRegexRewrite are set",
  "rewrite-empty": "a rewrite changes nothing",
  "rewrite-regex": "a rewriting regular expression is incomplete or no RE2",
};

const methods = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "CONNECT", "OPTIONS", "TRACE", "*"]);

export function* corsPolicy(on: On, policy: CorsPolicy | null | undefined): Findings {
  if (!policy) return;
  for (const origin of objectsOf(policy.allowOrigins)) yield* corsOrigin(on, origin);
  yield* items(on, policy.allowMethods, "cors-method", (name) =>
    methods.has(name) ? undefined : `unknown method ${quote(name)}: use an HTTP method in upper case`,
  );
  yield* items(on, policy.allowHeaders, "cors-header", corsHeader);
  yield* items(on, policy.exposeHeaders, "cors-header", corsHeader);
  yield* entry(on, policy, "maxAge", "cors-max-age", secondsDuration);
}

function* corsOrigin(on: On, origin: StringMatch): Findings {
  yield* entry(on, origin, "regex", "cors-origin", regex);
  if (!("exact" in origin || "prefix" in origin || "regex" in origin)) {
    yield error(on(origin), "cors-origin", "an allowed origin needs one of exact, prefix and regex");
  }
  for (const field of ["exact", "prefix"] as const) {
    if (origin[field] === "") yield error(on(origin, field), "cors-origin", `empty ${field} of an allowed origin`);
  }
}

/** A percentage of requests; fractions below 0.0001 % are rounded to none by Envoy. */
export function* percentage(on: On, percent: Percent | null | undefined, code: string, least = 0): Findings {
  yield* entry(on, percent, "value", code, (value) => {
    if (value < 0 || value > 100) return `${value} % is out of range: use 0 to 100`;
    return value > 0 && value < least ? `${value} % is too small: the least share is ${least}` : undefined;
  });
}

const leastShare = 0.0001;

export function* fault(on: On, route: HTTPRoute): Findings {
  if (typeof route.fault !== "object") return;
  const { abort, delay } = route.fault;
  if (!abort && !delay) yield error(on(route, "fault", "key"), "fault-empty", "a fault needs abort or delay");
  if (abort && !isUnknown(abort)) {
    yield* percentage(on, abort.percentage, "fault-percentage", leastShare);
    yield* entry(on, abort, "httpStatus", "fault-abort-http-status", httpStatus);
    yield* entry(on, abort, "grpcStatus", "fault-abort-grpc-status", grpcStatus);
    yield* entry(on, abort, "http2Error", "fault-abort-http2", () => "http2Error is not supported: use httpStatus");
    if (!("httpStatus" in abort || "grpcStatus" in abort || "http2Error" in abort)) {
      yield warning(on(route.fault, "abort", "key"), "fault-abort-no-type", "an abort without a status does nothing");
    }
  }
  if (delay) {
    yield* percentage(on, delay.percentage, "fault-percentage", leastShare);
    yield* entry(on, delay, "percent", "fault-percentage", (value) =>
      value < 0 || value > 100 ? `${value} % is out of range: use 0 to 100` : undefined,
    );
    yield* entry(on, delay, "fixedDelay", "fault-delay", duration);
    yield* entry(
      on,
      delay,
      "exponentialDelay",
      "fault-delay",
      () => "exponentialDelay is not supported: use fixedDelay",
    );
  }
}

export function* redirect(on: On, route: HTTPRoute): Findings {
  if (typeof route.redirect !== "object") return;
  const { uri, authority, scheme, port: number, derivePort, prefixRewrite } = route.redirect;
  if (![uri, authority, scheme, prefixRewrite].some(isSet) && number === undefined && derivePort === undefined) {
    yield error(
      on(route, "redirect", "key"),
      "redirect-empty",
      "a redirect needs one of uri, authority, port and scheme",
    );
  }
  if (prefixRewrite) yield* redirectPrefix(on, route, route.redirect);
  yield* entry(on, route.redirect, "redirectCode", "redirect-code", (code) =>
    code === 0 || (code >= 300 && code <= 399) ? undefined : `redirect code ${code} is out of range: use 300 to 399`,
  );
  yield* entry(on, route.redirect, "scheme", "redirect-scheme", (text) =>
    ["", "http", "https"].includes(text) ? undefined : `unknown scheme ${quote(text)}: use http or https`,
  );
  yield* entry(on, route.redirect, "port", "redirect-port", port);
}

function* redirectPrefix(on: On, route: HTTPRoute, change: HTTPRedirect): Findings {
  const place = on(change, "prefixRewrite", "key");
  if (change.uri) yield error(place, "redirect-uri-and-prefix", "uri and prefixRewrite cannot both be set");
  if (listOf(route.match).every(({ uri }) => uri?.prefix !== undefined)) return;
  yield error(place, "redirect-prefix-needs-prefix-match", "prefixRewrite needs a uri prefix in each match");
}

const bodyLimit = 1024 * 1024;
const bodyAdvice = 100 * 1024;

export function* directResponse(on: On, response: HTTPDirectResponse | null | undefined): Findings {
  if (!response) return;
  yield* entry(on, response, "status", "direct-response-status", httpStatus);
  const { body } = response;
  if (typeof body !== "object") return;
  const size = body.string ? Buffer.byteLength(body.string) : Math.floor(((body.bytes?.length ?? 0) * 3) / 4);
  const field = body.string ? "string" : "bytes";
  if (size > bodyLimit) {
    yield error(on(body, field, "key"), "direct-response-size", `a body of ${size} bytes: at most 1 MiB is allowed`);
  } else if (size > bodyAdvice) {
    yield warning(on(body, field, "key"), "direct-response-size", `a body of ${size} bytes makes each proxy heavy`);
  }
}

export function* retries(on: On, route: HTTPRoute): Findings {
  const policy = route.retries;
  if (typeof policy !== "object") return;
  const { attempts = 0 } = policy;
  if (isUnknown(attempts)) return;
  if (attempts < 0) yield error(on(policy, "attempts"), "retry-attempts", `${attempts} attempts: use 0 or more`);
  const settings = (["perTryTimeout", "retryOn", "retryRemoteLocalities"] as const).filter((key) => isSet(policy[key]));
  if (attempts === 0 && settings.length > 0) {
    const place = "attempts" in policy ? on(policy, "attempts") : on(route, "retries", "key");
    yield error(place, "retry-disabled-but-configured", `${settings.join(", ")} without effect: attempts is 0`);
  }
  yield* entry(on, policy, "perTryTimeout", "retry-timeout", duration);
  yield* entry(on, policy, "backoff", "retry-backoff", duration);
  yield* entry(on, policy, "retryOn", "retry-on", retryOn);
}

export function* rewrite(on: On, route: HTTPRoute): Findings {
  const change = route.rewrite;
  if (typeof change !== "object") return;
  const { uri, authority, uriRegexRewrite: pattern } = change;
  if (uri && pattern) {
    yield error(
      on(change, "uriRegexRewrite", "key"),
      "rewrite-exclusive",
      "uri and uriRegexRewrite cannot both be set",
    );
  }
  if (!uri && !authority && !pattern) {
    yield error(
      on(route, "rewrite", "key"),
      "rewrite-empty",
      "a rewrite needs one of uri, authority and uriRegexRewrite",
    );
  }
  if (typeof pattern !== "object") return;
  for (const field of ["match", "rewrite"] as const) {
    if (isSet(pattern[field])) continue;
    yield error(on(change, "uriRegexRewrite", "key"), "rewrite-regex", `uriRegexRewrite needs ${field}`);
  }
  if (pattern.match) yield* entry(on, pattern, "match", "rewrite-regex", regex);
}
