/** Routes and traffic policies that name a port which their Service does not have. */

import { fullHost } from "../../src/mesh/hosts.ts";
import { targetsOf } from "../../src/mesh/routes.ts";
import { portsServed, servingFor, type ServedPort, type Serving } from "../../src/mesh/services.ts";
import { readersOf } from "../../src/mesh/visibility.ts";
import { at, defineRule, yaml, type Finding, type Manifest, type Mesh, type Related } from "../../src/rule/rule.ts";
import { listed } from "../../src/rule/words.ts";

interface Asked {
  readonly host: string;
  readonly manifest: Manifest<"istio/VirtualService" | "istio/DestinationRule">;
  readonly port: number;
}

/** The port of the pods is most often mistaken for the port of the Service. */
function hint(ports: readonly ServedPort[], port: number): string {
  const behind = ports.find(({ targetPort }) => targetPort === port);
  return behind ? `: ${port} is the targetPort of ${behind.number}` : `: it has ${listed(ports.map((p) => p.number))}`;
}

function related({ by }: Serving): Related[] {
  return by.map((server) => ({ at: at(server, server.spec, "ports"), message: `ports of "${server.name}"` }));
}

function judge(mesh: Mesh, { host, manifest, port }: Asked): Omit<Finding, "at"> | undefined {
  const serving = servingFor(mesh, fullHost(mesh, host, manifest.namespace), readersOf(manifest));
  const ports = serving.is === "served" ? portsServed(serving) : undefined;
  if (!ports || ports.some(({ number }) => number === port || typeof number !== "number")) return undefined;
  return { message: `"${host}" has no port ${port}${hint(ports, port)}`, related: related(serving) };
}

function* routes(mesh: Mesh): Iterable<Finding> {
  for (const manifest of mesh.all("istio/VirtualService")) {
    for (const { destination } of targetsOf(manifest)) {
      const port = destination.port?.number;
      if (destination.port === undefined || port === undefined || port === 0) continue;
      const found = judge(mesh, { host: destination.host, manifest, port });
      if (found) yield { at: at(manifest, destination.port, "number"), ...found };
    }
  }
}

function* policies(mesh: Mesh): Iterable<Finding> {
  for (const manifest of mesh.all("istio/DestinationRule")) {
    const { spec } = manifest;
    const subsets = (spec.subsets ?? []).map(({ trafficPolicy }) => trafficPolicy);
    for (const { port } of [spec.trafficPolicy, ...subsets].flatMap((policy) => policy?.portLevelSettings ?? [])) {
      if (port?.number === undefined) continue;
      const found = judge(mesh, { host: spec.host, manifest, port: port.number });
      if (found) yield { at: at(manifest, port, "number"), ...found, severity: "warning", upstream: [] };
    }
  }
}

export default defineRule({
  summary: "A route or traffic policy names a port that the Service does not have",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "A destination port is the port of the Service, not of the pods. The proxy has no cluster for another port, so requests on this route are answered with 503; settings for such a port never apply.",
  fix: "Use the Service's `port`, not its `targetPort`.",
  links: ["https://istio.io/latest/docs/reference/config/networking/virtual-service/#PortSelector"],
  upstream: ["IST0101"],
  bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: reviews, namespace: shop }
      spec:
        hosts: [reviews]
        http:
          - route:
              - destination:
                  host: reviews
                  port:
                    number: 9080 # error: "reviews" has no port 9080: 9080 is the targetPort of 80
          - route:
              - destination: { host: reviews, port: { number: 81 } } # error: it has 80 and 443
      ---
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: { name: reviews, namespace: shop }
      spec:
        host: reviews
        trafficPolicy:
          portLevelSettings:
            - port: { number: 8443 } # warning: "reviews" has no port 8443
              tls: { mode: DISABLE }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: reviews, namespace: shop }
      spec:
        selector: { app: reviews }
        ports: [{ name: http, port: 80, targetPort: 9080 }, { name: https, port: 443 }]
    `,
  ],
  good: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: maps, namespace: shop }
      spec:
        hosts: [maps.example.com]
        tls:
          - match: [{ port: 443, sniHosts: [maps.example.com] }]
            route: [{ destination: { host: maps.example.com, port: { number: 443 } } }]
      ---
      apiVersion: networking.istio.io/v1
      kind: ServiceEntry
      metadata: { name: maps, namespace: shop }
      spec: { hosts: [maps.example.com], ports: [{ number: 443, name: tls, protocol: TLS }], resolution: DNS }
    `,
  ],
  *check(mesh) {
    yield* routes(mesh);
    yield* policies(mesh);
  },
});
