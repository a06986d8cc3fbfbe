/** What Istio's admission webhook refuses (or warns of) in an AuthorizationPolicy, as a table of checks. */

import { authorizationConditionCodes } from "../../src/mesh/admission/istio/authorization-condition.ts";
import { authorizationFieldCodes } from "../../src/mesh/admission/istio/authorization-fields.ts";
import { authorizationPolicy, authorizationPolicyCodes } from "../../src/mesh/admission/istio/authorization-policy.ts";
import { selectorCodes, targetingCodes } from "../../src/mesh/admission/istio/blocks.ts";
import type { AuthorizationPolicy } from "../../src/mesh/authorization.ts";
import { isTargeted } from "../../src/mesh/policies.ts";
import { guardsHttpGateways, portsUnder } from "../../src/mesh/policy-ports.ts";
import { defineRule, yaml, type Mesh } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "An AuthorizationPolicy that Istio's admission webhook refuses",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "On an error the API server refuses the object, or istiod drops it: the policy of the last good version, or none, is enforced. A warning or an info is let in: its message says what comes of it.",
  fix: "Change the marked field as the message says.",
  links: ["https://istio.io/latest/docs/reference/config/security/authorization-policy/"],
  upstream: ["IST0106"],
  codes: {
    ...authorizationPolicyCodes,
    ...authorizationConditionCodes,
    ...authorizationFieldCodes,
    ...selectorCodes,
    ...targetingCodes,
  },
  bad: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata: { name: deny, namespace: shop }
      spec:
        selector: { matchLabels: { app: "web*" } } # error: wildcard in label value
        action: DENY
        rules:
          - from:
              - source: { serviceAccounts: [shop/a/b, web], namespaces: [shop] } # error: neither "name" # error: cannot stand beside
              - source: { ipBlocks: [10.0.0.0/33, ""] } # error: empty value
              - source: {} # error: a source needs
            to: # info: denies everything on TCP ports
              - operation: { paths: ["/a/{**}/{*}", "/b/{*}/*"] } # error: after {**} # error: mixes templates
              - {} # error: needs operation
            when:
              - { key: source.ip, values: [1.2.3] } # error: neither an IP address
              - { key: request.headers, values: [a] } # error: in brackets
              - { key: destination.labels, values: [a] } # error: use selector
              - { key: source.principal } # error: needs values
    `,
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata: { name: custom, namespace: shop }
      spec:
        action: CUSTOM # error: needs provider.name
        rules:
          - from: [{ source: { principals: [a] } }] # error: does not support principals
            to: [{ operation: { ports: ["http"] } }] # error: no port
            when: [{ key: request.auth.principal, values: [a] }] # error: does not support the condition
      ---
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata: { name: allow, namespace: shop }
      spec:
        provider: { name: ext } # error: only CUSTOM does
        selector: { matchLabels: { app: web } }
        targetRefs: # error: only one of selector and targetRefs
          - { kind: Pod, name: web } # error: cannot be a target
          - { kind: Service, name: web, namespace: other } # error: another namespace
      ---
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata: { name: deny-none, namespace: shop }
      spec: { action: DENY } # error: DENY needs rules
    `,
  ],
  good: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata: { name: allow, namespace: shop }
      spec:
        targetRefs: [{ kind: Gateway, group: gateway.networking.k8s.io, name: web }]
        rules:
          - from: [{ source: { serviceAccounts: [shop/web], ipBlocks: [10.0.0.0/8, "::1"] } }]
            to: [{ operation: { paths: ["/users/{*}", "/api/*"], ports: ["80"] } }]
            when: [{ key: "request.headers[x-team]", values: [shop] }]
    `,
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata: { name: web, namespace: shop }
      spec: { action: DENY, rules: [{ to: [{ operation: { paths: [/admin] } }] }] }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: web, namespace: shop }
      spec: { selector: { app: web }, ports: [{ name: http, port: 80 }] }
      ---
      apiVersion: v1
      kind: Pod
      metadata: { name: web, namespace: shop, labels: { app: web, sidecar.istio.io/inject: "true" } }
      spec: { containers: [{ name: web }] }
    `,
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata: { name: edge, namespace: shop }
      spec:
        targetRefs: [{ group: gateway.networking.k8s.io, kind: Gateway, name: edge }] # speaks HTTP alone
        action: DENY
        rules: [{ to: [{ operation: { paths: [/admin] } }] }]
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: edge, namespace: shop }
      spec:
        gatewayClassName: istio
        listeners: [{ name: http, port: 80, protocol: HTTP }]
    `,
  ],
  *check(mesh) {
    for (const manifest of mesh.all("istio/AuthorizationPolicy")) {
      for (const found of authorizationPolicy(manifest)) {
        if (found.code !== "deny-http-only" || !arePortsKnown(mesh, manifest)) yield found;
      }
    }
  },
});

/** Then `istio/mismatched-policy-protocol` says what the rule does to each of them, if anything. */
function arePortsKnown(mesh: Mesh, policy: AuthorizationPolicy): boolean {
  if (guardsHttpGateways(mesh, policy)) return true;
  const ports = portsUnder(mesh, policy);
  return ports.length > 0 && !isTargeted(policy) && ports.every(({ speaks }) => speaks !== "unknown");
}
