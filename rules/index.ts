/** Every rule with its id, in the order of ids. Written by `npm run generate`. */

import type { Rule } from "../src/rule/rule.ts";
import istioConflictingPeerAuthentications from "./istio/conflicting-peer-authentications.ts";
import istioDuplicateDestination from "./istio/duplicate-destination.ts";
import istioIneffectiveDenyPaths from "./istio/ineffective-deny-paths.ts";
import istioIneffectiveGuard from "./istio/ineffective-guard.ts";
import istioIneffectivePath from "./istio/ineffective-path.ts";
import istioIneffectivePeerAuthentication from "./istio/ineffective-peer-authentication.ts";
import istioIneffectiveWeight from "./istio/ineffective-weight.ts";
import istioInvalidDestinationRule from "./istio/invalid-destination-rule.ts";
import istioInvalidVirtualService from "./istio/invalid-virtual-service.ts";
import istioMismatchedWeights from "./istio/mismatched-weights.ts";
import istioMissingPort from "./istio/missing-port.ts";
import istioMissingWeight from "./istio/missing-weight.ts";
import istioOverlyBroadPaths from "./istio/overly-broad-paths.ts";
import istioOverlyBroadRule from "./istio/overly-broad-rule.ts";
import istioUnknownGateway from "./istio/unknown-gateway.ts";
import istioUnknownHost from "./istio/unknown-host.ts";
import istioUnknownPort from "./istio/unknown-port.ts";
import istioUnknownSubset from "./istio/unknown-subset.ts";
import kubernetesDuplicateIdentity from "./kubernetes/duplicate-identity.ts";
import meshMismatchedMtls from "./mesh/mismatched-mtls.ts";
import meshMissingStrictMtls from "./mesh/missing-strict-mtls.ts";
import meshPermissiveMtls from "./mesh/permissive-mtls.ts";

export const rules: readonly { readonly id: string; readonly rule: Rule }[] = [
  { id: "istio/conflicting-peer-authentications", rule: istioConflictingPeerAuthentications },
  { id: "istio/duplicate-destination", rule: istioDuplicateDestination },
  { id: "istio/ineffective-deny-paths", rule: istioIneffectiveDenyPaths },
  { id: "istio/ineffective-guard", rule: istioIneffectiveGuard },
  { id: "istio/ineffective-path", rule: istioIneffectivePath },
  { id: "istio/ineffective-peer-authentication", rule: istioIneffectivePeerAuthentication },
  { id: "istio/ineffective-weight", rule: istioIneffectiveWeight },
  { id: "istio/invalid-destination-rule", rule: istioInvalidDestinationRule },
  { id: "istio/invalid-virtual-service", rule: istioInvalidVirtualService },
  { id: "istio/mismatched-weights", rule: istioMismatchedWeights },
  { id: "istio/missing-port", rule: istioMissingPort },
  { id: "istio/missing-weight", rule: istioMissingWeight },
  { id: "istio/overly-broad-paths", rule: istioOverlyBroadPaths },
  { id: "istio/overly-broad-rule", rule: istioOverlyBroadRule },
  { id: "istio/unknown-gateway", rule: istioUnknownGateway },
  { id: "istio/unknown-host", rule: istioUnknownHost },
  { id: "istio/unknown-port", rule: istioUnknownPort },
  { id: "istio/unknown-subset", rule: istioUnknownSubset },
  { id: "kubernetes/duplicate-identity", rule: kubernetesDuplicateIdentity },
  { id: "mesh/mismatched-mtls", rule: meshMismatchedMtls },
  { id: "mesh/missing-strict-mtls", rule: meshMissingStrictMtls },
  { id: "mesh/permissive-mtls", rule: meshPermissiveMtls },
];
