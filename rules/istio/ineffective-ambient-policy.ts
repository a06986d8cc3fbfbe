/** HTTP policies that only ztunnel sees, which knows no HTTP. */

import { areAmbient } from "../../src/mesh/ambient.ts";
import { policySelector, type AuthorizationPolicy, type RequestAuthentication } from "../../src/mesh/authorization.ts";
import { httpAttributesOf } from "../../src/mesh/http-attributes.ts";
import type { Mesh } from "../../src/mesh/mesh.ts";
import { isTargeted } from "../../src/mesh/policies.ts";
import type { Labels } from "../../src/mesh/selectors.ts";
import { workloadsSelectedBy } from "../../src/mesh/workloads.ts";
import { isEnrolled } from "../../src/mesh/waypoints.ts";
import { at, defineRule, yaml, type Finding, type Manifest } from "../../src/rule/rule.ts";

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
  upstream: ["KIA0109", "KIA0110", "KIA1110", "KIA1115", "KIA1116", "KIA1117", "KIA1317"],
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
      ---
      apiVersion: telemetry.istio.io/v1
      kind: Telemetry
      metadata:
        name: logs # warning: ztunnel heeds no Telemetry
        namespace: shop
      spec: { accessLogging: [{ providers: [{ name: envoy }] }] }
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
        upstream: lacksWaypoint(mesh, policy) ? ["KIA0109", "KIA0110", "KIA1317"] : ["KIA0110"],
      };
    }
    for (const policy of mesh.all("istio/RequestAuthentication")) {
      if (isTargeted(policy) || !speaksOfAmbientOnly(mesh, policy)) continue;
      yield tokenFinding(policy, lacksWaypoint(mesh, policy));
    }
    for (const policy of mesh.all("istio/WasmPlugin")) {
      if (isTargeted(policy) || !isAmbient(mesh, policy, policy.spec.selector?.matchLabels)) continue;
      const message = "ztunnel runs no plugins: attach this to a waypoint";
      yield { at: at(policy, policy.metadata, "name"), message, upstream: ["KIA1116"] };
    }
    for (const policy of mesh.all("istio/Telemetry")) {
      if (isTargeted(policy) || !isAboutRequests(policy)) continue;
      if (!isAmbient(mesh, policy, policy.spec.selector?.matchLabels)) continue;
      const message = "ztunnel heeds no Telemetry: attach this to a waypoint";
      yield { at: at(policy, policy.metadata, "name"), message, severity: "warning", upstream: ["KIA1117"] };
    }
  },
});

function messageFor({ spec }: AuthorizationPolicy, message: string): string {
  return spec.action === "DENY" ? `${message}, so it denies less than it says` : message;
}

function isAboutRequests({ spec }: Manifest<"istio/Telemetry">): boolean {
  return [spec.tracing, spec.accessLogging, spec.metrics].some((each) => (each ?? []).length > 0);
}

/** Whether neither the namespace nor any pod that the policy selects has a waypoint. */
function lacksWaypoint(mesh: Mesh, policy: AuthorizationPolicy | RequestAuthentication): boolean {
  const { namespace } = policy;
  if (isEnrolled(mesh, { labels: {}, namespace })) return false;
  const pods = workloadsSelectedBy(mesh, policySelector(policy) ?? {}, namespace);
  return !pods.some(({ podLabels }) => isEnrolled(mesh, { labels: podLabels, namespace }));
}

function tokenFinding(policy: RequestAuthentication, isBare: boolean): Finding {
  const message = "ztunnel reads no tokens: attach this to a waypoint";
  return { at: at(policy, policy.metadata, "name"), message, upstream: isBare ? ["KIA1110", "KIA1115"] : ["KIA1115"] };
}

/** Whether every pod that the policy reaches is in ambient mode; policies for the whole mesh reach others too. */
function speaksOfAmbientOnly(mesh: Mesh, policy: AuthorizationPolicy | RequestAuthentication): boolean {
  return isAmbient(mesh, policy, policySelector(policy));
}

function isAmbient(mesh: Mesh, { namespace }: Manifest, selector: Labels = {}): boolean {
  if (namespace === mesh.settings.rootNamespace) return false;
  return areAmbient(mesh, workloadsSelectedBy(mesh, selector, namespace), namespace);
}
