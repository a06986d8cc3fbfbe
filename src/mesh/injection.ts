/** Whether Istio's data plane takes up the pods of a workload, and which line decides it. */

import { at, type Place } from "../finding/finding.ts";
import { append } from "./lists.ts";
import type { Manifest } from "./manifest.ts";
import { question, type Mesh } from "./mesh.ts";
import { isUnknown } from "./unknown.ts";
import { workloadsSelectedBy, type Workload } from "./workloads.ts";

export interface Injection {
  /** unknown: the namespace is not among the files, or its alternatives differ. */
  readonly is: "sidecar" | "ambient" | "none" | "unknown";
  /** What decides it, where a line does. */
  readonly at?: Place;
  /** In words, for `related`: `namespace "shop" has istio-injection "disabled"`. */
  readonly why: string;
}

export type Namespace = Manifest;

const injectKey = "sidecar.istio.io/inject";
const revisionKey = "istio.io/rev";
/** Written by Istio's CNI plugin to pods that it has put into ambient mode. */
const redirectionKey = "ambient.istio.io/redirection";
const modeKey = "istio.io/dataplane-mode";
export const neverInjected = new Set(["kube-system", "kube-public", "kube-node-lease", "local-path-storage"]);
const yes = new Set(["y", "yes", "true", "on"]);

const namespacesByName = question((mesh): ReadonlyMap<string, readonly Namespace[]> => {
  const found = new Map<string, Namespace[]>();
  for (const namespace of mesh.all("kubernetes/Namespace")) {
    append(found, namespace.name, namespace);
  }
  return found;
});

/** The Namespace objects of that name; several where a folder holds alternatives. */
export function namespacesNamed(mesh: Mesh, name: string): readonly Namespace[] {
  return namespacesByName(mesh).get(name) ?? [];
}

/** The labels and annotations of pods as one looks them up: value and the place to point at. */
function podEntry(workload: Workload, part: "labels" | "annotations", key: string): { value: string; at?: Place } {
  const value = (part === "labels" ? workload.podLabels : workload.podAnnotations)[key];
  const owner = workload.template.metadata?.[part];
  if (value === undefined) return { value: "" };
  return { value, ...(owner && Object.hasOwn(owner, key) && { at: at(workload.manifest, owner, key) }) };
}

function namespacePlace(namespace: Namespace, key: string): Place {
  const { labels } = namespace.metadata;
  return labels && Object.hasOwn(labels, key) ? at(namespace, labels, key) : at(namespace, namespace.metadata, "name");
}

function hasProxyContainer({ podSpec }: Workload): boolean {
  return [...(podSpec.containers ?? []), ...(podSpec.initContainers ?? [])].some(
    ({ name, image }) => name === "istio-proxy" && image !== undefined && image !== "" && image !== "auto",
  );
}

/** Whether unlabelled namespaces are injected too: `enableNamespacesByDefault` of the injector's own settings. */
export const injectsByDefault = question((mesh): boolean => {
  for (const config of mesh.all("kubernetes/ConfigMap")) {
    if (!config.name.startsWith("istio-sidecar-injector")) continue;
    const values = config.object.data?.values;
    if (values !== undefined && /"enableNamespacesByDefault"\s*:\s*true/.test(values)) return true;
  }
  return false;
});

/** What the namespace alone says: istio/istio manifests/charts/istio-control/istio-discovery/templates/mutatingwebhook.yaml. */
function sidecarByNamespace(mesh: Mesh, namespace: Namespace, workload: Workload): Injection {
  const { labels, name } = namespace;
  const injection = labels["istio-injection"];
  if (isUnknown(injection) || isUnknown(labels[revisionKey])) {
    return { is: "unknown", why: `the labels of namespace "${name}" hold a placeholder` };
  }
  if (injection !== undefined) {
    const place = namespacePlace(namespace, "istio-injection");
    const why = `namespace "${name}" has istio-injection "${injection}"`;
    // What a misspelt label was meant to say nobody knows; that it injects nothing is reported for itself.
    const is = injection === "enabled" ? "sidecar" : injection === "disabled" ? "none" : "unknown";
    return { is, at: place, why };
  }
  if (labels[revisionKey]) {
    const why = `namespace "${name}" has ${revisionKey} "${labels[revisionKey]}"`;
    return { is: "sidecar", at: namespacePlace(namespace, revisionKey), why };
  }
  const revision = podEntry(workload, "labels", revisionKey);
  if (revision.value)
    return { is: "sidecar", why: `the pod has ${revisionKey} "${revision.value}"`, ...place(revision) };
  const asked = podEntry(workload, "labels", injectKey);
  if (asked.value === "true") return { is: "sidecar", why: `the pod has ${injectKey} "true"`, ...place(asked) };
  if (injectsByDefault(mesh)) return { is: "sidecar", why: "the injector takes all namespaces by default" };
  return { is: "none", at: namespacePlace(namespace, ""), why: `namespace "${name}" does not ask for injection` };
}

