/** What Linkerd's webhook refuses in an AuthorizationPolicy (linkerd2 policy-controller/k8s/index/src/inbound/authorization_policy.rs). */

import type { AuthenticationReference, AuthorizationPolicySpec } from "../../kinds/linkerd.ts";
import { describeKind, gatewayGroup, isVagueReference, policyGroup, refersTo } from "../../linkerd/references.ts";
import { isUnknown } from "../../unknown.ts";
import { quote } from "../../values/quote.ts";
import { error, listOf, type Findings, type On } from "../row.ts";

export const authorizationPolicyCodes = {
  "target-namespace": "A policy for a namespace other than its own",
  "target-kind": "A target that no policy can have",
  "authentication-kind": "An authentication of a kind that Linkerd does not know",
  "authentication-repeated": "Two authentications of one sort in a policy",
};

type Spec = AuthorizationPolicySpec;

type KindOfGroup = readonly [group: string, kind: string];

const targetKinds: readonly KindOfGroup[] = [
  [policyGroup, "Server"],
  ["", "Namespace"],
  [policyGroup, "HTTPRoute"],
  [gatewayGroup, "HTTPRoute"],
  [gatewayGroup, "GRPCRoute"],
];

export function* authorizationPolicy(on: On, spec: Spec, namespace: string): Findings {
  yield* target(on, spec, namespace);
  yield* authentications(on, spec);
}

function* target(on: On, { targetRef }: Spec, namespace: string): Findings {
  if (isVagueReference(targetRef)) return;
  if (!targetKinds.some(([group, kind]) => refersTo(targetRef, group, kind))) {
    const { key, advice = "Server, Namespace, HTTPRoute or GRPCRoute" } = meantGroup(targetRef, targetKinds);
    const message = `no policy can target a ${describeKind(targetRef)}: use ${advice}`;
    yield error(on(targetRef, key), "target-kind", message);
  } else if (refersTo(targetRef, "", "Namespace") && targetRef.name !== namespace && !isUnknown(namespace)) {
    const message = `a policy in ${quote(namespace)} cannot target the namespace ${quote(targetRef.name)}`;
    yield error(on(targetRef, "name"), "target-namespace", message);
  }
}

interface Meant {
  readonly key: "group" | "kind";
  readonly advice?: string;
}

/** What to write where the kind is right and only its group is not. */
function meantGroup(reference: Spec["targetRef"], known: readonly KindOfGroup[]): Meant {
  const { group, kind } = reference;
  const groups = known.filter(([, each]) => each.toLowerCase() === kind.toLowerCase()).map(([each]) => quote(each));
  if (groups.length === 0) return { key: "kind" };
  return { key: group === undefined ? "kind" : "group", advice: `${kind} with the group ${groups.join(" or ")}` };
}

type Sort = "MeshTLSAuthentication" | "ServiceAccount" | "NetworkAuthentication";

const authenticationKinds: readonly KindOfGroup[] = [
  [policyGroup, "MeshTLSAuthentication"],
  [policyGroup, "NetworkAuthentication"],
  ["", "ServiceAccount"],
];
const anyAuthentication = "MeshTLSAuthentication, NetworkAuthentication or ServiceAccount";

function sortOf(reference: AuthenticationReference): Sort | undefined {
  if (refersTo(reference, policyGroup, "MeshTLSAuthentication")) return "MeshTLSAuthentication";
  if (refersTo(reference, policyGroup, "NetworkAuthentication")) return "NetworkAuthentication";
  return refersTo(reference, "", "ServiceAccount") ? "ServiceAccount" : undefined;
}

function* authentications(on: On, { requiredAuthenticationRefs }: Spec): Findings {
  const seen = new Map<"identity" | "network", Sort>();
  for (const reference of listOf(requiredAuthenticationRefs)) {
    if (isVagueReference(reference)) continue;
    const sort = sortOf(reference);
    if (!sort) {
      const { key, advice = anyAuthentication } = meantGroup(reference, authenticationKinds);
      const message = `${describeKind(reference)} is no authentication: use ${advice}`;
      yield error(on(reference, key), "authentication-kind", message);
      continue;
    }
    const role = sort === "NetworkAuthentication" ? "network" : "identity";
    const earlier = seen.get(role);
    if (earlier === undefined) seen.set(role, sort);
    else yield error(on(reference, "kind"), "authentication-repeated", repeatedMessage(earlier, sort));
  }
}

function repeatedMessage(earlier: Sort, sort: Sort): string {
  return earlier === sort
    ? `a policy can require one ${sort} only: all that it requires must hold at once`
    : `a policy can require either a MeshTLSAuthentication or a ServiceAccount: ${earlier} stands there already`;
}
