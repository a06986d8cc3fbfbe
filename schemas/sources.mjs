/** All kinds of the pack and where each comes from. */

import { istioKinds } from "./istio.mjs";
import { gatewayApiKinds } from "./gateway-api.mjs";
import { kubernetesKinds, podShapes } from "./kubernetes.mjs";

export function* kinds(modules) {
  yield* istioKinds(modules);
  yield* gatewayApiKinds(modules);
  yield* kubernetesKinds(modules);
}

/** Parts that several kinds share: files that others name with `$ref`. */
export function* shapes(modules) {
  yield* podShapes(modules);
}
