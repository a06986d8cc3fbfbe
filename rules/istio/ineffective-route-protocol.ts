/** Routes of a kind that no server of the bound gateways, or no port of the Service, can use. */

import { gatewayNamed, gatewaysNamed, serverHost, type Gateway, type Server } from "../../src/mesh/gateways.ts";
import { fullHost, hostsOverlap } from "../../src/mesh/hosts.ts";
import { isDelegate, type Protocol, type VirtualService } from "../../src/mesh/routes.ts";
import { protocolClassOf } from "../../src/mesh/service-ports.ts";
import { servicesNamed } from "../../src/mesh/services.ts";
import type { Service } from "../../src/mesh/workloads.ts";
import { at, defineRule, yaml, type Finding, type Mesh } from "../../src/rule/rule.ts";
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

/** Services whose every port says that it is no HTTP, for a VirtualService of sidecars alone that has only such hosts. */
function plainServices(mesh: Mesh, { spec, namespace }: VirtualService): readonly Service[] {
  const { hosts = [], gateways = ["mesh"] } = spec;
  if (gateways.some((name) => name !== "mesh")) return [];
  const services = hosts.map((host) => servicesNamed(mesh, fullHost(mesh, host, namespace)));
  return services.every((found) => found.length > 0 && found.every(isPlain)) ? services.flat() : [];
}

function isPlain({ spec }: Service): boolean {
  const ports = spec.ports ?? [];
  return ports.length > 0 && ports.every((port) => protocolClassOf(port) === "tcp");
}

function* inSidecars(mesh: Mesh, manifest: VirtualService): Iterable<Finding> {
  const { http = [] } = manifest.spec;
  const [service] = http.length > 0 ? plainServices(mesh, manifest) : [];
  const [port] = service?.spec.ports ?? [];
  if (!service || !port) return;
  const said = port.appProtocol === undefined ? `name "${port.name ?? ""}"` : `appProtocol "${port.appProtocol}"`;
  const message = `http routes have no effect on "${service.name}": by its ${said} port ${port.port} speaks no HTTP`;
  const related = [{ at: at(service, port), message: `port of Service "${service.name}"` }];
  yield { at: at(manifest, manifest.spec, "http", "key"), message, related };
}

export default defineRule({
  summary: "A VirtualService has routes of a kind that its servers cannot use",
  category: "correctness",
  severity: "warning",
  since: "0.1.0",
  why: "A server that passes TLS through never sees HTTP, so `http` routes do nothing there: it needs `tls` routes with sniHosts. A server that ends TLS or speaks plain HTTP uses `http` routes, and `tls` routes do nothing. Sidecars read HTTP only on ports that say so by name or `appProtocol`, or say nothing.",
  fix: "Write routes of the kind that the server needs, or change the TLS mode of the server or the name of the port.",
  links: [
    "https://istio.io/latest/docs/ops/common-problems/network-issues/#gateway-to-virtual-service-tls-mismatch",
    "https://istio.io/latest/docs/ops/configuration/traffic-management/protocol-selection/",
  ],
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
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec:
        hosts: [cart]
        http: # warning: http routes have no effect on "cart": by its name "tcp-api" port 80 speaks no HTTP
          - timeout: 5s
            route: [{ destination: { host: cart } }]
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec: { selector: { app: cart }, ports: [{ name: tcp-api, port: 80 }, { name: redis, port: 6379 }] }
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
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec: { hosts: [cart, stock], http: [{ timeout: 5s, route: [{ destination: { host: cart } }] }] }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec: { selector: { app: cart }, ports: [{ name: tcp-api, port: 80 }, { name: guess, port: 81 }] }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: stock, namespace: shop }
      spec: { selector: { app: stock }, ports: [{ port: 80 }] }
    `,
  ],
  *check(mesh) {
    for (const manifest of mesh.all("istio/VirtualService")) {
      if (isDelegate(manifest)) continue;
      yield* inSidecars(mesh, manifest);
      const servers = boundServers(mesh, manifest);
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
