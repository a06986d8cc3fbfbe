/** Workloads of the mesh that any caller may reach, because no policy speaks of them. */

import {
  actionOf,
  authorizationPoliciesOf,
  isDryRun,
  isGiven,
  sourcesOf,
  type AuthorizationPolicy,
} from "../../src/mesh/authorization.ts";
import { isTargeted } from "../../src/mesh/policies.ts";
import { injectionOf, isInMesh, namespacesNamed } from "../../src/mesh/injection.ts";
import { isGatewayPod } from "../../src/mesh/proxies.ts";
import { waypointIn } from "../../src/mesh/waypoints.ts";
import { servicesOf, workloads, type Workload } from "../../src/mesh/workloads.ts";
import { at, defineRule, yaml, type Mesh } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "No AuthorizationPolicy speaks of a workload, so everybody may call it",
  category: "security",
  severity: "warning",
  preset: "security",
  since: "0.1.0",
  precision: "high",
  securitySeverity: "5.0",
  claims: "absence",
  why: "Istio allows every request to a workload that no ALLOW policy speaks of. mTLS tells who calls, but stops nobody.",
  fix: "Deny by default with an empty `spec: {}` policy in the namespace or the root namespace, then allow what is needed.",
  links: ["https://istio.io/latest/docs/ops/best-practices/security/#use-default-deny-patterns"],
  upstream: ["KIA1301"],
  bad: [
    yaml`
      apiVersion: v1
      kind: Namespace
      metadata:
        name: shop
        labels:
          istio-injection: enabled
      ---
      apiVersion: v1
      kind: Service
      metadata:
        name: cart
        namespace: shop
      spec:
        selector:
          app: cart
        ports:
          - port: 80
      ---
      apiVersion: v1
      kind: Pod
      metadata:
        name: cart # warning: no AuthorizationPolicy allows
        namespace: shop
        labels:
          app: cart
      spec:
        containers:
          - name: cart
      ---
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata: { name: admin, namespace: shop }
      spec: { action: DENY, rules: [{ to: [{ operation: { paths: [/admin] } }] }] }
    `,
  ],
  good: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: nothing
        namespace: istio-system
      spec: {}
      ---
      apiVersion: v1
      kind: Namespace
      metadata:
        name: shop
        labels:
          istio-injection: enabled
      ---
      apiVersion: v1
      kind: Service
      metadata:
        name: cart
        namespace: shop
      spec:
        selector:
          app: cart
        ports:
          - port: 80
      ---
      apiVersion: v1
      kind: Pod
      metadata:
        name: cart
        namespace: shop
        labels:
          app: cart
      spec:
        containers:
          - name: cart
    `,
    yaml`
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop, labels: { istio-injection: enabled } }
      ---
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata: { name: others, namespace: shop }
      spec: { action: DENY, rules: [{ from: [{ source: { notNamespaces: [shop] } }] }] }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec: { selector: { app: cart }, ports: [{ port: 80 }] }
      ---
      apiVersion: v1
      kind: Pod
      metadata: { name: cart, namespace: shop, labels: { app: cart } }
      spec: { containers: [{ name: cart }] }
    `,
    yaml`
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop, labels: { istio.io/dataplane-mode: ambient, istio.io/use-waypoint: waypoint } }
      ---
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata: { name: cart, namespace: shop }
      spec:
        targetRefs: [{ group: gateway.networking.k8s.io, kind: Gateway, name: waypoint }]
        rules: [{ to: [{ operation: { methods: [GET] } }] }]
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec: { selector: { app: cart }, ports: [{ port: 80 }] }
      ---
      apiVersion: v1
      kind: Pod
      metadata: { name: cart, namespace: shop, labels: { app: cart } }
      spec: { containers: [{ name: cart }] }
    `,
  ],

  *check(mesh) {
    for (const workload of workloads(mesh)) {
      const { manifest, namespace, podLabels } = workload;
      if (!isInMesh(mesh, workload) || isGatewayPod(mesh, workload) || servicesOf(mesh, workload).length === 0)
        continue;
      const policies = authorizationPoliciesOf(mesh, namespace, podLabels).filter((policy) => !isDryRun(policy));
      if (policies.some(refusesStrangers) || isGuarded(mesh, workload)) continue;
      // Kiali counts a policy of any action, this rule those that can refuse an unknown caller.
      const upstream = policies.length === 0 ? ["KIA1301"] : [];
      yield {
        at: at(manifest, manifest.metadata, "name"),
        message: `no AuthorizationPolicy allows certain callers of "${manifest.name}", so all may call it`,
        upstream,
        absent: { kind: "istio/AuthorizationPolicy", namespace, name: manifest.name },
      };
    }
  },
});

const negatives = [
  "notPrincipals",
  "notRequestPrincipals",
  "notNamespaces",
  "notServiceAccounts",
  "notIpBlocks",
  "notRemoteIpBlocks",
] as const;

/** Whether a caller of whom the policy says nothing may be refused: by ALLOW, by somebody else, or by DENY for all but some. */
function refusesStrangers(policy: AuthorizationPolicy): boolean {
  const action = actionOf(policy);
  if (action !== "DENY") return action !== "AUDIT";
  return (policy.spec.rules ?? []).some(
    (rule) =>
      [rule.from, rule.to, rule.when].every((part) => !isGiven(part)) ||
      sourcesOf(rule).some((source) => negatives.some((key) => isGiven(source[key]))) ||
      (rule.when ?? []).some(({ notValues }) => isGiven(notValues)),
  );
}

/** Whether a policy of the waypoint before ambient pods does, be it attached to the waypoint or to their Service. */
function isGuarded(mesh: Mesh, workload: Workload): boolean {
  if (injectionOf(mesh, workload).is !== "ambient") return false;
  const services = servicesOf(mesh, workload);
  const { namespace } = workload;
  const labels = [workload.podLabels, ...services.map((service) => service.labels)];
  const wide = namespacesNamed(mesh, namespace).map((one) => one.labels);
  const waypoints = [...labels, ...wide].flatMap((each) => waypointIn(each, namespace) ?? []);
  const isAttached = (kind: string, from: string, name: string): boolean =>
    targetsIn(mesh, from).some((target) => target.kind === kind && target.name === name);
  return (
    services.some(({ name }) => isAttached("Service", namespace, name)) ||
    waypoints.some((waypoint) => isAttached("Gateway", waypoint.namespace, waypoint.name)) ||
    (waypoints.length > 0 && isAttached("GatewayClass", mesh.settings.rootNamespace, "istio-waypoint"))
  );
}

function targetsIn(mesh: Mesh, namespace: string): readonly { readonly kind: string; readonly name: string }[] {
  return mesh
    .in("istio/AuthorizationPolicy", namespace)
    .filter((policy) => isTargeted(policy) && !isDryRun(policy) && refusesStrangers(policy))
    .flatMap(({ spec: { targetRef, targetRefs = [] } }) => (targetRef ? [targetRef, ...targetRefs] : targetRefs));
}
