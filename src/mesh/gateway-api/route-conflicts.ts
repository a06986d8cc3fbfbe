/** Routes that ask for the same requests of the same parent: only the older one gets them. */

import { hasAlternatives } from "../alternatives.ts";
import { question, type Mesh } from "../mesh.ts";
import { isUnknown } from "../unknown.ts";
import { attachments, parentOf } from "./attachment.ts";
import { servedHostnames } from "./hostnames.ts";
import { matchesOf, matchKey } from "./matches.ts";
import { parentRefsOf, routes, rulesOf, specOf, type Match, type Route, type Rule } from "./routes.ts";

export interface RoutedMatch {
  readonly route: Route;
  readonly rule: Rule;
  readonly match: Match;
}

export interface RouteConflict {
  readonly one: RoutedMatch;
  readonly other: RoutedMatch;
  /** Under which both are served; "*" for any. */
  readonly hostname: string;
}

/** One of the places where a route is served: a listener, or a port of a Service, with a host name. */
interface Serving {
  readonly key: string;
  readonly hostname: string;
}

function numberOf(numbers: Map<object, number>, listener: object): number {
  const known = numbers.get(listener) ?? numbers.size;
  numbers.set(listener, known);
  return known;
}

/** Producer routes are for all clients, consumer routes for those of their own namespace. */
function* ofServices(route: Route): Iterable<Serving> {
  for (const ref of parentRefsOf(route)) {
    const parent = parentOf(route, ref);
    if (parent?.is !== "kubernetes/Service") continue;
    const key = [parent.namespace, parent.name, ref.port ?? "", ref.sectionName ?? "", route.namespace].join("\n");
    yield { key, hostname: "*" };
  }
}

/** Asked once, so that nothing of it is kept. */
function servings(mesh: Mesh): ReadonlyMap<Route, readonly Serving[]> {
  const found = new Map<Route, Serving[]>();
  const numbers = new Map<object, number>();
  for (const route of routes(mesh)) found.set(route, [...ofServices(route)]);
  for (const { route, taken } of attachments(mesh)) {
    for (const { listener } of taken) {
      for (const hostname of servedHostnames(listener.hostname, specOf(route).hostnames)) {
        if (!isUnknown(hostname)) found.get(route)?.push({ key: String(numberOf(numbers, listener)), hostname });
      }
    }
  }
  return found;
}

/** Age decides between routes, which the files do not tell; of equal age, the one whose name comes first. */
function ordered(mesh: Mesh): readonly Route[] {
  const named = routes(mesh).filter((route) => !hasAlternatives(mesh, route));
  const rank = ({ namespace, name }: Route): string => `${namespace}/${name}`;
  return [...named].sort((a, b) => (rank(a) < rank(b) ? -1 : Number(rank(a) > rank(b))));
}

/** One for each match of a route that an earlier route has too. */
export const routeConflicts = question((mesh): readonly RouteConflict[] => {
  const first = new Map<string, RoutedMatch>();
  const found: RouteConflict[] = [];
  const served = servings(mesh);
  for (const route of ordered(mesh)) {
    const places = served.get(route) ?? [];
    for (const rule of rulesOf(route)) {
      for (const match of matchesOf(rule)) {
        const asked = matchKey(match);
        if (asked === undefined) continue;
        const here = { route, rule, match };
        const keys = places.map(
          ({ key, hostname }) => [`${route.is}\n${key}\n${hostname}\n${asked}`, hostname] as const,
        );
        const taken = keys.find(([key]) => first.has(key) && first.get(key)?.route !== route);
        const one = taken && first.get(taken[0]);
        if (taken && one) found.push({ one, other: here, hostname: taken[1] });
        for (const [key] of keys) if (!first.has(key)) first.set(key, here);
      }
    }
  }
  return found;
});
