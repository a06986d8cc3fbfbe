/** Types of the kinds that rules read, written from `schemas/` by `npm run generate`. */

import type { GatewayApiKinds } from "./gateway-api.ts";
import type { IstioKinds } from "./istio.ts";
import type { KubernetesKinds } from "./kubernetes.ts";

/** Kind name → the object's own fields besides apiVersion, kind, metadata and status. */
export interface Kinds extends GatewayApiKinds, IstioKinds, KubernetesKinds {}
