/** What DestinationRules make clients send: plain text, the mesh's mTLS or TLS of their own. */

import { at, type Place } from "../finding/finding.ts";
import type { Manifest } from "./manifest.ts";
import { question, type Mesh } from "./mesh.ts";
import { isUnknown } from "./unknown.ts";

export type DestinationRule = Manifest<"istio/DestinationRule">;
export type TrafficPolicy = NonNullable<DestinationRule["spec"]["trafficPolicy"]>;
export type ClientTls = NonNullable<TrafficPolicy["tls"]>;

/** One `tls` block: for the whole host, one port, one subset, or one port of a subset. */
export interface TlsBlock {
  readonly tls: ClientTls;
  readonly port?: number;
  /** Ports that have settings of their own, which leave this block out even where they name no `tls`. */
  readonly except: readonly number[];
  readonly subset?: NonNullable<DestinationRule["spec"]["subsets"]>[number];
}

function* blocksOf(policy: TrafficPolicy | undefined): Generator<TlsBlock> {
  const settings = policy?.portLevelSettings ?? [];
  if (policy?.tls) yield { tls: policy.tls, except: settings.flatMap(({ port }) => port?.number ?? []) };
  for (const { tls, port } of settings) {
    if (tls) yield { tls, except: [], ...(port?.number !== undefined && { port: port.number }) };
  }
}

export function* tlsBlocksOf({ spec }: DestinationRule): Generator<TlsBlock> {
  yield* blocksOf(spec.trafficPolicy);
  for (const subset of spec.subsets ?? []) {
    for (const block of blocksOf(subset.trafficPolicy)) yield { ...block, subset };
  }
}

/** Mode of a `tls` block; DISABLE is the zero value of the enum (istio/api networking/v1alpha3/destination_rule.proto). */
export function tlsMode({ mode }: ClientTls): string {
  return mode ?? "DISABLE";
}

export function tlsPlace(manifest: DestinationRule, tls: ClientTls): Place {
  return tls.mode === undefined ? at(manifest, tls) : at(manifest, tls, "mode");
}

/** Whether the mode speaks the mesh's mTLS, or at least TLS with a client certificate. */
export function isMutual(mode: string | undefined): boolean {
  return mode === "ISTIO_MUTUAL" || mode === "MUTUAL";
}

type HostScope =
  | { readonly is: "mesh" }
  | { readonly is: "namespace"; readonly namespace: string }
  | { readonly is: "service"; readonly namespace: string; readonly name: string }
  | { readonly is: "other" };

/** What the host of a DestinationRule stands for; names with one dot are taken literally and are no Service. */
export function hostScopeOf(mesh: Mesh, { namespace, spec: { host } }: DestinationRule): HostScope {
  // A rule without a spec has none; admission tells.
  if ((host as unknown) === undefined || isUnknown(host)) return { is: "other" };
  const suffix = `.svc.${mesh.settings.clusterDomain}`;
  if (!host.includes(".") && !host.startsWith("*")) return { is: "service", namespace, name: host };
  if (host.startsWith("*")) return wildcardScope(host.slice(1), suffix);
  const [name, space, ...rest] = host.endsWith(suffix) ? host.slice(0, -suffix.length).split(".") : [];
  return name && space && rest.length === 0 ? { is: "service", namespace: space, name } : { is: "other" };
}

function wildcardScope(rest: string, suffix: string): HostScope {
  if (rest === "" || (rest.startsWith(".") && suffix.endsWith(rest))) return { is: "mesh" };
  const space = rest.startsWith(".") && rest.endsWith(suffix) ? rest.slice(1, -suffix.length) : "";
  return space && !space.includes(".") ? { is: "namespace", namespace: space } : { is: "other" };
}

/** DestinationRules for a whole namespace, under its name, and those for the whole mesh, under "". */
const wideRules = question((mesh): ReadonlyMap<string, readonly DestinationRule[]> => {
  const found = new Map<string, DestinationRule[]>();
  for (const rule of mesh.all("istio/DestinationRule")) {
    const scope = hostScopeOf(mesh, rule);
    if (scope.is !== "mesh" && scope.is !== "namespace") continue;
    const key = scope.is === "mesh" ? "" : scope.namespace;
    const known = found.get(key);
    if (known) known.push(rule);
    else found.set(key, [rule]);
  }
  return found;
});

/** Rules that speak of every host of the mesh: `*.local` and wider names of the cluster domain. */
export function meshRules(mesh: Mesh): readonly DestinationRule[] {
  return wideRules(mesh).get("") ?? [];
}

/** The rules that speak of all hosts of a namespace; those for the mesh count only where it has none. */
export function namespaceRules(mesh: Mesh, namespace: string): readonly DestinationRule[] {
  return wideRules(mesh).get(namespace) ?? meshRules(mesh);
}

/** Whether clients take up mTLS without being told: `enableAutoMtls` of MeshConfig, on unless written otherwise. */
export function usesAutoMtls({ settings: { meshConfig } }: Mesh): boolean {
  return meshConfig.enableAutoMtls !== false;
}

/** Namespaces in which some Service has a rule of its own that speaks mTLS. */
export const namespacesWithMutualRules = question((mesh): ReadonlySet<string> => {
  const found = new Set<string>();
  for (const rule of mesh.all("istio/DestinationRule")) {
    const scope = hostScopeOf(mesh, rule);
    if (scope.is === "service" && isMutual(rule.spec.trafficPolicy?.tls?.mode)) found.add(scope.namespace);
  }
  return found;
});
