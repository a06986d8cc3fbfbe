/** Rules for one host that drop the TLS of a wider one without meaning to. */

import { hasAlternatives } from "../../src/mesh/alternatives.ts";
import {
  hostScopeOf,
  isMutual,
  meshRules,
  namespaceRules,
  tlsBlocksOf,
  tlsMode,
  tlsPlace,
} from "../../src/mesh/client-tls.ts";
import type { DestinationRule } from "../../src/mesh/client-tls.ts";
import { homesOf, ruleHost, rulesIn } from "../../src/mesh/destination-rules.ts";
import type { Mesh } from "../../src/mesh/mesh.ts";
import { isVisibleIn, type Visibility } from "../../src/mesh/visibility.ts";
import { at, defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "A DestinationRule without tls replaces a wider one that demands mTLS",
  category: "security",
  severity: "warning",
  since: "0.1.0",
  precision: "high",
  securitySeverity: "4.5",
  why:
    "DestinationRules for wider hosts are not merged into narrower ones. Without a `tls` of its own this rule falls " +
    "back to auto mTLS, which sends plain text to a server without a sidecar instead of failing.",
  fix: "Repeat the `tls` block of the wider rule.",
  links: ["https://istio.io/latest/docs/ops/configuration/traffic-management/tls-configuration/#auto-mtls"],
  upstream: ["KIA0204"],
  bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata:
        name: default
        namespace: istio-system
      spec:
        host: "*.local"
        trafficPolicy:
          tls:
            mode: ISTIO_MUTUAL
      ---
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata:
        name: cart
        namespace: shop
      spec:
        host: cart # warning: ISTIO_MUTUAL of "default"
        trafficPolicy:
          loadBalancer:
            simple: RANDOM
    `,
    yaml`
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: { name: cart, namespace: shop }
      spec: { host: cart, trafficPolicy: { tls: { mode: ISTIO_MUTUAL } } }
      ---
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: { name: cart, namespace: web }
      spec:
        host: cart.shop.svc.cluster.local # warning: does not apply to "cart.shop.svc.cluster.local" any more for clients in namespace "web"
        trafficPolicy: { loadBalancer: { simple: LEAST_REQUEST } }
    `,
  ],
  good: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata:
        name: default
        namespace: istio-system
      spec:
        host: "*.local"
        trafficPolicy:
          tls:
            mode: ISTIO_MUTUAL
      ---
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata:
        name: cart
        namespace: shop
      spec:
        host: cart
        trafficPolicy:
          tls:
            mode: ISTIO_MUTUAL
      ---
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata:
        name: elsewhere
        namespace: shop
      spec:
        host: api.example.com
    `,
    yaml`
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: { name: cart, namespace: shop }
      spec: { host: cart, trafficPolicy: { loadBalancer: { simple: RANDOM } } }
      ---
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: { name: shop, namespace: ops }
      spec: { host: "*.shop.svc.cluster.local", trafficPolicy: { tls: { mode: ISTIO_MUTUAL } } }
    `,
  ],

  *check(mesh) {
    for (const rule of mesh.all("istio/DestinationRule")) {
      if ([...tlsBlocksOf(rule)].length > 0) continue;
      const wider = widerRule(mesh, rule) ?? ownersRule(mesh, rule);
      const tls = wider?.spec.trafficPolicy?.tls;
      if (!wider || !tls) continue;
      const whom = wider.spec.host.startsWith("*") ? "" : ` for clients in namespace "${rule.namespace}"`;
      yield {
        at: at(rule, rule.spec, "host"),
        message: `${tlsMode(tls)} of "${wider.name}" does not apply to "${rule.spec.host}" any more${whom}`,
        related: [{ at: tlsPlace(wider, tls), message: `"${wider.name}" demands mTLS for "${wider.spec.host}"` }],
      };
    }
  },
});

function widerRule(mesh: Mesh, rule: DestinationRule): DestinationRule | undefined {
  const scope = hostScopeOf(mesh, rule);
  if (scope.is !== "service" && scope.is !== "namespace") return undefined;
  const rules = scope.is === "service" ? namespaceRules(mesh, scope.namespace) : meshRules(mesh);
  return rules.find(
    (other) =>
      isMutual(other.spec.trafficPolicy?.tls?.mode) &&
      !hasAlternatives(mesh, other) &&
      replaces(mesh, rule, other, scope.namespace),
  );
}

/** Whether clients that take the rule would take the wider one: they look at home first, then at the host's, then at the root's. */
function replaces(mesh: Mesh, rule: DestinationRule, wider: DestinationRule, home: string): boolean {
  if (rule.namespace === wider.namespace) return true;
  const { rootNamespace } = mesh.settings;
  const comesLater = wider.namespace === rootNamespace || wider.namespace === home;
  return rule.namespace !== rootNamespace && comesLater && isVisibleIn(mesh, visibilityOf(wider), rule.namespace);
}

/**
 * The rule that the namespace of the host itself has: clients of a namespace with a rule of its own do not look at it
 * (istio/istio pilot/pkg/model/push_context.go destinationRule).
 */
function ownersRule(mesh: Mesh, rule: DestinationRule): DestinationRule | undefined {
  if (rule.namespace === mesh.settings.rootNamespace) return undefined;
  const host = ruleHost(mesh, rule);
  const homes = homesOf(mesh, host).filter((home) => home !== rule.namespace);
  return homes
    .flatMap((home) => rulesIn(mesh, home, host))
    .find(
      (other) =>
        isMutual(other.spec.trafficPolicy?.tls?.mode) &&
        !hasAlternatives(mesh, other) &&
        isVisibleIn(mesh, visibilityOf(other), rule.namespace),
    );
}

function visibilityOf({ spec, namespace }: DestinationRule): Visibility {
  return { exportTo: spec.exportTo, namespace, fallback: "defaultDestinationRuleExportTo" };
}
