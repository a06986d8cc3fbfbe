/** All kinds of the pack and where each comes from. */

import { istioKinds } from "./istio.mjs";
import { deliveryKinds } from "./delivery.mjs";
import { gatewayApiKinds } from "./gateway-api.mjs";
import { kubernetesKinds, podShapes } from "./kubernetes.mjs";
import { linkerdKinds } from "./linkerd.mjs";
import { smiKinds } from "./smi.mjs";

export function* kinds(modules) {
  yield* istioKinds(modules);
  yield* gatewayApiKinds(modules);
  yield* linkerdKinds();
  yield* smiKinds();
  yield* kubernetesKinds(modules);
  yield* deliveryKinds(modules);
}

/** Parts that several kinds share: files that others name with `$ref`. */
export function* shapes(modules) {
  yield* podShapes(modules);
}
