/** What reports for people say of mTLS. */

import type { EnvironmentSummary } from "../lint/diagnostic.ts";

type Mtls = NonNullable<EnvironmentSummary["mtls"]>;

/** Titles of the counts, in the order of columns. */
export const modes = [
  ["strict", "STRICT"],
  ["permissive", "PERMISSIVE"],
  ["disable", "DISABLE"],
  ["outside", "outside the mesh"],
  ["unknown", "not decided here"],
] as const;

/** "12 STRICT, 3 outside the mesh"; "" where these files decide of no workload. */
export function countsInWords(mtls: Mtls): string {
  if (modes.every(([mode]) => mode === "unknown" || mtls[mode] === 0)) return "";
  return modes
    .filter(([mode]) => mtls[mode] > 0)
    .map(([mode, title]) => `${mtls[mode]} ${title}`)
    .join(", ");
}

const mostPorts = 10;

/** Ports of a workload; none means all. */
export function portsInWords(ports: readonly number[]): string {
  if (ports.length === 0) return "all ports";
  const shown = ports.slice(0, mostPorts).join(", ");
  const rest = ports.length > mostPorts ? ` and ${ports.length - mostPorts} more` : "";
  return `${ports.length === 1 ? "port" : "ports"} ${shown}${rest}`;
}
