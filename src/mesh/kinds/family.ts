/** Short names of kinds, the same for all versions of a group: `istio/VirtualService`, `kubernetes/Service`. */

const families: ReadonlyMap<string, string> = new Map([
  ["networking.istio.io", "istio"],
  ["security.istio.io", "istio"],
  ["telemetry.istio.io", "istio"],
  ["extensions.istio.io", "istio"],
  ["install.istio.io", "istio"],
  ["gateway.networking.k8s.io", "gateway-api"],
  ["gateway.networking.x-k8s.io", "gateway-api"],
  ["linkerd.io", "linkerd"],
  ["policy.linkerd.io", "linkerd"],
  ["workload.linkerd.io", "linkerd"],
  ["multicluster.linkerd.io", "linkerd"],
  ["split.smi-spec.io", "smi"],
  ["specs.smi-spec.io", "smi"],
  ["access.smi-spec.io", "smi"],
  ["metrics.smi-spec.io", "smi"],
  ["", "kubernetes"],
  ["apps", "kubernetes"],
  ["batch", "kubernetes"],
  ["autoscaling", "kubernetes"],
  ["policy", "kubernetes"],
  ["discovery.k8s.io", "kubernetes"],
  ["networking.k8s.io", "kubernetes"],
  ["rbac.authorization.k8s.io", "kubernetes"],
  ["admissionregistration.k8s.io", "kubernetes"],
  ["apiextensions.k8s.io", "kubernetes"],
  ["argoproj.io", "argo"],
  ["flagger.app", "flagger"],
  ["kustomize.toolkit.fluxcd.io", "flux"],
]);

/** The group of an apiVersion: "" for `v1`, "networking.istio.io" for `networking.istio.io/v1`. */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf("/");
  return slash === -1 ? "" : apiVersion.slice(0, slash);
}

const known = new Map<string, string>();

/** `istio/Gateway` for kind Gateway of `networking.istio.io/v1`; `<group>/<kind>` where the group has no family. */
export function kindName(apiVersion: string, kind: string): string {
  const id = `${apiVersion}\n${kind}`;
  let name = known.get(id);
  if (name === undefined) {
    const group = groupOf(apiVersion);
    name = `${families.get(group) ?? group}/${kind}`;
    known.set(id, name);
  }
  return name;
}
