/** Who runs in the mesh: pod templates of all workload kinds, and how Services and policies select them. */

import type { Overrides } from "../render/environment.ts";
import { textsOf, type Manifest, type Metadata } from "./manifest.ts";
import { question, questionOf, type Mesh } from "./mesh.ts";
import { LabelIndex, selects, type Labels } from "./selectors.ts";

export interface ContainerPort {
  readonly name?: string;
  readonly containerPort: number;
  readonly protocol?: string;
}

export interface Container {
  readonly name?: string;
  readonly image?: string;
  readonly ports?: readonly ContainerPort[];
  readonly [key: string]: unknown;
}

export interface PodSpec {
  readonly containers?: readonly Container[];
  readonly initContainers?: readonly Container[];
  readonly serviceAccountName?: string;
  readonly serviceAccount?: string;
  readonly hostNetwork?: boolean;
  readonly [key: string]: unknown;
}

/** Holds the metadata and spec of pods: `spec.template`, or the Pod itself. */
export interface PodTemplate {
  readonly metadata?: Metadata;
  readonly spec?: PodSpec;
}

export interface Workload {
  readonly manifest: Manifest;
  /** As written: the owner to point at. */
  readonly template: PodTemplate;
  readonly podSpec: PodSpec;
  /** In effect in this environment. */
  readonly podLabels: Labels;
  readonly podAnnotations: Labels;
  readonly namespace: string;
  /** Ports that containers and init containers declare; the very objects of the manifest. */
  readonly containerPorts: readonly ContainerPort[];
  readonly serviceAccount: string;
  readonly hostNetwork: boolean;
}

type Json = Readonly<Record<string, unknown>>;

const none: Json = Object.freeze({});

function mapping(value: unknown): Json {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Json) : none;
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

const templateIn = (object: Json): unknown => mapping(object.spec).template;

/** Where each workload kind keeps its pod template. */
const templates: ReadonlyMap<string, (object: Json) => unknown> = new Map([
  ["kubernetes/Pod", (object: Json): unknown => object],
  ["kubernetes/CronJob", (object: Json): unknown => templateIn(mapping(mapping(object.spec).jobTemplate))],
  ["kubernetes/Deployment", templateIn],
  ["kubernetes/StatefulSet", templateIn],
  ["kubernetes/DaemonSet", templateIn],
  ["kubernetes/ReplicaSet", templateIn],
  ["kubernetes/ReplicationController", templateIn],
  ["kubernetes/Job", templateIn],
  ["argo/Rollout", templateIn],
  ["apps.openshift.io/DeploymentConfig", templateIn],
  // The group that Kubernetes 1.16 removed still stands in many files.
  ["extensions/Deployment", templateIn],
  ["extensions/DaemonSet", templateIn],
  ["extensions/ReplicaSet", templateIn],
]);

export function isWorkloadKind(kind: string): boolean {
  return templates.has(kind);
}

/** Labels of pods as kustomize leaves them: `commonLabels` and `includeTemplates` reach templates, plain `labels` do not. */
function labelsInEffect(written: Labels, isPod: boolean, overrides: Overrides | undefined): Labels {
  if (!overrides?.labels || !(isPod || overrides.labelSelectors)) return written;
  return { ...written, ...overrides.labels };
}

function workloadOf(manifest: Manifest, template: PodTemplate): Workload {
  const { overrides, namespace } = manifest;
  const metadata = mapping(template.metadata);
  const podSpec = mapping(template.spec) as PodSpec;
  const annotations = textsOf(metadata.annotations);
  const containers = [...list(podSpec.initContainers), ...list(podSpec.containers)];
  return {
    manifest,
    template,
    podSpec,
    podLabels: labelsInEffect(textsOf(metadata.labels), manifest.kind === "Pod", overrides),
    podAnnotations: overrides?.annotations ? { ...annotations, ...overrides.annotations } : annotations,
    namespace,
    containerPorts: containers.flatMap((container) => list(mapping(container).ports) as ContainerPort[]),
    serviceAccount: podSpec.serviceAccountName ?? podSpec.serviceAccount ?? "default",
    hostNetwork: podSpec.hostNetwork === true,
  };
}

