/** Policies that speak of pods that are not there. */

import type { Absence, Finding, Place } from "../../src/finding/finding.ts";
import { selectsInstalledGateway } from "../../src/mesh/gateways.ts";
import { injectionOf } from "../../src/mesh/injection.ts";
import type { Manifest } from "../../src/mesh/manifest.ts";
import type { Mesh } from "../../src/mesh/mesh.ts";
import { isTargeted } from "../../src/mesh/policies.ts";
import type { Labels } from "../../src/mesh/selectors.ts";
import { areOperators, podlessSelectedBy } from "../../src/mesh/podless.ts";
import { meantLabel } from "../../src/mesh/slips.ts";
import { mayHoldMore } from "../../src/mesh/unseen.ts";
import { maySelectWorkload, workloadsSelectedBy } from "../../src/mesh/workloads.ts";
import { at, defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "A policy speaks of pods that do not exist or are not in the mesh",
  category: "security",
  severity: "warning",
  since: "0.1.0",
  precision: "high",
  securitySeverity: "5.0",
  claims: "absence",
  why:
    "A policy whose selector matches no pod does nothing. Mostly a label is misspelt or was renamed, and the pods that " +
    "were meant are left without protection.",
  fix: "Copy the labels from the pod template of the workload that is meant, or delete the policy.",
  links: ["https://istio.io/latest/docs/reference/config/type/workload-selector/#WorkloadSelector"],
  upstream: ["IST0127", "KIA0004"],
  codes: {
    selector: "The selector matches no pod",
    namespace: "There is no pod in the namespace",
    "outside-mesh": "All pods that it selects are outside of the mesh",
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
          matchLabels: # warning: no pod of namespace "shop" has app=crat
            app: crat
      ---
      apiVersion: networking.istio.io/v1
      kind: Sidecar
      metadata:
        name: cart
        namespace: shop
      spec:
        workloadSelector:
          labels: # warning: no pod of namespace "shop" has app=cart, tier=web
            app: cart
            tier: web
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
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: nobody # warning: no pod in namespace "empty"
        namespace: empty
      ---
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: cart # warning: outside of the mesh
        namespace: shop
      spec:
        selector:
          matchLabels:
            app: cart
      ---
      apiVersion: v1
      kind: Pod
      metadata:
        name: cart
        namespace: shop
        labels:
          app: cart
          sidecar.istio.io/inject: "false"
      spec:
        containers:
          - name: cart
    `,
  ],
  good: [
    yaml`
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop, labels: { istio-injection: enable } } # misspelt
      ---
      apiVersion: v1
      kind: Pod
      metadata: { name: cart, namespace: shop, labels: { app: cart } }
      spec: { containers: [{ name: cart, image: cart }] }
      ---
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata: { name: cart, namespace: shop }
      spec: { selector: { matchLabels: { app: cart } }, rules: [{ from: [{ source: { namespaces: [web] } }] }] }
    `,
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: cart
        namespace: istio-system
      spec:
        selector:
          matchLabels:
            app: cart
      ---
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: gateway
        namespace: istio-system
      spec:
        selector:
          matchLabels:
            istio: ingressgateway
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
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata: { name: database, namespace: vm }
      spec: { selector: { matchLabels: { app: database } } }
      ---
      apiVersion: networking.istio.io/v1
      kind: WorkloadEntry
      metadata: { name: database, namespace: vm }
      spec: { address: 10.0.0.7, labels: { app: database } }
      ---
      apiVersion: security.istio.io/v1
      kind: PeerAuthentication
      metadata: { name: batch, namespace: vm }
      spec: { selector: { matchLabels: { app: batch } }, mtls: { mode: STRICT } }
      ---
      apiVersion: networking.istio.io/v1
      kind: WorkloadGroup
      metadata: { name: batch, namespace: vm }
      spec: { metadata: { labels: { app: batch } }, template: { serviceAccount: default } }
      ---
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata: { name: ingress, namespace: edge }
      spec: { selector: { matchLabels: { gateway.networking.k8s.io/gateway-name: ingress } } }
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: ingress, namespace: edge }
      spec: { gatewayClassName: istio, listeners: [{ name: http, port: 80, protocol: HTTP }] }
    `,
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata: { name: broker, namespace: kafka }
      spec: { selector: { matchLabels: { strimzi.io/cluster: orders } } }
      ---
      apiVersion: kafka.strimzi.io/v1beta2
      kind: Kafka
      metadata: { name: orders, namespace: kafka }
      spec: {}
      ---
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata: { name: shop, namespace: shop }
      spec: { selector: { matchLabels: { serving.knative.dev/service: shop } } }
      ---
      apiVersion: serving.knative.dev/v1
      kind: Service
      metadata: { name: shop, namespace: shop }
      spec: { template: { spec: { containers: [{ image: shop }] } } }
    `,
  ],

  *check(mesh) {
    for (const { policy, place, labels, codes } of policies(mesh)) {
      // PeerAuthentications that select pods are ignored in the root namespace, which another rule says.
      const isRoot = policy.namespace === mesh.settings.rootNamespace;
      const space = isRoot ? undefined : policy.namespace;
      if (mayHoldMore(mesh, policy.namespace) || (place && selectsInstalledGateway(labels))) continue;
      if (isRoot && (policy.kind === "PeerAuthentication" || !place)) continue;
      // Machines have sidecars, too, and gateways of Gateway API get their pods from istiod.
      if (podlessSelectedBy(mesh, labels, space).length > 0 || areOperators(mesh, labels, space)) continue;
      const finding = maySelectWorkload(mesh, labels, space)
        ? outsideMesh(mesh, policy, labels)
        : noPods(mesh, { policy, place, labels, space });
      if (finding) yield { ...finding, upstream: codes.filter((code) => means(code, finding)) };
    }
  },
});

/** Only the analyzer of AuthorizationPolicies looks beyond selectors. */
function means(code: string, { code: what }: Finding): boolean {
  return what === "selector" || code === "IST0127";
}

interface Selecting {
  readonly policy: Manifest;
  /** Where the labels stand; none for a policy for a whole namespace. */
  readonly place?: Place | undefined;
  readonly labels: Labels;
  readonly codes: readonly string[];
}

function* policies(mesh: Mesh): Generator<Selecting> {
  for (const policy of mesh.all("istio/AuthorizationPolicy")) {
    if (isTargeted(policy)) continue;
    yield selecting(policy, policy.spec.selector, ["IST0127", "KIA0004"]);
  }
  for (const policy of mesh.all("istio/PeerAuthentication")) {
    yield selecting(policy, policy.spec.selector, ["KIA0004"]);
  }
  for (const policy of mesh.all("istio/RequestAuthentication")) {
    if (isTargeted(policy)) continue;
    yield selecting(policy, policy.spec.selector, ["KIA0004"]);
  }
  for (const policy of mesh.all("istio/Sidecar")) {
    yield selecting(policy, policy.spec.workloadSelector, ["IST0101", "KIA0004"]);
  }
  for (const policy of [...mesh.all("istio/Telemetry"), ...mesh.all("istio/WasmPlugin")]) {
    if (isTargeted(policy)) continue;
    // Those without a selector change nothing by waiting for their first pod.
    const chosen = selecting(policy, policy.spec.selector, policy.kind === "Telemetry" ? ["IST0101"] : []);
    if (chosen.place) yield chosen;
  }
}

type Selector = { readonly matchLabels?: Labels } | { readonly labels?: Labels };

function selecting(policy: Manifest, selector: Selector | undefined, codes: readonly string[]): Selecting {
  const key = selector && "labels" in selector ? "labels" : "matchLabels";
  const labels = (selector as Readonly<Record<string, Labels | undefined>> | undefined)?.[key] ?? {};
  const isWritten = selector && Object.keys(labels).length > 0;
  return { policy, labels, codes, place: isWritten ? at(policy, selector, key as never) : undefined };
}

interface Lost extends Pick<Selecting, "policy" | "place" | "labels"> {
  /** Where pods were looked for; everywhere if undefined. */
  readonly space: string | undefined;
}

function noPods(mesh: Mesh, { policy, place, labels, space }: Lost): Finding | undefined {
  const where = space === undefined ? "of the mesh" : `of namespace "${space}"`;
  const absent = absentPods(mesh, policy);
  if (!place) {
    return {
      at: at(policy, policy.metadata, "name"),
      code: "namespace",
      message: `there is no pod in namespace "${policy.namespace}"`,
      absent,
    };
  }
  const meant = meantLabel(mesh, labels, space);
  // Where files may hold but a part of the pods, only a slip of the pen is sure to be a mistake.
  if (meant === undefined && mesh.environment.completeness !== "complete") return undefined;
  const pairs = Object.entries(labels).map((pair) => pair.join("="));
  const hint = meant === undefined ? "" : `: did you mean "${meant}"?`;
  return { at: place, code: "selector", message: `no pod ${where} has ${pairs.join(", ")}${hint}`, absent };
}

function absentPods(mesh: Mesh, { namespace, name }: Manifest): Absence {
  const [known] = workloadsSelectedBy(mesh, {}, namespace);
  return { kind: known?.manifest.is ?? "kubernetes/Pod", namespace, name };
}

function outsideMesh(mesh: Mesh, policy: Manifest, labels: Labels): Finding | undefined {
  if (policy.kind === "PeerAuthentication" || policy.namespace === mesh.settings.rootNamespace) return undefined;
  const injections = workloadsSelectedBy(mesh, labels, policy.namespace).map((workload) => injectionOf(mesh, workload));
  const [first] = injections;
  if (!first || injections.some(({ is }) => is !== "none")) return undefined;
  return {
    at: at(policy, policy.metadata, "name"),
    code: "outside-mesh",
    message: "all pods that it speaks of are outside of the mesh",
    ...(first.at && { related: [{ at: first.at, message: first.why }] }),
    absent: { kind: policy.is, namespace: policy.namespace, name: policy.name },
  };
}
