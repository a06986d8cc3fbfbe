/** Which kind a reference means to Linkerd: groups and kinds compare without case, and the core group has two names. */

import { isUnknown } from "../unknown.ts";

export interface Reference {
  readonly group?: string;
  readonly kind?: string;
  readonly name?: string;
  readonly namespace?: string;
}

export const policyGroup = "policy.linkerd.io";
export const gatewayGroup = "gateway.networking.k8s.io";

/** linkerd2 policy-controller/k8s/api/src/policy/target_ref.rs targets_kind. */
export function refersTo({ group = "", kind = "" }: Reference, wantedGroup: string, wantedKind: string): boolean {
  const found = group.toLowerCase();
  return (found === "core" ? "" : found) === wantedGroup && kind.toLowerCase() === wantedKind.toLowerCase();
}

/** Whether any part of the reference is a placeholder, so that nobody knows what it means. */
export function isVagueReference({ group, kind, name, namespace }: Reference): boolean {
  return isUnknown(group) || isUnknown(kind) || isUnknown(name) || isUnknown(namespace);
}

/** `Deployment of group "apps"`, `Pod`. */
export function describeKind({ group = "", kind = "" }: Reference): string {
  return group === "" || group === "core" ? `${kind} of the core group` : `${kind} of group "${group}"`;
}
