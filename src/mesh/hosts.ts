/** Names that traffic is sent to: short, fully qualified or with a wildcard. Knows nothing of who serves them. */

import type { Mesh } from "./mesh.ts";

/**
 * A name without a dot belongs to the namespace of the object that says it; any other name is literal
 * (istio/istio pilot/pkg/model/config.go ResolveShortnameToFQDN).
 */
export function fullHost(mesh: Mesh, host: string, namespace: string): string {
  if (host.includes(".") || host.startsWith("*") || host.includes(":")) return host;
  return serviceHost(mesh, host, namespace);
}

export function serviceHost({ settings }: Mesh, name: string, namespace: string): string {
  return `${name}.${namespace}.svc.${settings.clusterDomain}`;
}

/** Name and namespace of the Service that a fully qualified host of this cluster stands for. */
export function serviceOfHost({ settings }: Mesh, host: string): { name: string; namespace: string } | undefined {
  const suffix = `.svc.${settings.clusterDomain}`;
  if (!host.endsWith(suffix)) return undefined;
  const [name, namespace, ...rest] = host.slice(0, -suffix.length).split(".");
  return name && namespace && rest.length === 0 && name !== "*" ? { name, namespace } : undefined;
}

/** Whether every name that `host` stands for is one that `pattern` stands for (istio/istio pkg/config/host/name.go SubsetOf). */
export function coversHost(pattern: string, host: string): boolean {
  if (!pattern.startsWith("*")) return pattern === host;
  if (host.startsWith("*")) return host.length >= pattern.length && host.endsWith(pattern.slice(1));
  return host.endsWith(pattern.slice(1));
}

/** Whether a name exists that both stand for (istio/istio pkg/config/host/name.go Matches). */
export function hostsOverlap(one: string, other: string): boolean {
  return coversHost(one, other) || coversHost(other, one);
}

/** `*.b.c`, `*.c` and `*` for `a.b.c`: the patterns that cover a host, most specific first. */
export function* patternsFor(host: string): Iterable<string> {
  for (let dot = host.indexOf("."); dot !== -1; dot = host.indexOf(".", dot + 1)) yield `*${host.slice(dot)}`;
  yield "*";
}
