/** ServiceEntries that declare one port of one host. */

import { hasAlternatives } from "../../src/mesh/alternatives.ts";
import type { ServiceEntry } from "../../src/mesh/services.ts";
import { isUnknown } from "../../src/mesh/unknown.ts";
import { exportedTo } from "../../src/mesh/visibility.ts";
import { at, defineRule, yaml, type Finding, type Mesh } from "../../src/rule/rule.ts";

interface Claim {
  readonly entry: ServiceEntry;
  readonly index: number;
  readonly protocol: string;
  readonly scopes: readonly string[];
}

function share(one: Claim, other: Claim): boolean {
  if (one.scopes.includes("*") || other.scopes.includes("*")) return true;
  return one.scopes.some((scope) => other.scopes.includes(scope));
}

function* claimsOf(mesh: Mesh, entry: ServiceEntry): Iterable<readonly [string, Claim]> {
  const scopes = exportedTo(mesh, entry.spec.exportTo, entry.namespace, "defaultServiceExportTo");
  for (const [index, host] of entry.spec.hosts.entries()) {
    if (isUnknown(host)) continue;
    for (const { number, protocol = "TCP" } of entry.spec.ports ?? []) {
      yield [`${host}\n${number}`, { entry, index, protocol: protocol.toUpperCase(), scopes }];
    }
  }
}

function finding(mine: Claim, other: Claim, port: string): Finding {
  const { entry, index, protocol } = mine;
  const rival = `"${other.entry.namespace}/${other.entry.name}"`;
  const isMismatch = protocol !== other.protocol;
  const how = isMismatch ? `as ${other.protocol}, not ${protocol}` : "too";
  return {
    at: at(entry, entry.spec.hosts, index),
    message: `ServiceEntry ${rival} declares port ${port} of "${entry.spec.hosts[index] ?? ""}" ${how}`,
    upstream: isMismatch ? ["IST0177", "KIA1212"] : ["KIA1211"],
    related: [{ at: at(other.entry, other.entry.spec.hosts, other.index), message: "the other ServiceEntry" }],
  };
}

export default defineRule({
  summary: "Two ServiceEntries declare the same port of the same host",
  category: "correctness",
  severity: "warning",
  since: "0.1.0",
  why: "Where both are visible their endpoints are put together, and of their protocols and resolutions the older one's count. Which is older is nowhere in git.",
  fix: "Keep one ServiceEntry for each host, or export each to other namespaces.",
  links: ["https://istio.io/latest/docs/reference/config/networking/service-entry/"],
  upstream: ["IST0177", "KIA1211", "KIA1212"],
  bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: ServiceEntry
      metadata: { name: maps, namespace: shop }
      spec:
        hosts: [maps.example.com] # warning: ServiceEntry "ops/maps" declares port 443 of "maps.example.com" as TLS, not HTTPS
        ports: [{ number: 443, name: https, protocol: HTTPS }]
        resolution: DNS
      ---
      apiVersion: networking.istio.io/v1
      kind: ServiceEntry
      metadata: { name: maps, namespace: ops }
      spec:
        hosts: [maps.example.com] # warning: as HTTPS, not TLS
        ports: [{ number: 443, name: tls, protocol: TLS }]
        resolution: DNS
    `,
  ],
  good: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: ServiceEntry
      metadata: { name: maps, namespace: shop }
      spec:
        hosts: [maps.example.com]
        exportTo: ["."]
        ports: [{ number: 443, name: https, protocol: HTTPS }]
        resolution: DNS
      ---
      apiVersion: networking.istio.io/v1
      kind: ServiceEntry
      metadata: { name: maps, namespace: ops }
      spec:
        hosts: [maps.example.com]
        exportTo: [ops]
        ports: [{ number: 443, name: tls, protocol: TLS }]
        resolution: DNS
    `,
  ],
  *check(mesh) {
    const claims = new Map<string, Claim[]>();
    for (const entry of mesh.all("istio/ServiceEntry")) {
      if (hasAlternatives(mesh, entry)) continue;
      for (const [key, claim] of claimsOf(mesh, entry)) {
        const known = claims.get(key);
        if (known) known.push(claim);
        else claims.set(key, [claim]);
      }
    }
    const said = new Set<string>();
    for (const [key, group] of claims) {
      const [host = "", port = ""] = key.split("\n");
      for (const mine of group.length > 1 ? group.slice(0, 100) : []) {
        const other = group.find((one) => one.entry !== mine.entry && share(one, mine));
        const about = `${mine.entry.namespace}/${mine.entry.name} ${host}`;
        if (!other || said.has(about)) continue;
        said.add(about);
        yield finding(
          mine,
          group.find((one) => one.entry !== mine.entry && one.protocol !== mine.protocol && share(one, mine)) ?? other,
          port,
        );
      }
    }
  },
});
