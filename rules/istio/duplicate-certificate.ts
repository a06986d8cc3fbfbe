/** Gateways of the same pods that show the same certificate. */

import { hasAlternatives } from "../../src/mesh/alternatives.ts";
import { selectorOfGateway, type Gateway, type Server } from "../../src/mesh/gateways.ts";
import { question } from "../../src/mesh/mesh.ts";
import { selects } from "../../src/mesh/selectors.ts";
import { isUnknown } from "../../src/mesh/unknown.ts";
import { at, defineRule, yaml, type Finding } from "../../src/rule/rule.ts";

type Tls = NonNullable<Server["tls"]>;

interface Shown {
  readonly gateway: Gateway;
  readonly tls: Tls;
  readonly key: "credentialName" | "serverCertificate";
}

/** What a server shows; files count where no Secret is named. */
function certificateOf({ tls }: Server): { readonly id: string; readonly key: Shown["key"] } | undefined {
  if (!tls) return undefined;
  const { credentialName, serverCertificate, privateKey } = tls;
  if (credentialName) return { id: `credential\n${credentialName}`, key: "credentialName" };
  if (!serverCertificate || !privateKey) return undefined;
  return { id: `file\n${serverCertificate}\n${privateKey}`, key: "serverCertificate" };
}

const shownByCertificate = question((mesh): ReadonlyMap<string, readonly Shown[]> => {
  const found = new Map<string, Shown[]>();
  for (const gateway of mesh.all("istio/Gateway")) {
    if (hasAlternatives(mesh, gateway)) continue;
    for (const server of gateway.spec.servers ?? []) {
      const certificate = certificateOf(server);
      if (!certificate || !server.tls || isUnknown(certificate.id)) continue;
      const shown = { gateway, tls: server.tls, key: certificate.key };
      const known = found.get(certificate.id);
      if (known) known.push(shown);
      else found.set(certificate.id, [shown]);
    }
  }
  return found;
});

/** Whether the pods of the other are pods of this one, too (istio/istio pkg/config/analysis/analyzers/gateway). */
function sharesPods(one: Gateway, other: Gateway): boolean {
  return one !== other && selects(selectorOfGateway(one), selectorOfGateway(other));
}

export default defineRule({
  summary: "Two Gateways of the same pods show the same certificate",
  category: "reliability",
  severity: "warning",
  since: "0.1.0",
  why: "A browser that talks HTTP/2 uses one connection for all hosts of a certificate. A request for the host of the second Gateway then comes in over the first one, which knows no route for it and answers 404.",
  fix: "Put the hosts of this certificate into one Gateway and let all VirtualServices refer to it.",
  links: [
    "https://istio.io/latest/docs/ops/common-problems/network-issues/#404-errors-occur-when-multiple-gateways-configured-with-same-tls-certificate",
    "https://istio.io/latest/docs/reference/config/analysis/ist0138/",
  ],
  upstream: ["IST0138"],
  bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: Gateway
      metadata: { name: shop, namespace: shop }
      spec:
        selector: { istio: edge }
        servers:
          - port: { number: 443, name: https, protocol: HTTPS }
            hosts: [shop.example.com]
            tls: { mode: SIMPLE, credentialName: wildcard } # warning: Gateway "blog/blog" shows the same certificate "wildcard"
      ---
      apiVersion: networking.istio.io/v1
      kind: Gateway
      metadata: { name: blog, namespace: blog }
      spec:
        selector: { istio: edge, zone: a }
        servers:
          - port: { number: 443, name: https, protocol: HTTPS }
            hosts: [blog.example.com]
            tls: { mode: SIMPLE, credentialName: wildcard }
    `,
  ],
  good: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: Gateway
      metadata: { name: shop, namespace: shop }
      spec:
        selector: { istio: edge }
        servers:
          - port: { number: 443, name: https, protocol: HTTPS }
            hosts: [shop.example.com]
            tls: { mode: SIMPLE, credentialName: wildcard }
          - port: { number: 8443, name: https-alt, protocol: HTTPS }
            hosts: [shop.example.com]
            tls: { mode: SIMPLE, credentialName: wildcard }
      ---
      apiVersion: networking.istio.io/v1
      kind: Gateway
      metadata: { name: blog, namespace: blog }
      spec:
        selector: { istio: other }
        servers:
          - port: { number: 443, name: https, protocol: HTTPS }
            hosts: [blog.example.com]
            tls: { mode: SIMPLE, credentialName: wildcard }
    `,
  ],
  *check(mesh) {
    for (const shown of shownByCertificate(mesh).values()) {
      for (const { gateway, tls, key } of shown.length > 1 ? shown : []) {
        // One is enough, and in a crowd the first hundreds hold it.
        const other = shown.slice(0, 500).find((each) => sharesPods(gateway, each.gateway));
        if (!other) continue;
        const finding: Finding = {
          at: at(gateway, tls, key),
          message: `Gateway "${other.gateway.namespace}/${other.gateway.name}" shows the same certificate "${tls[key] ?? ""}"`,
          related: [{ at: at(other.gateway, other.tls, other.key), message: "the other server" }],
        };
        yield finding;
      }
    }
  },
});
