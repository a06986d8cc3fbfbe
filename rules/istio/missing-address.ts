/** ServiceEntries whose TCP ports depend on addresses that istiod allocates. */

import { getsAddress, portsInNeedOfAddress } from "../../src/mesh/admission/istio/service-entry.ts";
import type { Mesh } from "../../src/mesh/mesh.ts";
import { at, defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "A ServiceEntry with a TCP port relies on addresses that istiod allocates",
  category: "reliability",
  severity: "info",
  preset: "all",
  since: "0.1.0",
  why:
    "TCP connections do not name their host, so each needs an address of its own. Istiod allocates one by default since " +
    "1.25; where that is off, or DNS is not captured, the port catches the traffic of other hosts.",
  fix: "List `addresses`, or name a protocol such as TLS that tells the host.",
  links: ["https://istio.io/latest/docs/reference/config/analysis/ist0134/"],
  upstream: ["IST0134"],
  bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: ServiceEntry
      metadata: { name: db, namespace: shop }
      spec:
        hosts: [db.test]
        resolution: DNS
        ports:
          - { number: 5432, name: tcp, protocol: TCP } # info: needs an address
          - { number: 443, name: tls, protocol: TLS }
    `,
  ],
  good: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: ServiceEntry
      metadata: { name: db, namespace: shop }
      spec:
        hosts: [db.test]
        addresses: [10.0.0.1]
        resolution: DNS
        ports: [{ number: 5432, name: tcp, protocol: TCP }]
    `,
  ],
  *check(mesh) {
    if (allocatesByProxy(mesh)) return;
    for (const manifest of mesh.all("istio/ServiceEntry")) {
      // Where istiod allocates nothing, `istio/invalid-service-entry` says so.
      if (!getsAddress(manifest) || hasStatus(manifest.object)) continue;
      for (const port of portsInNeedOfAddress(manifest.spec)) {
        const message = `port ${port.number} needs an address of its own: none is listed`;
        yield { at: at(manifest, port, "number"), message };
      }
    }
  },
});

interface Allocation {
  readonly defaultConfig?: { readonly proxyMetadata?: Readonly<Record<string, unknown>> };
}

/** Both switches in the proxies' metadata, as `istioctl analyze` reads them. */
function allocatesByProxy({ settings }: Mesh): boolean {
  const metadata = (settings.meshConfig as Allocation).defaultConfig?.proxyMetadata ?? {};
  const isOn = (name: string): boolean => String(metadata[name]) === "true";
  return (
    isOn("ISTIO_META_DNS_CAPTURE") && (isOn("ISTIO_META_DNS_AUTO_ALLOCATE") || isOn("PILOT_ENABLE_IP_AUTOALLOCATE"))
  );
}

function hasStatus(object: object): boolean {
  return "status" in object;
}
