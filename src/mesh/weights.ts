/** Shares of traffic that weighted destinations get, as the proxy reckons them: weight by sum of weights. */

import type { WeightedDestination } from "./routes.ts";

export interface Share {
  readonly destination: WeightedDestination;
  /** In words: the subset, or the host where there is none. */
  readonly name: string;
  /** In percent. */
  readonly share: number;
}

export function sumOfWeights(destinations: readonly WeightedDestination[]): number {
  return destinations.reduce((sum, { weight = 0 }) => sum + weight, 0);
}

/** Without a sum there is nothing to share (istio/istio pilot/pkg/networking/core/route/route.go). */
export function sharesOf(destinations: readonly WeightedDestination[]): readonly Share[] {
  const sum = sumOfWeights(destinations);
  const hosts = new Set(destinations.map(({ destination }) => destination?.host));
  return destinations.map((entry) => {
    const { host = "?", subset } = entry.destination ?? {};
    const name = subset === undefined ? host : hosts.size > 1 ? `${host}/${subset}` : subset;
    return { destination: entry, name, share: sum === 0 ? 0 : (100 * (entry.weight ?? 0)) / sum };
  });
}

/** "81.8 %", "50 %". */
export function percent(share: number): string {
  return `${Number(share.toFixed(1))} %`;
}
