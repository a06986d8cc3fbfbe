/** Whether a claim that something is missing may be made: absence is only proven in a closed world. */

import type { Absence } from "../finding/finding.ts";
import { knownNamespaces } from "../mesh/identity.ts";
import { mayBeMirror } from "../mesh/linkerd/mirrors.ts";
import type { External, Mesh, MeshSettings } from "../mesh/mesh.ts";
import { isSlip } from "../mesh/slips.ts";
import { isUnknown } from "../mesh/unknown.ts";
import type { NameMatcher } from "./patterns.ts";

/** Which list of `external` speaks of a kind; hosts speak of everything that has a host name. */
const externalOf: Readonly<Record<string, keyof External>> = {
  "kubernetes/Service": "services",
  "kubernetes/Namespace": "namespaces",
  "kubernetes/Secret": "secrets",
  "istio/Gateway": "gateways",
  "gateway-api/Gateway": "gateways",
};

/**
 * Reported in a complete environment; in a partial or open one only where the environment itself defines that kind
 * (in that namespace); of namespaces, only a slip of the pen. Never where the configuration declares the thing to live
 * outside, or another cluster may bring it.
 */
export function mayClaim(absent: Absence, mesh: Mesh, matches: NameMatcher): boolean {
  if (isUnknown(absent.name) || isUnknown(absent.namespace)) return false;
  if (isExternal(absent, mesh.settings, matches)) return false;
  const { kind, namespace, name } = absent;
  if (kind === "kubernetes/Service" && namespace !== undefined && mayBeMirror(mesh, namespace, name)) return false;
  if (mesh.environment.completeness === "complete" || absent.isMeantElsewhere) return true;
  return kind === "kubernetes/Namespace" ? isNearlyKnown(mesh, name) : mesh.defines(kind, namespace);
}

/** A folder speaks of its own namespace and few others, so only a name that is nearly one of them is a mistake. */
function isNearlyKnown(mesh: Mesh, name: string): boolean {
  const namespaces = knownNamespaces(mesh);
  return !namespaces.has(name) && [...namespaces].slice(0, 1000).some((each) => isSlip(name, each));
}

function isExternal({ kind, namespace, name }: Absence, settings: MeshSettings, matches: NameMatcher): boolean {
  const { external, clusterDomain } = settings;
  const list = externalOf[kind];
  const host = `${name}.${namespace ?? ""}`;
  const hosts = kind === "kubernetes/Service" ? [`${host}.svc`, `${host}.svc.${clusterDomain}`] : [];
  const names = namespace === undefined ? [name] : [name, `${namespace}/${name}`, host, ...hosts];
  const patterns = [...(list ? external[list] : []), ...external.hosts];
  if (namespace !== undefined && matches(namespace, external.namespaces)) return true;
  return patterns.length > 0 && names.some((each) => matches(each, patterns));
}
