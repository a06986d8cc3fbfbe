/** Host names of routes and listeners: which of them meet. */

import { coversHost, hostsOverlap } from "../hosts.ts";
import { isUnknown } from "../unknown.ts";

/** Whether a listener serves any of a route's host names; absent on either side means all. */
export function hostnamesMeet(listener: string | undefined, route: readonly string[] | undefined): boolean {
  if (!listener || isUnknown(listener) || !Array.isArray(route) || route.length === 0) return true;
  const wanted = listener.toLowerCase();
  return route.some((host: string) => isUnknown(host) || hostsOverlap(wanted, host.toLowerCase()));
}

/** Names under which a listener serves a route: the narrower of each pair that meets. */
export function servedHostnames(listener: string | undefined, route: readonly string[] | undefined): readonly string[] {
  const own = (listener ?? "*").toLowerCase() || "*";
  if (!Array.isArray(route) || route.length === 0) return [own];
  return route.flatMap((written: string) => {
    const host = written.toLowerCase();
    if (coversHost(own, host)) return [host];
    return coversHost(host, own) ? [own] : [];
  });
}