/** Everything that makes pods, in the order of the files. A Rollout that refers to a Deployment has no template of its own. */
export const workloads = question((mesh): readonly Workload[] => {
  const found: Workload[] = [];
  for (const manifest of mesh.manifests) {
    const template = templates.get(manifest.is)?.(manifest.object as unknown as Json);
    if (typeof template === "object" && template !== null) found.push(workloadOf(manifest, template));
  }
  return found;
});

function byNamespace<T extends { readonly namespace: string }>(
  items: readonly T[],
  labelsOf: (item: T) => Labels,
): ReadonlyMap<string, LabelIndex<T>> {
  const lists = new Map<string, T[]>();
  for (const item of items) {
    const known = lists.get(item.namespace);
    if (known) known.push(item);
    else lists.set(item.namespace, [item]);
  }
  return new Map([...lists].map(([namespace, found]) => [namespace, new LabelIndex(found, labelsOf)]));
}

const indexes = question((mesh) => byNamespace(workloads(mesh), ({ podLabels }) => podLabels));
const everywhere = question((mesh) => new LabelIndex(workloads(mesh), ({ podLabels }) => podLabels));

function indexOf(mesh: Mesh, namespace: string | undefined): LabelIndex<Workload> | undefined {
  return namespace === undefined ? everywhere(mesh) : indexes(mesh).get(namespace);
}

/** Workloads whose pods carry all these labels, in one namespace or (without one) in all; no labels select all. */
export function workloadsSelectedBy(mesh: Mesh, labels: Labels, namespace?: string): readonly Workload[] {
  return indexOf(mesh, namespace)?.selected(labels) ?? [];
}

/** Whether these labels select a workload, or may once placeholders are filled in. */
export function maySelectWorkload(mesh: Mesh, labels: Labels, namespace?: string): boolean {
  return indexOf(mesh, namespace)?.maySelect(labels) ?? false;
}

export type Service = Manifest<"kubernetes/Service">;

/** The selector in effect; undefined where a Service selects no pods. */
export function selectorOf({ spec, overrides }: Service): Labels | undefined {
  const written = mapping(spec.selector) as Labels;
  const added = overrides?.labelSelectors ? overrides.labels : undefined;
  const selector = added ? { ...written, ...added } : written;
  return Object.keys(selector).length > 0 && spec.type !== "ExternalName" ? selector : undefined;
}

/** Services with a selector, under the first label that it names. */
const servicesBySelector = question((mesh): ReadonlyMap<string, readonly Service[]> => {
  const found = new Map<string, Service[]>();
  for (const service of mesh.all("kubernetes/Service")) {
    const first = Object.entries(selectorOf(service) ?? {})[0];
    if (!first) continue;
    const key = `${service.namespace}\n${first[0]}\n${first[1]}`;
    const known = found.get(key);
    if (known) known.push(service);
    else found.set(key, [service]);
  }
  return found;
});

/** Services that send to the pods of a workload. */
export const servicesOf = questionOf((mesh, { namespace, podLabels }: Workload): readonly Service[] => {
  const index = servicesBySelector(mesh);
  return Object.keys(podLabels).flatMap((key) =>
    (index.get(`${namespace}\n${key}\n${podLabels[key] ?? ""}`) ?? []).filter((service) =>
      selects(selectorOf(service) ?? {}, podLabels),
    ),
  );
});

/** Workloads whose pods a Service sends to. */
export const workloadsOf = questionOf((mesh, service: Service): readonly Workload[] => {
  const selector = selectorOf(service);
  return selector ? workloadsSelectedBy(mesh, selector, service.namespace) : [];
});
