/** Two Sidecars for one pod: Istio takes one of them. */

import { isAmbientNamespace } from "../../src/mesh/ambient.ts";
import type { Manifest } from "../../src/mesh/manifest.ts";
import { question, type Mesh } from "../../src/mesh/mesh.ts";
import { indexPolicies } from "../../src/mesh/policies.ts";
import { hasUnknown, type Labels } from "../../src/mesh/selectors.ts";
import { injectionOf } from "../../src/mesh/injection.ts";
import { workloadsSelectedBy } from "../../src/mesh/workloads.ts";
import { at, defineRule, yaml, type Finding } from "../../src/rule/rule.ts";

type Sidecar = Manifest<"istio/Sidecar">;

export default defineRule({
  summary: "Two Sidecars of a namespace speak of the same pods",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  precision: "very-high",
  why: "Each pod gets one Sidecar. With several to choose from, what a pod can reach depends on which came first.",
  fix: "Merge them, or give them selectors that share no pod.",
  links: ["https://istio.io/latest/docs/reference/config/networking/sidecar/"],
  upstream: ["IST0110", "IST0111", "KIA0002", "KIA0003"],
  bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: Sidecar
      metadata:
        name: one # error: "two" speaks of all pods of namespace "shop" too
        namespace: shop
      ---
      apiVersion: networking.istio.io/v1
      kind: Sidecar
      metadata:
        name: two # error: "one" speaks of all pods of namespace "shop" too
        namespace: shop
    `,
    yaml`
      apiVersion: networking.istio.io/v1
      kind: Sidecar
      metadata:
        name: app # error: "version" selects pods of "cart" too
        namespace: shop
      spec:
        workloadSelector:
          labels:
            app: cart
      ---
      apiVersion: networking.istio.io/v1
      kind: Sidecar
      metadata:
        name: version # error: "app" selects pods of "cart" too
        namespace: shop
      spec:
        workloadSelector:
          labels:
            version: v1
      ---
      apiVersion: v1
      kind: Pod
      metadata:
        name: cart
        namespace: shop
        labels:
          app: cart
          version: v1
      spec:
        containers:
          - name: cart
    `,
    yaml`
      apiVersion: networking.istio.io/v1
      kind: Sidecar
      metadata: { name: cart, namespace: shop } # error: "cart-copy" selects all of these pods too
      spec:
        workloadSelector: { labels: { app: cart } }
        egress: [{ hosts: ["./*"] }]
      ---
      apiVersion: networking.istio.io/v1
      kind: Sidecar
      metadata: { name: cart-copy, namespace: shop } # error: "cart" selects all of these pods too
      spec:
        workloadSelector: { labels: { app: cart } }
        egress: [{ hosts: ["*/*"] }]
    `,
  ],
  good: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: Sidecar
      metadata:
        name: default
        namespace: shop
      ---
      apiVersion: networking.istio.io/v1
      kind: Sidecar
      metadata:
        name: cart
        namespace: shop
      spec:
        workloadSelector:
          labels:
            app: cart
    `,
  ],

  *check(mesh) {
    for (const sidecar of mesh.all("istio/Sidecar")) {
      const finding = selectorOf(sidecar) ? sharedPods(mesh, sidecar) : sharedNamespace(mesh, sidecar);
      if (finding) yield finding;
    }
  },
});

function selectorOf({ spec }: Sidecar): Labels | undefined {
  const labels = spec.workloadSelector?.labels;
  return labels && Object.keys(labels).length > 0 ? labels : undefined;
}

const sidecars = question((mesh) => indexPolicies(mesh.all("istio/Sidecar"), selectorOf));

function conflict(sidecar: Sidecar, other: Sidecar, what: string, upstream: readonly string[]): Finding {
  return {
    at: at(sidecar, sidecar.metadata, "name"),
    message: `"${other.name}" ${what} too, and only one counts`,
    related: [{ at: at(other, other.metadata, "name"), message: `"${other.name}"` }],
    upstream,
  };
}

function sharedNamespace(mesh: Mesh, sidecar: Sidecar): Finding | undefined {
  const other = sidecars(mesh)
    .wide(sidecar.namespace)
    .find(({ name }) => name !== sidecar.name);
  const what = `speaks of all pods of namespace "${sidecar.namespace}"`;
  // Of ambient pods no Sidecar speaks at all, which `istio/ineffective-sidecar` says.
  const codes = isAmbientNamespace(mesh, sidecar.namespace) ? ["KIA0002"] : ["IST0111", "KIA0002"];
  return other && conflict(sidecar, other, what, codes);
}

function sharedPods(mesh: Mesh, sidecar: Sidecar): Finding | undefined {
  const { namespace } = sidecar;
  const labels = selectorOf(sidecar) ?? {};
  const pods = workloadsSelectedBy(mesh, labels, namespace);
  for (const workload of pods) {
    if (injectionOf(mesh, workload).is === "ambient") continue;
    const other = rivalOf(mesh, sidecar, workload.podLabels);
    if (other) return conflict(sidecar, other, `selects pods of "${workload.manifest.name}"`, ["IST0110", "KIA0003"]);
  }
  const alike = pods.length === 0 && !hasUnknown(labels) ? rivalOf(mesh, sidecar, labels) : undefined;
  return alike && conflict(sidecar, alike, "selects all of these pods", ["KIA0003"]);
}

function rivalOf(mesh: Mesh, { namespace, name }: Sidecar, labels: Labels): Sidecar | undefined {
  return sidecars(mesh)
    .selecting(namespace, labels)
    .find((other) => other.name !== name);
}