function place(entry: { readonly at?: Place }): { at?: Place } {
  return entry.at ? { at: entry.at } : {};
}

/** What the pod says against injection, whatever its namespace: istio/istio pkg/kube/inject/inject.go injectRequired. */
function refusal(workload: Workload): Injection | undefined {
  const { namespace, podSpec, manifest, hostNetwork } = workload;
  if (hostNetwork)
    return { is: "none", at: at(manifest, podSpec, "hostNetwork"), why: "the pod uses the host network" };
  if (neverInjected.has(namespace)) return { is: "none", why: `nothing is injected into namespace "${namespace}"` };
  const label = podEntry(workload, "labels", injectKey);
  const entry = label.value ? label : podEntry(workload, "annotations", injectKey);
  if (entry.value === "" || yes.has(entry.value.toLowerCase())) return undefined;
  if (isUnknown(entry.value)) return { is: "unknown", why: `${injectKey} is a placeholder`, ...place(entry) };
  return { is: "none", why: `the pod has ${injectKey} "${entry.value}"`, ...place(entry) };
}

function ambientOf(workload: Workload, namespace: Namespace | undefined): Injection | undefined {
  const captured = podEntry(workload, "annotations", redirectionKey);
  if (captured.value === "enabled")
    return { is: "ambient", why: `the pod has ${redirectionKey} "enabled"`, ...place(captured) };
  const own = podEntry(workload, "labels", modeKey);
  if (own.value === "ambient") return { is: "ambient", why: `the pod has ${modeKey} "ambient"`, ...place(own) };
  if (own.value || namespace?.labels[modeKey] !== "ambient") return undefined;
  const why = `namespace "${namespace.name}" has ${modeKey} "ambient"`;
  return { is: "ambient", at: namespacePlace(namespace, modeKey), why };
}

function injectionIn(mesh: Mesh, workload: Workload, namespace: Namespace): Injection {
  const refused = refusal(workload);
  const sidecar = refused ?? sidecarByNamespace(mesh, namespace, workload);
  if (sidecar.is === "sidecar" || sidecar.is === "unknown" || workload.hostNetwork) return sidecar;
  return ambientOf(workload, namespace) ?? sidecar;
}

/** Whether anything here runs in ambient mode; if nothing does, a refused sidecar means: outside of the mesh. */
const usesAmbient = question((mesh) =>
  mesh.all("kubernetes/Namespace").some(({ labels }) => labels[modeKey] === "ambient"),
);

function injectionWithoutNamespace(mesh: Mesh, workload: Workload): Injection {
  const refused = refusal(workload);
  if (refused) return usesAmbient(mesh) && !workload.hostNetwork ? { ...refused, is: "unknown" } : refused;
  const ambient = ambientOf(workload, undefined);
  if (ambient) return ambient;
  const asked = podEntry(workload, "labels", injectKey);
  if (asked.value === "true") return { is: "sidecar", why: `the pod has ${injectKey} "true"`, ...place(asked) };
  return { is: "unknown", why: `namespace "${workload.namespace}" is not among these files` };
}

const known = question(() => new WeakMap<Workload, Injection>());

function answer(mesh: Mesh, workload: Workload): Injection {
  if (hasProxyContainer(workload)) return { is: "sidecar", why: "the pod brings its own istio-proxy container" };
  const [first, ...others] = namespacesNamed(mesh, workload.namespace);
  if (!first) return injectionWithoutNamespace(mesh, workload);
  const result = injectionIn(mesh, workload, first);
  if (others.every((other) => injectionIn(mesh, workload, other).is === result.is)) return result;
  return { is: "unknown", why: `namespace "${workload.namespace}" is described in several ways` };
}

/** How Istio takes up the pods of a workload. Without its namespace only what the pod says counts. */
export function injectionOf(mesh: Mesh, workload: Workload): Injection {
  const answers = known(mesh);
  let found = answers.get(workload);
  if (!found) {
    found = answer(mesh, workload);
    answers.set(workload, found);
  }
  return found;
}

export function isInMesh(mesh: Mesh, workload: Workload): boolean {
  const { is } = injectionOf(mesh, workload);
  return is === "sidecar" || is === "ambient";
}

/** Whether pods of a namespace have sidecars, as far as the files show; of a namespace that is not here nobody knows. */
export function mayHaveSidecars(mesh: Mesh, name: string): boolean {
  const pods = workloadsSelectedBy(mesh, {}, name);
  if (pods.length > 0) return pods.some((pod) => ["sidecar", "unknown"].includes(injectionOf(mesh, pod).is));
  const [namespace, ...others] = namespacesNamed(mesh, name);
  return !namespace || others.length > 0 || namespace.labels["istio-injection"] !== "disabled";
}
