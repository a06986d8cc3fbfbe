/** Routes that no request reaches, because routes above them take all that they match. */

import { echoOf } from "../../src/mesh/alike-matches.ts";
import { httpCovers, l4Covers, type HttpMatch, type L4Match } from "../../src/mesh/matches.ts";
import { gatewayNames, type VirtualService } from "../../src/mesh/routes.ts";
import { at, defineRule, yaml, type Finding, type Related } from "../../src/rule/rule.ts";

interface Route<M> {
  readonly name?: string;
  readonly match?: readonly M[];
  readonly delegate?: object;
}

/** A match of an earlier route, or (without one) the route itself: it takes everything. */
interface Earlier<M> {
  readonly match: M | undefined;
  readonly place: Finding["at"];
}

type Covers<M> = (wide: M, narrow: M) => boolean;

function said<M extends object>(earlier: Earlier<M>): Related[] {
  return [{ at: earlier.place, message: earlier.match ? "this match takes its requests" : "this route takes all" }];
}

interface Covered<M> {
  readonly match: M;
  readonly number: number;
  readonly by: Earlier<M> | undefined;
}

/** The codes under which istioctl reports these matches; it does not see all that can be proved. */
function codesOf<M extends object>(
  taken: readonly Covered<M>[],
  all: readonly M[],
  earlier: readonly Earlier<M>[],
): readonly string[] {
  const above = earlier.flatMap(({ match }) => (match ? [match] : []));
  // In a crowd the first hundreds hold it.
  const crowd = above.slice(0, 500);
  const echoes = taken.map(({ match, number }) => echoOf(match, [...crowd, ...all.slice(0, Math.min(number, 500))]));
  const isUnreachable =
    earlier.length > above.length || echoes.filter((echo) => echo === "repeated").length === all.length;
  return [...(isUnreachable ? ["IST0130"] : []), ...(echoes.some((echo) => echo !== undefined) ? ["IST0131"] : [])];
}

/** Routes of one list, as the proxy tries them: from above, the first that matches. */
function* shadowed<M extends object>(
  manifest: VirtualService,
  routes: readonly Route<M>[],
  covers: Covers<M>,
): Iterable<Finding> {
  const earlier: Earlier<M>[] = [];
  for (const [index, route] of routes.entries()) {
    const matches = route.match ?? [];
    const coverOf = (match: M | undefined): Earlier<M> | undefined =>
      earlier.find((one) => one.match === undefined || (match !== undefined && covers(one.match, match)));
    const whole = matches.length === 0 ? coverOf(undefined) : undefined;
    if (whole) {
      const message = "this route is never reached";
      yield { at: at(manifest, routes, index), message, related: said(whole), upstream: ["IST0130"] };
    }
    const covered = matches.map((match, number) => ({ match, number, by: coverOf(match) }));
    const taken = covered.filter(({ by }) => by !== undefined);
    const [first] = taken;
    if (first?.by && taken.length === matches.length) {
      const upstream = codesOf(taken, matches, earlier);
      yield { at: at(manifest, matches, 0), message: "this route is never reached", related: said(first.by), upstream };
    } else yield* ofMatches(manifest, { covered, matches, earlier, covers });
    // A delegate may leave requests to the routes below it.
    if (route.delegate) continue;
    if (matches.length === 0) earlier.push({ match: undefined, place: at(manifest, routes, index) });
    for (const [number, match] of matches.entries()) earlier.push({ match, place: at(manifest, matches, number) });
  }
}

interface RouteOfMany<M> {
  readonly covered: readonly Covered<M>[];
  readonly matches: readonly M[];
  readonly earlier: readonly Earlier<M>[];
  readonly covers: Covers<M>;
}

/** Matches of a route that is reached by others of its own. */
function* ofMatches<M extends object>(
  manifest: VirtualService,
  { covered, matches, earlier, covers }: RouteOfMany<M>,
): Iterable<Finding> {
  for (const one of covered) {
    const sibling = one.by ? -1 : matches.slice(0, one.number).findIndex((match) => covers(match, one.match));
    if (!one.by && sibling === -1) continue;
    const related = said<M>(one.by ?? { match: matches[sibling], place: at(manifest, matches, sibling) });
    const upstream = codesOf([one], matches, earlier);
    yield { at: at(manifest, matches, one.number), message: "this match is never reached", related, upstream };
  }
}

export default defineRule({
  summary: "A route is never reached, because routes above it take all its requests",
  category: "correctness",
  severity: "warning",
  since: "0.1.0",
  why: "The proxy tries routes from above and takes the first that matches. A route without a match, or with a wider one, hides all that follow and match less.",
  fix: "Move the narrower route up, or remove it.",
  links: [
    "https://istio.io/latest/docs/reference/config/analysis/ist0130/",
    "https://istio.io/latest/docs/concepts/traffic-management/#routing-rule-precedence",
  ],
  upstream: ["IST0130", "IST0131"],
  bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: shop }
      spec:
        hosts: [shop]
        http:
          - match:
              - uri: { prefix: /api }
            route: [{ destination: { host: api } }]
          - match:
              - uri: { prefix: /cart }
              - uri: { exact: /api/v2 } # warning: this match is never reached
            route: [{ destination: { host: cart } }]
          - route: [{ destination: { host: web } }]
          - match:
              - headers: { beta: { exact: "1" } } # warning: this route is never reached
            route: [{ destination: { host: beta } }]
    `,
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: shop }
      spec:
        hosts: [shop]
        http:
          - match:
              - uri: { prefix: / }
              - uri: { prefix: /cart } # warning: this match is never reached
            route: [{ destination: { host: shop } }]
          - match: [{ name: again, uri: { prefix: / } }] # warning: this route is never reached
            route: [{ destination: { host: web } }]
    `,
  ],
  good: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: shop }
      spec:
        hosts: [shop]
        http:
          - match: [{ uri: { regex: "/api/.*" }, method: { exact: GET } }]
            route: [{ destination: { host: reads } }]
          - match: [{ uri: { regex: "/api/v[0-9]" } }, { uri: { prefix: /OLD }, ignoreUriCase: true }]
            route: [{ destination: { host: api } }]
          - match: [{ uri: { prefix: /api/v3 }, port: 8080 }]
            route: [{ destination: { host: next } }]
          - match: [{ uri: { prefix: /api/v3/x }, withoutHeaders: { beta: {} } }]
            route: [{ destination: { host: old } }]
          - route: [{ destination: { host: web } }]
    `,
  ],
  *check(mesh) {
    for (const manifest of mesh.all("istio/VirtualService")) {
      const own = gatewayNames(manifest);
      const { http = [], tls = [], tcp = [] } = manifest.spec;
      yield* shadowed<HttpMatch>(manifest, http, (wide, narrow) => httpCovers(wide, narrow, own));
      yield* shadowed<L4Match>(manifest, tls, (wide, narrow) => l4Covers(wide, narrow, own));
      yield* shadowed<L4Match>(manifest, tcp, (wide, narrow) => l4Covers(wide, narrow, own));
    }
  },
});
