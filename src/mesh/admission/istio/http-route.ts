/** One http route: which fields go together, timeouts, mirrors; its match, headers and actions have files of their own. */

import type { HTTPRoute } from "../../kinds/istio.ts";
import { isUnknown } from "../../unknown.ts";
import { duration } from "../../values/duration.ts";
import { quote } from "../../values/quote.ts";
import { entriesOf, entry, error, isSet, objectsOf, warning, type Findings, type On } from "../row.ts";
import type { Binding } from "./binding.ts";
import { destination, destinations } from "./destination.ts";
import { corsPolicy, directResponse, fault, percentage, redirect, retries, rewrite } from "./http-actions.ts";
import { headerOperations } from "./http-headers.ts";
import { httpMatch } from "./http-match.ts";

export const httpRouteCodes = {
  "root-redirect": "a route that delegates also redirects",
  "root-route": "a route that delegates also has destinations",
  "delegate-nested": "a delegate delegates again",
  "redirect-conflict": "a redirect stands beside a field that it rules out",
  "direct-response-conflict": "a direct response stands beside a field that it rules out",
  "route-required": "a route says neither where to nor what to answer",
  "mirror-and-mirrors": "both mirror and mirrors are set",
  "mirror-percent": "the deprecated mirrorPercent is used, or is above 100",
  "mirror-percentage": "a mirror percentage is out of range",
  "authority-set-twice": "the authority is rewritten in two places",
  timeout: "a timeout is no valid duration",
};

export function* httpRoute(on: On, route: HTTPRoute, binding: Binding): Findings {
  if (route.delegate && !binding.isDelegate) yield* rootConflicts(on, route);
  else yield* conflicts(on, route, binding);
  for (const match of objectsOf(route.match)) yield* httpMatch(on, match, binding);
  if (route.headers) yield* headerOperations(on, route.headers);
  for (const weighted of objectsOf(route.route)) {
    if (weighted.headers) yield* headerOperations(on, weighted.headers);
  }
  if (route.corsPolicy) yield* corsPolicy(on, route.corsPolicy);
  if (route.fault) yield* fault(on, route);
  yield* mirrors(on, route);
  if (route.redirect) yield* redirect(on, route);
  if (route.directResponse) yield* directResponse(on, route.directResponse);
  if (route.retries) yield* retries(on, route);
  if (route.rewrite) yield* rewrite(on, route);
  if (route.headers) yield* authority(on, route);
  yield* destinations(on, route);
  yield* entry(on, route, "timeout", "timeout", duration);
}

function* rootConflicts(on: On, route: HTTPRoute): Findings {
  if (route.redirect)
    yield error(on(route, "redirect", "key"), "root-redirect", "a route that delegates cannot redirect");
  if (isSet(route.route)) {
    yield error(on(route, "route", "key"), "root-route", "a route that delegates cannot have destinations");
  }
}

const redirectExcludes = ["route", "fault", "rewrite", "directResponse"] as const;
const responseExcludes = ["route", "fault", "rewrite"] as const;

/** istio/istio pkg/config/validation/virtualservice.go validateHTTPRouteConflict. */
function* conflicts(on: On, route: HTTPRoute, { isDelegate }: Binding): Findings {
  if (isDelegate && route.delegate) {
    yield error(on(route, "delegate", "key"), "delegate-nested", "a delegate cannot delegate again");
  }
  if (route.redirect) {
    for (const field of redirectExcludes.filter((name) => isSet(route[name]))) {
      yield error(on(route, field, "key"), "redirect-conflict", `${field} cannot stand beside redirect`);
    }
  } else if (route.directResponse) {
    for (const field of responseExcludes.filter((name) => isSet(route[name]))) {
      yield error(on(route, field, "key"), "direct-response-conflict", `${field} cannot stand beside directResponse`);
    }
  } else if (!isSet(route.route)) {
    yield error(on(route), "route-required", "an http route needs one of route, redirect and directResponse");
  }
  if (route.mirror && isSet(route.mirrors)) {
    yield error(on(route, "mirrors", "key"), "mirror-and-mirrors", "mirror and mirrors cannot both be set");
  }
}

function* mirrors(on: On, route: HTTPRoute): Findings {
  yield* destination(on, route.mirror);
  yield* percentage(on, route.mirrorPercentage, "mirror-percentage");
  for (const mirror of objectsOf(route.mirrors)) {
    yield* destination(on, mirror.destination);
    yield* percentage(on, mirror.percentage, "mirror-percentage");
  }
  for (const field of ["mirrorPercent", "mirror_percent"] as const) {
    const percent = route[field];
    if (typeof percent !== "number") continue;
    yield percent > 100
      ? error(on(route, field), "mirror-percent", `${field} ${percent} is above 100`)
      : warning(on(route, field, "key"), "mirror-percent", `${field} is deprecated: use mirrorPercentage`);
  }
}

/** validateAuthorityRewrite: Envoy takes one of them, and nobody can tell which. */
function* authority(on: On, { rewrite: change, headers }: HTTPRoute): Findings {
  let first = change?.authority ? "rewrite.authority" : undefined;
  for (const field of ["set", "add"] as const) {
    const operations = headers?.request?.[field];
    for (const [name, value] of entriesOf(operations)) {
      if (!operations || !/^(?::authority|host)$/i.test(name) || isUnknown(name)) continue;
      if (first) {
        const message = `the authority is set to ${quote(value)} here and by ${first} before`;
        yield error(on(operations, name, "key"), "authority-set-twice", message);
      }
      first ??= `headers.request.${field}`;
    }
  }
}
