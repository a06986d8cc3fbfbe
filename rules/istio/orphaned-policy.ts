/** Policies that speak of pods that are not there. */

import { distance } from "fastest-levenshtein";
import type { Absence, Finding, Place } from "../../src/finding/finding.ts";
import { selectsInstalledGateway } from "../../src/mesh/gateways.ts";
import { injectionOf } from "../../src/mesh/injection.ts";
import type { Manifest } from "../../src/mesh/manifest.ts";
import type { Mesh } from "../../src/mesh/mesh.ts";
import type { Labels } from "../../src/mesh/selectors.ts";
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
  ],

  *check(mesh) {
    for (const { policy, place, labels, codes } of policies(mesh)) {
      // PeerAuthentications that select pods are ignored in the root namespace, which another rule says.
      const isRoot = policy.namespace === mesh.settings.rootNamespace;
      const space = isRoot ? undefined : policy.namespace;
      if (mayHoldMore(mesh, policy.namespace) || (place && selectsInstalledGateway(labels))) continue;
      if (isRoot && (policy.kind === "PeerAuthentication" || !place)) continue;
      const isSelecting = maySelectWorkload(mesh, labels, space);
      if (!isSelecting && !isProven(mesh, labels, space)) continue;
      const finding = isSelecting
        ? outsideMesh(mesh, policy, labels)
        : { ...nobody(policy, place, labels), absent: absentPods(mesh, policy) };
      if (finding) yield { ...finding, upstream: codes };
    }
  },
});

/** Where files may hold but a part of the pods, only a slip of the pen is sure to be a mistake. */
function isProven(mesh: Mesh, labels: Labels, space: string | undefined): boolean {
  if (mesh.environment.completeness === "complete") return true;
  // Comparing letter by letter is slow; in a crowd everything resembles something.
  return workloadsSelectedBy(mesh, {}, space)
    .slice(0, 1000)
    .some(({ podLabels }) => isNearMiss(labels, podLabels));
}

function isNearMiss(labels: Labels, podLabels: Labels): boolean {
  const wrong = Object.keys(labels).filter((key) => labels[key] !== podLabels[key]);
  const [key] = wrong;
  if (key === undefined || wrong.length > 1 || !Object.hasOwn(podLabels, key)) return false;
  const [wanted, found] = [labels[key] ?? "", podLabels[key] ?? ""];
  // v1 and v2 are alike and not mistaken for each other.
  return wanted.length > 3 && wanted.replace(/\d/g, "") !== found.replace(/\d/g, "") && distance(wanted, found) <= 2;
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
    if (policy.spec.targetRef || policy.spec.targetRefs?.length) continue;
    yield selecting(policy, policy.spec.selector, ["IST0127", "KIA0004"]);
  }
  for (const policy of mesh.all("istio/PeerAuthentication")) {
    yield selecting(policy, policy.spec.selector, ["KIA0004"]);
  }
  for (const policy of mesh.all("istio/RequestAuthentication")) {
    if (policy.spec.targetRef || policy.spec.targetRefs?.length) continue;
    yield selecting(policy, policy.spec.selector, ["KIA0004"]);
  }
  for (const policy of mesh.all("istio/Sidecar")) {
    yield selecting(policy, policy.spec.workloadSelector, ["IST0101", "KIA0004"]);
  }
}

type Selector = { readonly matchLabels?: Labels } | { readonly labels?: Labels };

function selecting(policy: Manifest, selector: Selector | undefined, codes: readonly string[]): Selecting {
  const key = selector && "labels" in selector ? "labels" : "matchLabels";
  const labels = (selector as Readonly<Record<string, Labels | undefined>> | undefined)?.[key] ?? {};
  const isWritten = selector && Object.keys(labels).length > 0;
  return { policy, labels, codes, place: isWritten ? at(policy, selector, key as never) : undefined };
}

function nobody(policy: Manifest, place: Place | undefined, labels: Labels): Finding {
  const { namespace, metadata } = policy;
  if (!place) {
    return {
      at: at(policy, metadata, "name"),
      code: "namespace",
      message: `there is no pod in namespace "${namespace}"`,
    };
  }
  const pairs = Object.entries(labels).map((pair) => pair.join("="));
  return { at: place, code: "selector", message: `no pod of namespace "${namespace}" has ${pairs.join(", ")}` };
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
