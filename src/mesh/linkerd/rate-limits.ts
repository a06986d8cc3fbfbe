/** Rate limits of Servers, and the condition that Linkerd writes into their status (linkerd2 policy-controller/k8s/status/src/index.rs). */

import type { Manifest } from "../manifest.ts";
import type { Mesh } from "../mesh.ts";
import { olderFirst } from "./age.ts";
import { policyGroup, refersTo } from "./references.ts";

export type RateLimit = Manifest<"linkerd/HTTPLocalRateLimitPolicy">;
export type RateLimitCondition = "Accepted" | "NoMatchingTarget" | "RateLimitReasonAlreadyExists";

/** The one limit of a Server that counts. */
export function rateLimitOf(mesh: Mesh, namespace: string, server: string): RateLimit | undefined {
  return mesh
    .in("linkerd/HTTPLocalRateLimitPolicy", namespace)
    .filter(({ spec: { targetRef } }) => refersTo(targetRef, policyGroup, "Server") && targetRef.name === server)
    .sort(olderFirst)[0];
}

export function rateLimitConditionOf(mesh: Mesh, limit: RateLimit): RateLimitCondition {
  const { namespace, spec } = limit;
  const { targetRef } = spec;
  if (!refersTo(targetRef, policyGroup, "Server") || !mesh.has("linkerd/Server", namespace, targetRef.name)) {
    return "NoMatchingTarget";
  }
  return rateLimitOf(mesh, namespace, targetRef.name) === limit ? "Accepted" : "RateLimitReasonAlreadyExists";
}
