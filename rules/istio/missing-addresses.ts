/** ServiceEntries of plain TCP ports without an address of their own. */

import { getsAddress } from "../../src/mesh/admission/istio/service-entry.ts";
import { at, defineRule, yaml, type Mesh } from "../../src/rule/rule.ts";

/** Whether proxies give such hosts addresses by themselves (MeshConfig defaultConfig.proxyMetadata). */
function allocates({ settings }: Mesh): boolean {
  const { defaultConfig } = settings.meshConfig as {
    readonly defaultConfig?: { readonly proxyMetadata?: Readonly<Record<string, unknown>> };
  };
  const metadata = defaultConfig?.proxyMetadata ?? {};
  const isOn = (key: string): boolean => String(metadata[key]) === "true";
  return (
    isOn("ISTIO_META_DNS_CAPTURE") && (isOn("ISTIO_META_DNS_AUTO_ALLOCATE") || isOn("PILOT_ENABLE_IP_AUTOALLOCATE"))
  );
}

export default defineRule({
  summary: "A ServiceEntry has a TCP port but no address",
  category: "correctness",
  severity: "warning",
  preset: "strict",
  since: "0.1.0",
  why: "TCP carries no host name, so a proxy can only tell such hosts apart by address. Without one the port is taken for all hosts, and two such entries on one port get each other's traffic, unless istiod allocates addresses and proxies answer DNS.",
  fix: "Add `addresses`, name the real protocol (HTTP, TLS …), or switch DNS proxying with address allocation on.",
  links: ["https://istio.io/latest/docs/reference/config/analysis/ist0134/"],
  upstream: ["IST0134"],
  bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: ServiceEntry
      metadata: { name: db }
      spec:
        hosts: [db.example.com]
        resolution: DNS
        ports:
          - number: 5432
            name: tcp
            protocol: TCP # warning: TCP port 5432 of a ServiceEntry without addresses takes the traffic of all hosts
    `,
  ],
  good: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: ServiceEntry
      metadata: { name: db }
      spec:
        hosts: [db.example.com]
        addresses: [192.0.2.7]
        resolution: DNS
        ports: [{ number: 5432, name: tcp, protocol: TCP }]
    `,
  ],
  *check(mesh) {
    if (allocates(mesh)) return;
    for (const entry of mesh.all("istio/ServiceEntry")) {
      const { addresses = [], ports = [] } = entry.spec;
      const { status } = entry.object as { readonly status?: { readonly addresses?: readonly unknown[] } };
      // Where istiod allocates none, admission warns of it: `istio/invalid-service-entry:addresses-required`.
      if (!getsAddress(entry)) continue;
      if (addresses.length > 0 || (status?.addresses ?? []).length > 0) continue;
      for (const port of ports) {
        if (port.protocol && port.protocol.toUpperCase() !== "TCP") continue;
        const message = `TCP port ${port.number} of a ServiceEntry without addresses takes the traffic of all hosts`;
        yield { at: at(entry, port, port.protocol ? "protocol" : "number"), message };
      }
    }
  },
});
