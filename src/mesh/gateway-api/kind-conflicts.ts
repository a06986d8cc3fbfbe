/** HTTPRoutes and GRPCRoutes that claim one host name of one listener: only one of the two kinds is served. */

import { hasAlternatives } from "../alternatives.ts";
import { append } from "../lists.ts";
import { question, type Mesh } from "../mesh.ts";
import { isUnknown } from "../unknown.ts";
import { isOlder } from "../versions.ts";
import { attachments, type Attachment } from "./attachment.ts";
import { isIstiosIngress } from "./classes.ts";
import { hostnamesMeet } from "./hostnames.ts";
import { specOf, type Route } from "./routes.ts";

export interface KindConflict {
  readonly http: Route;
  readonly grpc: Route;
  /** As both say it; "*" where neither does. */
  readonly hostname: string;
}

const any: readonly string[] = ["*"];

function hostnamesOf(route: Route): readonly string[] {
  const { hostnames = any } = specOf(route);
  if (!Array.isArray(hostnames)) return [];
  return hostnames.length === 0 ? any : (hostnames as readonly string[]).filter((each) => !isUnknown(each));
}

/** The host names that a route claims, each under a listener of a Gateway of Istio. */
function* claims(mesh: Mesh, { route, taken }: Attachment): Iterable<readonly [key: string, hostname: string]> {
  for (const { holder, listener } of taken) {
    if (holder.is !== "gateway-api/Gateway" || !isIstiosIngress(mesh, holder)) continue;
    for (const hostname of hostnamesOf(route)) {
      if (hostname !== "*" && !hostnamesMeet(listener.hostname, [hostname])) continue;
      yield [[holder.namespace, holder.name, listener.name, hostname].join("\n"), hostname];
    }
  }
}

/**
 * Istio keeps what it makes of all HTTPRoutes for a host name of a listener under one name in the namespace of the
 * oldest, what it makes of GRPCRoutes likewise, and one of equal names hides the other (istio/istio
 * pilot/pkg/config/kube/gateway/route_collections.go mergeHTTPRoutes). Other controllers serve both kinds.
 */
export const kindConflicts = question((mesh): readonly KindConflict[] => {
  const known = attachments(mesh).filter(({ route }) => !hasAlternatives(mesh, route));
  const grpcs = known.filter(({ route }) => route.kind === "GRPCRoute");
  if (grpcs.length === 0 || isOlder(mesh.settings.istio, "1.26")) return [];
  const claimed = new Map<string, Route[]>();
  for (const attachment of known.filter(({ route }) => /^(?:HTTP|GRPC)Route$/.test(route.kind))) {
    for (const [key] of claims(mesh, attachment)) append(claimed, key, attachment.route);
  }
  const found = new Map<Route, KindConflict>();
  for (const attachment of grpcs) {
    const { route: grpc } = attachment;
    for (const [key, hostname] of claims(mesh, attachment)) {
      const all = claimed.get(key) ?? [];
      const http = all.find(({ kind }) => kind === "HTTPRoute");
      const isSpread = all.some(({ namespace }) => namespace !== grpc.namespace);
      if (http && !isSpread && !found.has(grpc)) found.set(grpc, { http, grpc, hostname });
    }
  }
  return [...found.values()];
});
