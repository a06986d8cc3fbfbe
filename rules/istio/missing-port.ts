/** Destinations that leave the port open although their Service has several. */

import { fullHost } from "../../src/mesh/hosts.ts";
import { gatewayNames, targetsOf } from "../../src/mesh/routes.ts";
import { portsServed, servingFor } from "../../src/mesh/services.ts";
import { readersOf } from "../../src/mesh/visibility.ts";
import { at, defineRule, yaml } from "../../src/rule/rule.ts";
import { listed } from "../../src/rule/words.ts";

export default defineRule({
  summary: "A destination names no port although its Service has several",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "With one port Istio takes that one. With several it takes the port that the request came in on; at a gateway this is the gateway's port, which the Service seldom has, and the request is answered with 503. In the mesh alone it works for callers that use one of the ports, so there it is a warning.",
  fix: "Add `port.number` to the destination.",
  links: ["https://istio.io/latest/docs/reference/config/analysis/ist0112/"],
  upstream: ["IST0112"],
  bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: shop, namespace: shop }
      spec:
        hosts: [shop.example.com]
        gateways: [edge/public]
        http:
          - route:
              - destination: { host: shop } # error: "shop" has ports 8080 and 9090, so a port must be chosen
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: shop, namespace: shop }
      spec:
        selector: { app: shop }
        ports: [{ name: http, port: 8080 }, { name: http-admin, port: 9090 }]
    `,
  ],
  good: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: shop, namespace: shop }
      spec:
        hosts: [shop.example.com]
        gateways: [edge/public]
        http:
          - match: [{ uri: { prefix: /admin } }]
            route: [{ destination: { host: shop, port: { number: 9090 } } }]
          - route: [{ destination: { host: cart } }]
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: shop, namespace: shop }
      spec:
        selector: { app: shop }
        ports: [{ name: http, port: 8080 }, { name: http-admin, port: 9090 }]
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec: { selector: { app: cart }, ports: [{ name: http, port: 80 }] }
    `,
  ],
  *check(mesh) {
    for (const manifest of mesh.all("istio/VirtualService")) {
      const severity = gatewayNames(manifest).every((name) => name === "mesh") ? "warning" : "error";
      for (const { destination } of targetsOf(manifest)) {
        if (destination.port?.number !== undefined) continue;
        const host = fullHost(mesh, destination.host, manifest.namespace);
        const serving = servingFor(mesh, host, readersOf(manifest));
        // Several that serve one host may be alternatives; each must leave the choice open.
        const choices = serving.by.map((server) => portsServed({ is: "served", by: [server] })?.map((p) => p.number));
        if (serving.is !== "served" || choices.some((ports) => ports === undefined || ports.length < 2)) continue;
        const message = `"${destination.host}" has ports ${listed(choices.flat().map(String))}, so a port must be chosen`;
        yield { at: at(manifest, destination, "host"), message, severity };
      }
    }
  },
});
