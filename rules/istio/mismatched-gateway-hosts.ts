/** VirtualServices none of whose hosts their Gateway listens for. */

import {
  gatewayNamed,
  gatewaysNamed,
  kubernetesGatewaysNamed,
  serverHost,
  type Gateway,
  type GatewayName,
} from "../../src/mesh/gateways.ts";
import { hostsOverlap } from "../../src/mesh/hosts.ts";
import { isDelegate, type VirtualService } from "../../src/mesh/routes.ts";
import { isUnknown } from "../../src/mesh/unknown.ts";
import { hasBroken } from "../../src/mesh/unread.ts";
import { at, defineRule, yaml, type Mesh } from "../../src/rule/rule.ts";
import { listed } from "../../src/rule/words.ts";

/** Hosts that a Gateway takes from VirtualServices of a namespace; undefined where a placeholder hides one. */
function acceptedHosts({ spec, namespace }: Gateway, client: string): string[] | undefined {
  const accepted: string[] = [];
  for (const written of (spec.servers ?? []).flatMap(({ hosts }) => hosts)) {
    if (isUnknown(written)) return undefined;
    const { namespace: scope, host } = serverHost(written);
    if (scope === "*" || scope === client || (scope === "." && namespace === client)) accepted.push(host);
  }
  return accepted;
}

/** A listener without a host name takes all. */
function listenerHosts(mesh: Mesh, name: GatewayName): string[] {
  return kubernetesGatewaysNamed(mesh, name)
    .flatMap(({ spec }) => spec.listeners)
    .map(({ hostname }) => hostname || "*");
}

const gatewayKinds = ["istio/Gateway", "gateway-api/Gateway"];

/** Hosts of all that stand under this name; undefined where nobody knows. */
function hostsOf(mesh: Mesh, manifest: VirtualService, written: string): readonly string[] | undefined {
  const named = gatewayNamed(written, manifest.namespace);
  if (gatewayKinds.some((kind) => hasBroken(mesh, kind, named.namespace, named.name))) return undefined;
  const gateways = gatewaysNamed(mesh, named);
  const listeners = listenerHosts(mesh, named);
  if (gateways.length === 0 && listeners.length === 0) return undefined;
  const accepted = gateways.map((gateway) => acceptedHosts(gateway, manifest.namespace));
  return accepted.includes(undefined) ? undefined : [...accepted.flatMap((hosts) => hosts ?? []), ...listeners];
}

export default defineRule({
  summary: "A Gateway listens for none of the hosts of a VirtualService bound to it",
  category: "correctness",
  severity: "warning",
  since: "0.1.0",
  why: "A gateway only uses routes for hosts that one of its servers names (and opens to the VirtualService's namespace). None of these routes is attached, and requests are answered with 404.",
  fix: "Add the host to a server of the Gateway, or bind the VirtualService to the Gateway that has it.",
  links: ["https://istio.io/latest/docs/reference/config/analysis/ist0132/"],
  upstream: ["IST0132"],
  bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: shop, namespace: shop }
      spec:
        hosts: [shop.example.org]
        gateways:
          - edge/public # warning: takes shop.example.com and *.example.net from namespace "shop", and none of shop.example.org
        http: [{ route: [{ destination: { host: shop } }] }]
      ---
      apiVersion: networking.istio.io/v1
      kind: Gateway
      metadata: { name: public, namespace: edge }
      spec:
        selector: { istio: ingressgateway }
        servers:
          - port: { number: 80, name: http, protocol: HTTP }
            hosts: [shop.example.com, "*/*.example.net", "./shop.example.org"]
    `,
  ],
  good: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: shop, namespace: shop }
      spec:
        hosts: [shop.example.org, shop]
        gateways: [edge/public, mesh, elsewhere]
        http: [{ route: [{ destination: { host: shop } }] }]
      ---
      apiVersion: networking.istio.io/v1
      kind: Gateway
      metadata: { name: public, namespace: edge }
      spec:
        selector: { istio: ingressgateway }
        servers:
          - port: { number: 80, name: http, protocol: HTTP }
            hosts: ["shop/*.example.org"]
    `,
  ],
  *check(mesh) {
    for (const manifest of mesh.all("istio/VirtualService")) {
      const { hosts = [], gateways = [] } = manifest.spec;
      if (isDelegate(manifest) || hosts.some(isUnknown)) continue;
      for (const [index, written] of gateways.entries()) {
        const accepted = written === "mesh" ? undefined : hostsOf(mesh, manifest, written);
        if (!accepted || hosts.some((host) => accepted.some((other) => hostsOverlap(host, other)))) continue;
        const takes = accepted.length > 0 ? listed(accepted, "and", 3) : "no host";
        const from = `from namespace "${manifest.namespace}", and none of ${listed(hosts, "and", 3)}`;
        yield { at: at(manifest, gateways, index), message: `gateway "${written}" takes ${takes} ${from}` };
      }
    }
  },
});
