/** Networks of a mesh whose endpoints come from a registry that is not there. */

import { question, type Mesh } from "../../src/mesh/mesh.ts";
import { isUnknown } from "../../src/mesh/unknown.ts";
import { at, defineRule, yaml, type Finding, type Manifest } from "../../src/rule/rule.ts";
import { listed } from "../../src/rule/words.ts";

interface Endpoint {
  readonly fromRegistry?: string;
}

/** As written: no schema has vouched for it. */
interface Networks {
  readonly networks?: Readonly<Record<string, { readonly endpoints?: unknown } | null>> | null;
}

/** Istio's own registries (istio/istio pilot/pkg/serviceregistry/provider). */
const builtIn = ["Mock", "Kubernetes", "External"];

/** Clusters that istiod reads through Secrets, under the keys of these. */
const remotes = question((mesh): ReadonlySet<string> => {
  const found = new Set<string>();
  for (const { labels, object } of mesh.all("kubernetes/Secret")) {
    if (labels["istio/multiCluster"] !== "true") continue;
    const { data, stringData } = object as { data?: object; stringData?: object };
    for (const name of [...Object.keys(data ?? {}), ...Object.keys(stringData ?? {})]) found.add(name);
  }
  return found;
});

function judge(mesh: Mesh, name: string): string | undefined {
  const known = remotes(mesh);
  if (isUnknown(name) || builtIn.includes(name) || known.has(name)) return undefined;
  const meant = builtIn.find((each) => each.toLowerCase() === name.toLowerCase());
  if (meant !== undefined) return `unknown registry "${name}": did you mean "${meant}"`;
  // Without a single Secret of a remote cluster these are kept elsewhere.
  return known.size > 0 ? `unknown registry "${name}": known are ${listed([...builtIn, ...known])}` : undefined;
}

export default defineRule({
  summary: "MeshNetworks take endpoints from a registry that does not exist",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "Endpoints of an unknown registry belong to no network, so traffic to them does not go through the gateway of theirs.",
  fix: "Name a cluster as its remote Secret does, or `Kubernetes` for the cluster of the control plane.",
  links: [
    "https://istio.io/latest/docs/reference/config/istio.mesh.v1alpha1/#MeshNetworks",
    "https://istio.io/latest/docs/reference/config/analysis/ist0126/",
  ],
  upstream: ["IST0126"],
  bad: [
    yaml`
      apiVersion: v1
      kind: Secret
      metadata: { name: remote, namespace: istio-system, labels: { istio/multiCluster: "true" } }
      stringData: { west: kubeconfig }
      # file: mesh-lint.yaml
      mesh:
        meshNetworks:
          networks:
            east:
              endpoints:
                - fromRegistry: kubernetes # error: unknown registry "kubernetes": did you mean "Kubernetes"
                - fromRegistry: north # error: unknown registry "north"
    `,
  ],
  good: [
    yaml`
      apiVersion: v1
      kind: Secret
      metadata: { name: remote, namespace: istio-system, labels: { istio/multiCluster: "true" } }
      stringData: { west: kubeconfig }
      # file: mesh-lint.yaml
      mesh:
        meshNetworks:
          networks:
            east: { endpoints: [{ fromRegistry: Kubernetes }, { fromCidr: 192.0.2.0/24 }] }
            west: { endpoints: [{ fromRegistry: west }] }
    `,
  ],
  *check(mesh) {
    for (const manifest of mesh.manifests) {
      if ((manifest.is as string) === "mesh.istio.io/MeshNetworks") yield* findingsOf(mesh, manifest);
    }
  },
});

function* findingsOf(mesh: Mesh, manifest: Manifest): Iterable<Finding> {
  const { networks } = manifest.object as Networks;
  for (const network of Object.values(networks ?? {})) {
    const endpoints: unknown = network?.endpoints;
    for (const endpoint of Array.isArray(endpoints) ? (endpoints as readonly (Endpoint | null)[]) : []) {
      const registry: unknown = endpoint?.fromRegistry;
      const message = typeof registry === "string" ? judge(mesh, registry) : undefined;
      if (!endpoint) continue;
      if (message !== undefined) yield { at: at(manifest, endpoint, "fromRegistry"), message };
    }
  }
}
