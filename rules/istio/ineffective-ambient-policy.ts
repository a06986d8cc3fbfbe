/** HTTP policies that only ztunnel sees, which knows no HTTP. */

import { isAmbientNamespace } from "../../src/mesh/ambient.ts";
import {
  isTargeted,
  policySelector,
  type AuthorizationPolicy,
  type RequestAuthentication,
} from "../../src/mesh/authorization.ts";
import { httpAttributesOf } from "../../src/mesh/http-attributes.ts";
import { injectionOf } from "../../src/mesh/injection.ts";
import type { Mesh } from "../../src/mesh/mesh.ts";
import { workloadsSelectedBy } from "../../src/mesh/workloads.ts";
import { at, defineRule, yaml, type Finding } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "A policy about HTTP is not attached to a waypoint in ambient mode",
  category: "security",
  severity: "error",
  since: "0.1.0",
  precision: "high",
  securitySeverity: "7.5",
  why:
    "In ambient mode a policy without targetRefs is enforced by ztunnel, which sees no HTTP: an ALLOW by paths or " +
    "tokens refuses everything, a DENY by them is not enforced at all, and tokens are never read.",
  fix: "Attach the policy to the waypoint with `targetRefs` (a Service, or the Gateway of the waypoint).",
  links: [
    "https://istio.io/latest/docs/ambient/usage/l7-features/",
    "https://istio.io/latest/docs/ambient/usage/waypoint/#targeting-policies-or-routing-rules",
  ],
  upstream: ["KIA0110", "KIA1115"],
  bad: [
    yaml`
      apiVersion: v1
      kind: Namespace
      metadata:
        name: shop
        labels:
          istio.io/dataplane-mode: ambient
      ---
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: readers
        namespace: shop
      spec:
        rules:
          - to:
              - operation:
                  methods: [GET] # error: ztunnel
      ---
      apiVersion: security.istio.io/v1
      kind: RequestAuthentication
      metadata:
        name: jwt # error: ztunnel
        namespace: shop
      spec:
        jwtRules:
          - issuer: https://issuer.example.com
    `,
  ],
  good: [
    yaml`
      apiVersion: v1
      kind: Namespace
      metadata:
        name: shop
        labels:
          istio.io/dataplane-mode: ambient
      ---
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: readers
        namespace: shop
      spec:
        targetRefs:
          - kind: Service
            group: ""
            name: cart
        rules:
          - to:
              - operation:
                  methods: [GET]
      ---
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: callers
        namespace: shop
      spec:
        rules:
          - from:
              - source:
                  namespaces: [web]
    `,
  ],

  *check(mesh) {
    for (const policy of mesh.all("istio/AuthorizationPolicy")) {
      const [first] = (policy.spec.rules ?? []).flatMap(httpAttributesOf);
      if (!first || isTargeted(policy) || !speaksOfAmbientOnly(mesh, policy)) continue;
      const message = `ztunnel enforces this policy and does not know "${first.name}"`;
      yield {
        at: at(policy, first.owner, first.key as never),
        message: messageFor(policy, message),
        upstream: ["KIA0110"],
      };
    }
    for (const policy of mesh.all("istio/RequestAuthentication")) {
      if (isTargeted(policy) || !speaksOfAmbientOnly(mesh, policy)) continue;
      yield tokenFinding(policy);
    }
  },
});

function messageFor({ spec }: AuthorizationPolicy, message: string): string {
  return spec.action === "DENY" ? `${message}, so it denies less than it says` : message;
}

function tokenFinding(policy: RequestAuthentication): Finding {
  const message = "ztunnel reads no tokens: attach this to a waypoint";
  return { at: at(policy, policy.metadata, "name"), message, upstream: ["KIA1115"] };
}

/** Whether every pod that the policy reaches is in ambient mode; policies for the whole mesh reach others too. */
function speaksOfAmbientOnly(mesh: Mesh, policy: AuthorizationPolicy | RequestAuthentication): boolean {
  const { namespace } = policy;
  if (namespace === mesh.settings.rootNamespace) return false;
  const pods = workloadsSelectedBy(mesh, policySelector(policy) ?? {}, namespace);
  if (pods.length > 0) return pods.every((workload) => injectionOf(mesh, workload).is === "ambient");
  return isAmbientNamespace(mesh, namespace);
}
