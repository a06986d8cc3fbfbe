/** Which mTLS mode a workload's port demands of its callers, and which PeerAuthentication decides it. */

import { at, type Place } from "../finding/finding.ts";
import type { Manifest } from "./manifest.ts";
import { question, type Mesh } from "./mesh.ts";
import { indexPolicies, type PolicyIndex } from "./policies.ts";
import { hasUnknown, type Labels } from "./selectors.ts";

export type PeerAuthentication = Manifest<"istio/PeerAuthentication">;
type MtlsMode = "STRICT" | "PERMISSIVE" | "DISABLE";

export interface Mtls {
  /** unknown: a placeholder, or several policies of which the cluster takes the oldest. */
  readonly mode: MtlsMode | "unknown";
  readonly scope: "port" | "workload" | "namespace" | "mesh" | "default";
  /** The policy that decides; none where Istio's default stands. */
  readonly by?: PeerAuthentication;
}

/** The pods that are asked about: a workload, or what a selector stands for. */
export interface Pods {
  readonly namespace: string;
  readonly labels: Labels;
}

/** The labels that a PeerAuthentication selects; undefined where it speaks of a whole namespace. */
export function selectedLabels({ spec }: PeerAuthentication): Labels | undefined {
  const labels = spec.selector?.matchLabels;
  return labels && Object.keys(labels).length > 0 ? labels : undefined;
}

const peerAuthentications = question((mesh): PolicyIndex<PeerAuthentication> =>
  indexPolicies(mesh.all("istio/PeerAuthentication"), selectedLabels),
);

/** Selects pods, but stands in the root namespace: istiod ignores it everywhere. */
export function isIgnored(mesh: Mesh, policy: PeerAuthentication): boolean {
  return policy.namespace === mesh.settings.rootNamespace && selectedLabels(policy) !== undefined;
}

/** Those of one scope that compete for a workload; the cluster takes the oldest, which files do not tell. */
export function workloadPolicies(mesh: Mesh, { namespace, labels }: Pods): readonly PeerAuthentication[] {
  if (namespace === mesh.settings.rootNamespace) return [];
  return peerAuthentications(mesh).selecting(namespace, labels);
}

export function namespacePolicies(mesh: Mesh, namespace: string): readonly PeerAuthentication[] {
  return peerAuthentications(mesh).wide(namespace);
}

/** The mode as written; undefined where the next wider scope decides. */
function writtenMode(mode: string | undefined): MtlsMode | "unknown" | undefined {
  if (mode === undefined || mode === "UNSET") return undefined;
  return mode === "STRICT" || mode === "PERMISSIVE" || mode === "DISABLE" ? mode : "unknown";
}

type Decision = Omit<Mtls, "scope">;

/** What the policies of one scope say together; where they differ nobody knows. */
function decide(
  policies: readonly PeerAuthentication[],
  modeOf: (policy: PeerAuthentication) => string | undefined,
): Decision | undefined {
  const [first, ...others] = policies;
  if (!first) return undefined;
  const mode = writtenMode(modeOf(first));
  if (others.some((other) => writtenMode(modeOf(other)) !== mode)) return { mode: "unknown", by: first };
  return mode && { mode, by: first };
}

/** Mode of a namespace's pods that no workload policy speaks of; mesh-wide policies stand in the root namespace. */
export function mtlsOfNamespace(mesh: Mesh, namespace: string): Mtls {
  const { rootNamespace } = mesh.settings;
  const own = namespace === rootNamespace ? undefined : decide(namespacePolicies(mesh, namespace), topMode);
  if (own) return { ...own, scope: "namespace" };
  const wide = decide(namespacePolicies(mesh, rootNamespace), topMode);
  return wide ? { ...wide, scope: "mesh" } : { mode: "PERMISSIVE", scope: "default" };
}

function topMode({ spec }: PeerAuthentication): string | undefined {
  return spec.mtls?.mode;
}

/** The mode written for one container port, with the key as it stands there. */
function portMode({ spec }: PeerAuthentication, port: number): string | undefined {
  const ports = spec.portLevelMtls;
  const key = String(port);
  return ports && Object.hasOwn(ports, key) ? ports[key]?.mode : undefined;
}

/** Order of precedence: istio/istio pilot/pkg/security/authn/policy_applier.go ComposePeerAuthentication. */
export function mtlsOf(mesh: Mesh, pods: Pods, port?: number): Mtls {
  if (hasUnknown(pods.labels)) return { mode: "unknown", scope: "workload" };
  const policies = workloadPolicies(mesh, pods);
  const ofPort = port === undefined ? undefined : decide(policies, (policy) => portMode(policy, port));
  if (ofPort) return { ...ofPort, scope: "port" };
  const own = decide(policies, topMode);
  return own ? { ...own, scope: "workload" } : mtlsOfNamespace(mesh, pods.namespace);
}

/** Where a policy writes its mode; its name where it writes none. */
export function modePlace(policy: PeerAuthentication, port?: number): Place {
  const ofPort = port === undefined ? undefined : policy.spec.portLevelMtls?.[String(port)];
  if (ofPort?.mode !== undefined) return at(policy, ofPort, "mode");
  const { mtls } = policy.spec;
  return mtls?.mode === undefined ? at(policy, policy.metadata, "name") : at(policy, mtls, "mode");
}

/** `mesh-wide "default"`, `"default" of namespace "shop"`. */
export function described(mesh: Mesh, policy: PeerAuthentication): string {
  if (policy.namespace === mesh.settings.rootNamespace) return `mesh-wide "${policy.name}"`;
  return `"${policy.name}" of namespace "${policy.namespace}"`;
}
