/** Annotations in effect on a pod: its own, or those that its namespace hands down (linkerd2 pkg/inject/inject.go GetOverriddenValues). */

import { namespacesNamed } from "../injection.ts";
import type { Mesh } from "../mesh.ts";
import type { Workload } from "../workloads.ts";
import { parseEnvironment, parsePortRange, portEntries, type PortRange, type Variable } from "./annotation-values.ts";
import { additionalEnvKey, knownAnnotations } from "./known-annotations.ts";

export function namespaceAnnotation(mesh: Mesh, namespace: string, key: string): string | undefined {
  return namespacesNamed(mesh, namespace)[0]?.annotations[key];
}

/** The pod's value, or the namespace's where the injector hands it down. */
export function settingOf(mesh: Mesh, { podAnnotations, namespace }: Workload, key: string): string | undefined {
  if (podAnnotations[key] !== undefined) return podAnnotations[key];
  const isInherited = knownAnnotations().get(key)?.on?.includes("Namespace") === true;
  return isInherited ? namespaceAnnotation(mesh, namespace, key) : undefined;
}

/** Variables of both, the pod's winning by name; lists that are no JSON are passed over. */
export function additionalEnvironment(mesh: Mesh, workload: Workload): ReadonlyMap<string, Variable> {
  const texts = [
    namespaceAnnotation(mesh, workload.namespace, additionalEnvKey),
    workload.podAnnotations[additionalEnvKey],
  ];
  const lists = texts.map((text) => (text === undefined ? undefined : parseEnvironment(text)));
  return new Map(lists.flatMap((list) => list ?? []).map((variable) => [variable.name, variable]));
}

/** As the policy controller reads a list: one wrong entry, and all of it counts as empty. */
export function policyPorts(text: string): readonly PortRange[] {
  const ranges = portEntries(text).map(parsePortRange);
  return ranges.every((range) => range !== undefined) ? ranges : [];
}

export function holdsPort(ranges: readonly PortRange[], port: number): boolean {
  return ranges.some(({ from, to }) => from <= port && port <= to);
}

/** linkerd2 charts/linkerd-control-plane/values.yaml proxyInit.ignoreInboundPorts. */
const skippedAsShipped = "4567,4568";

/** Whether traffic to a port goes past the proxy, whatever policies say. */
export function skipsProxy(mesh: Mesh, workload: Workload, port: number): boolean {
  const written = settingOf(mesh, workload, "config.linkerd.io/skip-inbound-ports") ?? skippedAsShipped;
  const ranges = portEntries(written).map(parsePortRange);
  return holdsPort(
    ranges.filter((range) => range !== undefined),
    port,
  );
}
