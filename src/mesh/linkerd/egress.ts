/** EgressNetworks: what leaves the cluster, and where one reaches into it (linkerd2 policy-controller/k8s/status/src/index.rs). */

import type { Network } from "../kinds/linkerd.ts";
import type { Manifest } from "../manifest.ts";
import { clusterNetworks, holdsNetwork, networksOverlap, parseNetwork } from "./networks.ts";

export type EgressNetwork = Manifest<"linkerd/EgressNetwork">;

/** A network of the cluster that the block reaches into, exceptions taken away; undefined where it does not. */
export function clusterOverlap({ cidr, except = [] }: Network): string | undefined {
  const block = parseNetwork(cidr);
  if (!block) return undefined;
  const excepted = except.flatMap((text) => parseNetwork(text) ?? []);
  return clusterNetworks.find((text) => {
    const own = parseNetwork(text);
    return own !== undefined && networksOverlap(block, own) && !excepted.some((each) => holdsNetwork(each, own));
  });
}

/** Without networks it stands for everything outside of the cluster. */
export function isAcceptedEgress({ spec }: EgressNetwork): boolean {
  return !(spec.networks ?? []).some((network) => clusterOverlap(network) !== undefined);
}
