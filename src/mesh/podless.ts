/** Workloads without a pod template among the files: machines outside of the cluster, and the gateways that istiod makes. */

import { append } from "./lists.ts";
import type { Manifest } from "./manifest.ts";
import { question, type Mesh } from "./mesh.ts";
import { maySelect, type Labels } from "./selectors.ts";

interface Podless {
  readonly manifest: Manifest;
  readonly namespace: string;
  readonly labels: Labels;
  readonly accounts: readonly (string | undefined)[];
}

type Gateway = Manifest<"gateway-api/Gateway">;

export function isWaypoint({ spec }: Gateway): boolean {
  return spec.gatewayClassName === "istio-waypoint";
}

/** What istiod writes to the pods of a Gateway (istio/istio manifests/charts/istio-control/istio-discovery/files/kube-gateway.yaml). */
export function labelsOfGateway(gateway: Gateway): Labels {
  const { labels, name, spec } = gateway;
  const { gatewayClassName, infrastructure } = spec;
  const manager = isWaypoint(gateway) ? "mesh" : "gateway";
  return {
    ...labels,
    ...infrastructure?.labels,
    "gateway.networking.k8s.io/gateway-name": name,
    "istio.io/gateway-name": name,
    "gateway.istio.io/managed": `istio.io-${manager}-controller`,
    "service.istio.io/canonical-name": isWaypoint(gateway) ? name : `${name}-${gatewayClassName}`,
    "service.istio.io/canonical-revision": "latest",
  };
}

/** Deployment and account bear one name, which annotations may change (istio/istio pilot/pkg/config/kube/gateway/deploymentcontroller.go). */
function accountsOfGateway(gateway: Gateway): readonly string[] {
  const { name, annotations, spec } = gateway;
  const written = Object.entries(annotations).filter(([key]) => key.startsWith("gateway.istio.io/"));
  return [isWaypoint(gateway) ? name : `${name}-${spec.gatewayClassName}`, ...written.map(([, value]) => value)];
}

const podless = question((mesh): ReadonlyMap<string, readonly Podless[]> => {
  const found = new Map<string, Podless[]>();
  const add = (manifest: Manifest, labels: Labels, accounts: Podless["accounts"]): void => {
    const { namespace } = manifest;
    for (const key of ["", namespace]) append(found, key, { manifest, namespace, labels, accounts });
  };
  for (const one of mesh.all("istio/WorkloadEntry")) {
    add(one, { ...one.labels, ...one.spec.labels }, [one.spec.serviceAccount]);
  }
  for (const one of mesh.all("istio/WorkloadGroup")) {
    const { metadata, template } = one.spec;
    add(one, { ...metadata?.labels, ...template.labels }, [template.serviceAccount]);
  }
  for (const one of mesh.all("gateway-api/Gateway")) add(one, labelsOfGateway(one), accountsOfGateway(one));
  return found;
});

/** Those that carry all these labels, or may once placeholders are filled in; in one namespace or (without one) in all. */
export function podlessSelectedBy(mesh: Mesh, selector: Labels, namespace = ""): readonly Podless[] {
  return (podless(mesh).get(namespace) ?? []).filter(({ labels }) => maySelect(selector, labels));
}

/** Service accounts that these run under, as `namespace/name`. */
export const podlessAccounts = question(
  (mesh): ReadonlySet<string> =>
    new Set(
      (podless(mesh).get("") ?? []).flatMap(({ namespace, accounts }) =>
        accounts.flatMap((name) => (name ? [`${namespace}/${name}`] : [])),
      ),
    ),
);

/** Groups of what operators read, in each namespace and (under "") in all. */
const operated = question((mesh): ReadonlyMap<string, ReadonlySet<string>> => {
  const found = new Map<string, Set<string>>();
  for (const { group, namespace } of mesh.manifests) {
    if (!group.includes(".") || /(^|\.)(istio|k8s|linkerd)\.io$/.test(group)) continue;
    for (const key of ["", namespace]) found.set(key, (found.get(key) ?? new Set()).add(group));
  }
  return found;
});

/** Whether labels are those that an operator gives to the pods that it makes: `strimzi.io/cluster` where a Kafka of `kafka.strimzi.io` is. */
export function areOperators(mesh: Mesh, selector: Labels, namespace = ""): boolean {
  const groups = [...(operated(mesh).get(namespace) ?? [])];
  return Object.keys(selector).some((key) => {
    const domain = key.includes("/") ? key.slice(0, key.indexOf("/")) : "";
    return (
      domain !== "" && groups.some((group) => `.${group}`.endsWith(`.${domain}`) || `.${domain}`.endsWith(`.${group}`))
    );
  });
}
