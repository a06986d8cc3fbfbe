/** Policies that look at the caller's identity where callers need not, or cannot, show one. */

import { areAmbient } from "../../src/mesh/ambient.ts";
import {
  actionOf,
  isDryRun,
  isGiven,
  policySelector,
  sourcesOf,
  workloadsUnder,
} from "../../src/mesh/authorization.ts";
import type { AuthorizationPolicy } from "../../src/mesh/authorization.ts";
import { isTargeted } from "../../src/mesh/policies.ts";
import {
  isMutual,
  meshRules,
  namespaceRules,
  namespacesWithMutualRules,
  tlsMode,
  tlsPlace,
  usesAutoMtls,
} from "../../src/mesh/client-tls.ts";
import type { DestinationRule } from "../../src/mesh/client-tls.ts";
import type { Mesh } from "../../src/mesh/mesh.ts";
import { described, modePlace, mtlsOf, type Mtls } from "../../src/mesh/mtls.ts";
import { exportedTo } from "../../src/mesh/visibility.ts";
import { at, defineRule, yaml, type Finding, type Related } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "A policy asks for an identity of callers that have none without mTLS",
  category: "security",
  severity: "error",
  since: "0.1.0",
  precision: "high",
  securitySeverity: "7.5",
  why:
    "Principals, namespaces and service accounts come from the caller's certificate. In plain text there is none: an " +
    "ALLOW refuses everybody, a DENY lets everybody through. With PERMISSIVE a caller slips past such a DENY by leaving " +
    "mTLS out.",
  fix: "Demand mTLS with a STRICT PeerAuthentication, and let no DestinationRule switch it off for clients.",
  links: [
    "https://istio.io/latest/docs/concepts/security/#dependency-on-mutual-tls",
    "https://istio.io/latest/docs/reference/config/security/authorization-policy/#Source",
  ],
  upstream: ["KIA0105"],
  codes: {
    "no-identity": "mTLS is off, so there is no identity",
    bypassed: "Plain text is accepted, so a DENY by identity can be bypassed",
  },
  bad: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: cart
        namespace: shop
      spec:
        selector:
          matchLabels:
            app: cart
        rules:
          - from:
              - source:
                  principals: [cluster.local/ns/shop/sa/web] # error: mTLS is off
      ---
      apiVersion: security.istio.io/v1
      kind: PeerAuthentication
      metadata:
        name: default
        namespace: shop
      spec:
        mtls:
          mode: DISABLE
    `,
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: cart
        namespace: shop
      spec:
        rules:
          - when:
              - key: source.namespace
                values: [shop] # error: send plain text
      ---
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata:
        name: plain
        namespace: istio-system
      spec:
        host: "*.local"
        trafficPolicy:
          tls:
            mode: DISABLE
    `,
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: no-tests
        namespace: shop
      spec:
        action: DENY
        rules:
          - from:
              - source:
                  namespaces: [test] # warning: slip past
      ---
      apiVersion: security.istio.io/v1
      kind: PeerAuthentication
      metadata:
        name: default
        namespace: istio-system
      spec:
        mtls:
          mode: PERMISSIVE
    `,
  ],
  good: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: cart
        namespace: shop
      spec:
        rules:
          - from:
              - source:
                  principals: [cluster.local/ns/shop/sa/web]
      ---
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: by-address
        namespace: stage
      spec:
        rules:
          - from:
              - source:
                  ipBlocks: [10.0.0.0/8]
      ---
      apiVersion: security.istio.io/v1
      kind: PeerAuthentication
      metadata:
        name: default
        namespace: stage
      spec:
        mtls:
          mode: DISABLE
    `,
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata: { name: cart, namespace: shop }
      spec: { rules: [{ from: [{ source: { namespaces: [web] } }] }] }
      ---
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: { name: plain, namespace: ops }
      spec: { host: "*.shop.svc.cluster.local", trafficPolicy: { tls: { mode: DISABLE } } }
      ---
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: { name: plain, namespace: shop }
      spec: { host: "*.shop.svc.cluster.local", exportTo: ["."], trafficPolicy: { tls: { mode: DISABLE } } }
      ---
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata: { name: cart, namespace: quiet }
      spec: { rules: [{ from: [{ source: { namespaces: [web] } }] }] }
      ---
      apiVersion: security.istio.io/v1
      kind: PeerAuthentication
      metadata: { name: default, namespace: quiet }
      spec: { mtls: { mode: DISABLE } }
      ---
      apiVersion: v1
      kind: Namespace
      metadata: { name: quiet, labels: { istio.io/dataplane-mode: ambient } }
    `,
  ],

  *check(mesh) {
    for (const policy of mesh.all("istio/AuthorizationPolicy")) {
      if (isTargeted(policy) || isDryRun(policy)) continue;
      const places = identityPlaces(policy);
      const [first] = places;
      if (!first) continue;
      const finding = withoutIdentity(mesh, policy, first) ?? bypassed(mesh, policy, places);
      if (finding) yield finding;
    }
  },
});

interface IdentityPlace {
  readonly owner: object;
  readonly key: string;
  readonly isNegative: boolean;
}

const fields = [
  "principals",
  "namespaces",
  "serviceAccounts",
  "notPrincipals",
  "notNamespaces",
  "notServiceAccounts",
] as const;
const keys = new Set(["source.principal", "source.namespace", "source.serviceAccount", "connection.sni"]);

function identityPlaces({ spec }: AuthorizationPolicy): readonly IdentityPlace[] {
  return (spec.rules ?? []).flatMap((rule) => [
    ...sourcesOf(rule).flatMap((source) =>
      fields
        .filter((key) => isGiven(source[key]))
        .map((key) => ({ owner: source, key, isNegative: key.startsWith("not") })),
    ),
    ...(rule.when ?? [])
      .filter(({ key }) => keys.has(key))
      .map((condition) => ({
        owner: condition,
        key: isGiven(condition.values) ? "values" : "notValues",
        isNegative: !isGiven(condition.values),
      })),
  ]);
}

function placeOf(policy: AuthorizationPolicy, { owner, key }: IdentityPlace): Finding["at"] {
  return at(policy, owner, key as never);
}

/** The modes of the pods that the policy selects; where none are known, of any pod with the labels of its selector. */
function modesOf(mesh: Mesh, policy: AuthorizationPolicy): readonly Mtls[] {
  const pods = workloadsUnder(mesh, policy);
  if (pods.length === 0) return [mtlsOf(mesh, { namespace: policy.namespace, labels: policySelector(policy) ?? {} })];
  return pods.map(({ namespace, podLabels }) => mtlsOf(mesh, { namespace, labels: podLabels }));
}

function hasPortExceptions({ by }: Mtls): boolean {
  return Object.values(by?.spec.portLevelMtls ?? {}).some(({ mode }) => mode !== "DISABLE");
}

function withoutIdentity(mesh: Mesh, policy: AuthorizationPolicy, place: IdentityPlace): Finding | undefined {
  // ztunnel uses mTLS between its pods whatever policies and rules say.
  if (areAmbient(mesh, workloadsUnder(mesh, policy), policy.namespace)) return undefined;
  const modes = modesOf(mesh, policy);
  const [mode] = modes;
  if (mode?.by && modes.every((each) => each.mode === "DISABLE" && !hasPortExceptions(each))) {
    const related: Related[] = [{ at: modePlace(mode.by), message: `${described(mesh, mode.by)} sets DISABLE` }];
    return {
      at: placeOf(policy, place),
      code: "no-identity",
      message: "mTLS is off here, so callers have no identity",
      related,
    };
  }
  const rule = plainClients(mesh, policy.namespace);
  if (rule === undefined) return undefined;
  const tls = rule?.spec.trafficPolicy?.tls;
  return {
    at: placeOf(policy, place),
    code: "no-identity",
    message: "clients send plain text here, so they have no identity",
    ...(rule && tls && { related: [{ at: tlsPlace(rule, tls), message: `${tlsMode(tls)} for "${rule.spec.host}"` }] }),
  };
}

/** The rule that makes clients send plain text; null where they do so for want of one; undefined where they do not. */
function plainClients(mesh: Mesh, namespace: string): DestinationRule | null | undefined {
  const rules = namespace === mesh.settings.rootNamespace ? meshRules(mesh) : namespaceRules(mesh, namespace);
  if (namespacesWithMutualRules(mesh).has(namespace)) return undefined;
  const modeOf = ({ spec }: DestinationRule): string | undefined =>
    spec.trafficPolicy?.tls && tlsMode(spec.trafficPolicy.tls);
  const [first, ...others] = rules.filter((rule) => isForAll(mesh, rule, namespace));
  if (first && [first, ...others].every((rule) => modeOf(rule) === "DISABLE")) return first;
  return usesAutoMtls(mesh) || rules.some((rule) => isMutual(modeOf(rule))) ? undefined : null;
}

/** Whether clients of all namespaces look at a rule: no one does so in the namespace of another client. */
function isForAll(mesh: Mesh, { spec, namespace }: DestinationRule, server: string): boolean {
  if (namespace !== server && namespace !== mesh.settings.rootNamespace) return false;
  return exportedTo(mesh, spec.exportTo, namespace, "defaultDestinationRuleExportTo").includes("*");
}

/** Only where somebody wrote PERMISSIVE: the default may be changed by what is not among the files. */
function bypassed(mesh: Mesh, policy: AuthorizationPolicy, places: readonly IdentityPlace[]): Finding | undefined {
  const place = places.find(({ isNegative }) => !isNegative);
  if (actionOf(policy) !== "DENY" || !place) return undefined;
  const mode = modesOf(mesh, policy).find(({ mode, by }) => mode === "PERMISSIVE" && by);
  if (!mode?.by) return undefined;
  return {
    at: placeOf(policy, place),
    code: "bypassed",
    severity: "warning",
    message: "callers in plain text have no identity and slip past this DENY",
    related: [{ at: modePlace(mode.by), message: `${described(mesh, mode.by)} sets PERMISSIVE` }],
    upstream: [],
  };
}
