/** Whether Linkerd's injector takes up the pods of a workload, and why not (linkerd2 pkg/inject/report.go, inject.go). */

import { at, type Place } from "../../finding/finding.ts";
import { namespacesNamed } from "../injection.ts";
import type { Manifest } from "../manifest.ts";
import { question, type Mesh } from "../mesh.ts";
import { isUnknown } from "../unknown.ts";
import type { Container, Workload } from "../workloads.ts";
import { injectKey } from "./known-annotations.ts";

/** Names of the report of `linkerd inject`, and three that only the webhook's own selector knows. */
export type InjectionReason =
  | "host_network_enabled"
  | "sidecar_already_exists"
  | "disabled_automount_service_account_token_account"
  | "injection_enable_annotation_absent"
  | "injection_disable_annotation_present"
  | "invalid_inject_annotation_at_workload"
  | "invalid_inject_annotation_at_ns"
  | "namespace_never_injected"
  | "webhooks_disabled"
  | "control_plane_label";

export interface LinkerdInjection {
  /** unknown: the namespace is not among the files, or a placeholder decides. */
  readonly is: "injected" | "skipped" | "unknown";
  readonly reasons: readonly InjectionReason[];
  readonly mode?: "enabled" | "ingress";
  readonly warnings: readonly "udp_ports_enabled"[];
}

const neverInjected = new Set(["kube-system", "cert-manager"]);
const modes = new Set(["enabled", "ingress"]);
const linkerdName = /^linkerd-(?:proxy|init)$/;
const linkerdImage = /(?:\/linkerd\/proxy|linkerd-io\/proxy|\/proxy-init)(?::|@|$)/;
const istioName = /^istio-(?:proxy|init)$/;
const istioImage = /(?:istio-release\/proxy(?:v2|_init)|istio\/proxyv2)(?::|@|$)/;

function isIstio({ name = "", image = "" }: Container): boolean {
  return istioName.test(name) || istioImage.test(image);
}

function isLinkerd({ name = "", image = "" }: Container): boolean {
  return linkerdName.test(name) || linkerdImage.test(image);
}

function allContainers({ podSpec }: Workload): readonly Container[] {
  return [...(podSpec.containers ?? []), ...(podSpec.initContainers ?? [])];
}

/** Whether the files bring a proxy of Linkerd or Istio along. */
function bringsProxy(workload: Workload): boolean {
  return allContainers(workload).some((container) => isLinkerd(container) || isIstio(container));
}

/** What a Namespace says to the injector; undefined where the files leave it open. */
function saidByNamespace(mesh: Mesh, namespace: string): string | undefined {
  const all = namespacesNamed(mesh, namespace);
  if (all.length === 0) return mesh.environment.completeness === "complete" ? "" : undefined;
  const said = new Set(all.map(({ annotations }) => annotations[injectKey] ?? ""));
  const [only = "", ...others] = said;
  return others.length > 0 || isUnknown(only) ? undefined : only;
}

function annotationReason(said: string, own: string): InjectionReason | undefined {
  if (said !== "" && said !== "disabled" && !modes.has(said)) return "invalid_inject_annotation_at_ns";
  if (modes.has(own)) return undefined;
  if (own === "disabled") return "injection_disable_annotation_present";
  if (own !== "") return "invalid_inject_annotation_at_workload";
  if (said === "disabled") return "injection_disable_annotation_present";
  return said === "" ? "injection_enable_annotation_absent" : undefined;
}

function* selectorReasons(mesh: Mesh, { namespace, podLabels }: Workload): Iterable<InjectionReason> {
  if (neverInjected.has(namespace)) yield "namespace_never_injected";
  const off = namespacesNamed(mesh, namespace).some(
    ({ labels }) => labels["config.linkerd.io/admission-webhooks"] === "disabled",
  );
  if (off) yield "webhooks_disabled";
  if ("linkerd.io/control-plane-component" in podLabels || "linkerd.io/cni-resource" in podLabels)
    yield "control_plane_label";
}

function warningsOf({ containerPorts }: Workload): readonly "udp_ports_enabled"[] {
  return containerPorts.some(({ protocol }) => protocol === "UDP") ? ["udp_ports_enabled"] : [];
}

function answer(mesh: Mesh, workload: Workload): LinkerdInjection {
  const reasons: InjectionReason[] = [...selectorReasons(mesh, workload)];
  if (workload.hostNetwork) reasons.push("host_network_enabled");
  if (bringsProxy(workload)) reasons.push("sidecar_already_exists");
  const warnings = warningsOf(workload);
  const own = workload.podAnnotations[injectKey] ?? "";
  const said = saidByNamespace(mesh, workload.namespace);
  if (isUnknown(own) || (said === undefined && own === "")) {
    return { is: reasons.length > 0 ? "skipped" : "unknown", reasons, warnings };
  }
  const reason = annotationReason(said ?? "", own);
  if (reason) reasons.push(reason);
  if (reasons.length > 0) return { is: "skipped", reasons, warnings };
  return { is: "injected", reasons, mode: (own || said) === "ingress" ? "ingress" : "enabled", warnings };
}

const known = question(() => new WeakMap<Workload, LinkerdInjection>());

/** What the webhook does with the pods of a workload. */
export function linkerdInjectionOf(mesh: Mesh, workload: Workload): LinkerdInjection {
  const answers = known(mesh);
  let found = answers.get(workload);
  if (!found) {
    found = answer(mesh, workload);
    answers.set(workload, found);
  }
  return found;
}

/**
 * What `linkerd inject` does: no annotation is needed, and a proxy of Linkerd's that is there already is replaced.
 * Without projected tokens (`identity.serviceAccountTokenProjection: false`) the proxy needs the mounted one.
 */
export function injectionByCommand(workload: Workload, isTokenProjected = true): LinkerdInjection {
  const reasons: InjectionReason[] = workload.hostNetwork ? ["host_network_enabled"] : [];
  if (allContainers(workload).some(isIstio)) reasons.push("sidecar_already_exists");
  if (workload.podAnnotations[injectKey] === "disabled") reasons.push("injection_disable_annotation_present");
  if (!isTokenProjected && workload.podSpec.automountServiceAccountToken === false)
    reasons.push("disabled_automount_service_account_token_account");
  return { is: reasons.length > 0 ? "skipped" : "injected", reasons, warnings: warningsOf(workload) };
}

/** Where the pod or its namespace asks for injection, whatever then prevents it. */
export function askedAt(mesh: Mesh, { manifest, template, namespace, podAnnotations }: Workload): Place | undefined {
  const owner = template.metadata?.annotations;
  const own = podAnnotations[injectKey];
  if (own !== undefined) {
    return modes.has(own) && owner && Object.hasOwn(owner, injectKey) ? at(manifest, owner, injectKey) : undefined;
  }
  const asking = namespacesNamed(mesh, namespace).find(({ annotations }) => modes.has(annotations[injectKey] ?? ""));
  return asking && placeIn(asking);
}

function placeIn(namespace: Manifest): Place {
  const { annotations } = namespace.metadata;
  return annotations && Object.hasOwn(annotations, injectKey)
    ? at(namespace, annotations, injectKey)
    : at(namespace, namespace.metadata, "name");
}
