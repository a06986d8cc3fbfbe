/** Types of the kinds that rules read, written from `schemas/` by `npm run generate`. */

import type { ArgoKinds } from "./argo.ts";
import type { FlaggerKinds } from "./flagger.ts";
import type { FluxKinds } from "./flux.ts";
import type { GatewayApiKinds } from "./gateway-api.ts";
import type { IstioKinds } from "./istio.ts";
import type { KubernetesKinds } from "./kubernetes.ts";
import type { LinkerdKinds } from "./linkerd.ts";
import type { SmiKinds } from "./smi.ts";

/** Kind name → the object's own fields besides apiVersion, kind, metadata and status. */
export interface Kinds
  extends ArgoKinds, FlaggerKinds, FluxKinds, GatewayApiKinds, IstioKinds, KubernetesKinds, LinkerdKinds, SmiKinds {}
