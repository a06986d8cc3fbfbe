/** Routes of a kind that no server of the bound gateways can use. */

import { gatewayNamed, gatewaysNamed, serverHost, type Gateway, type Server } from "../../src/mesh/gateways.ts";
import { hostsOverlap } from "../../src/mesh/hosts.ts";
import { isDelegate, type Protocol, type VirtualService } from "../../src/mesh/routes.ts";
import { at, defineRule, yaml, type Mesh } from "../../src/rule/rule.ts";
import { listed } from "../../src/rule/words.ts";

/** Which routes a server uses (istio/istio pilot/pkg/networking/core/gateway.go). */
function usableOn({ port, tls }: Server): readonly Protocol[] {
  const protocol = port.protocol.toUpperCase();
  if (["HTTP", "HTTP2", "GRPC", "GRPC-WEB"].includes(protocol)) return ["http"];
  if (tls?.mode === "PASSTHROUGH" || tls?.mode === "AUTO_PASSTHROUGH") return ["tls", "tcp"];
  if (protocol === "HTTPS") return ["http"];
  return tls || protocol !== "TLS" ? ["tcp", "tls"] : ["tls", "tcp"];
}

function serversOf(gateway: Gateway, { spec }: VirtualService): readonly Server[] {
  return (gateway.spec.servers ?? []).filter(({ hosts }) =>
    hosts.some((written) => (spec.hosts ?? []).some((host) => hostsOverlap(serverHost(written).host, host))),
  );
}

/** All servers that may take the hosts of a VirtualService; undefined where it is bound to more than Gateways that are here. */
function boundServers(mesh: Mesh, manifest: VirtualService): readonly Server[] | undefined {
  const servers: Server[] = [];
  for (const written of manifest.spec.gateways ?? ["mesh"]) {
    const gateways = written === "mesh" ? [] : gatewaysNamed(mesh, gatewayNamed(written, manifest.namespace));
    if (gateways.length === 0) return undefined;
    servers.push(...gateways.flatMap((gateway) => serversOf(gateway, manifest)));
  }
  return servers.length > 0 ? servers : undefined;
}

function sayServer({ port, tls }: Server): string {
  return `${port.protocol} port ${port.number}${tls?.mode ? ` (${tls.mode})` : ""}`;
}

export default defineRule({
  summary: "A VirtualService has routes of a kind that its gateway's servers cannot use",
  category: "correctness",
  severity: "warning",
  since: "0.1.0",
  why: "A server that passes TLS through never sees HTTP, so `http` routes do nothing there: it needs `tls` routes with sniHosts. A server that ends TLS or speaks plain HTTP uses `http` routes, and `tls` routes do nothing.",
  fix: "Write routes of the kind that the server needs, or change the TLS mode of the server.",
  links: ["https://istio.io/latest/docs/ops/common-problems/network-issues/#gateway-to-virtual-service-tls-mismatch"],
  bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: shop, namespace: shop }
      spec:
        hosts: [shop.example.com]
        gateways: [public]
        http: # warning: http routes have no effect on HTTPS port 443 (PASSTHROUGH)
          - route: [{ destination: { host: shop } }]
      ---
      apiVersion: networking.istio.io/v1
      kind: Gateway
      metadata: { name: public, namespace: shop }
      spec:
        selector: { istio: ingressgateway }
        servers:
          - port: { number: 443, name: https, protocol: HTTPS }
            hosts: ["*.example.com"]
            tls: { mode: PASSTHROUGH }
    `,
  ],
  good: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: shop, namespace: shop }
      spec:
        hosts: [shop.example.com]
        gateways: [public]
        http: [{ route: [{ destination: { host: shop } }] }]
        tls:
          - match: [{ port: 8443, sniHosts: [shop.example.com] }]
            route: [{ destination: { host: shop } }]
      ---
      apiVersion: networking.istio.io/v1
      kind: Gateway
      metadata: { name: public, namespace: shop }
      spec:
        selector: { istio: ingressgateway }
        servers:
          - port: { number: 443, name: https, protocol: HTTPS }
            hosts: ["*.example.com"]
            tls: { mode: SIMPLE, credentialName: shop }
          - port: { number: 8443, name: tls, protocol: TLS }
            hosts: ["*.example.com"]
            tls: { mode: PASSTHROUGH }
    `,
  ],
  *check(mesh) {
    for (const manifest of mesh.all("istio/VirtualService")) {
      const servers = isDelegate(manifest) ? undefined : boundServers(mesh, manifest);
      if (!servers) continue;
      const usable = new Set(servers.flatMap(usableOn));
      for (const kind of ["http", "tls", "tcp"] as const) {
        if ((manifest.spec[kind] ?? []).length === 0 || usable.has(kind)) continue;
        const message = `${kind} routes have no effect on ${listed(servers.map(sayServer), "and", 3)}`;
        yield { at: at(manifest, manifest.spec, kind, "key"), message };
      }
    }
  },
});
