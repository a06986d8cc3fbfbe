/** Where VirtualServices send traffic: every destination of every kind of route, and the gateways that they are bound to. */

import type { Manifest } from "./manifest.ts";
import { isUnknown } from "./unknown.ts";

export type VirtualService = Manifest<"istio/VirtualService">;

export interface Destination {
  readonly host?: string;
  readonly subset?: string;
  readonly port?: { readonly number?: number };
}

export interface WeightedDestination {
  readonly destination?: Destination;
  readonly weight?: number;
}

export type Protocol = "http" | "tls" | "tcp";

/** One list of weighted destinations, and the route that holds it. */
export interface Split {
  readonly protocol: Protocol;
  readonly route: { readonly route?: readonly WeightedDestination[] };
  readonly destinations: readonly WeightedDestination[];
}

export interface Target {
  readonly destination: Destination & { readonly host: string };
  readonly is: "destination" | "mirror";
  readonly protocol: Protocol;
}

/** Two dozen rules ask the same of each VirtualService. */
function remembered<T extends object>(answer: (virtualService: VirtualService) => T) {
  const answers = new WeakMap<VirtualService, T>();
  return (virtualService: VirtualService): T => {
    let known = answers.get(virtualService);
    if (!known) answers.set(virtualService, (known = answer(virtualService)));
    return known;
  };
}

/** Every list of destinations, in the order of the file. */
export const splitsOf = remembered(({ spec }): readonly Split[] => {
  const lists: readonly [Protocol, readonly { readonly route?: readonly WeightedDestination[] }[] | undefined][] = [
    ["http", spec.http],
    ["tls", spec.tls],
    ["tcp", spec.tcp],
  ];
  return lists.flatMap(([protocol, routes = []]) =>
    routes.flatMap((route) => (route.route ? [{ protocol, route, destinations: route.route }] : [])),
  );
});

function target(destination: Destination | undefined, is: Target["is"], protocol: Protocol): Target[] {
  if (!destination?.host || isUnknown(destination.host)) return [];
  return [{ destination: destination as Target["destination"], is, protocol }];
}

/** Every destination and mirror that names a host that is known. */
export const targetsOf = remembered((virtualService): readonly Target[] => {
  const routed = splitsOf(virtualService).flatMap(({ protocol, destinations }) =>
    destinations.flatMap(({ destination }) => target(destination, "destination", protocol)),
  );
  const mirrored = (virtualService.spec.http ?? []).flatMap(({ mirror, mirrors = [] }) => [
    ...target(mirror, "mirror", "http"),
    ...mirrors.flatMap(({ destination }) => target(destination, "mirror", "http")),
  ]);
  return [...routed, ...mirrored];
});

/** Gateway names that a VirtualService is bound to; without any it is bound to the sidecars ("mesh"). */
export function gatewayNames({ spec }: VirtualService): readonly string[] {
  return spec.gateways && spec.gateways.length > 0 ? spec.gateways : ["mesh"];
}

/** A VirtualService without hosts is a delegate: its hosts and gateways are those of the roots that name it. */
export function isDelegate({ spec }: VirtualService): boolean {
  return (spec.hosts ?? []).length === 0;
}
