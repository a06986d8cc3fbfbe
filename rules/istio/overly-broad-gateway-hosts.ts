/** Servers that any VirtualService may bind any host to. */

import { serverHost, type Server } from "../../src/mesh/gateways.ts";
import { isUnknown } from "../../src/mesh/unknown.ts";
import { at, defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "A Gateway server accepts any host from any namespace",
  category: "security",
  severity: "warning",
  since: "0.1.0",
  precision: "high",
  securitySeverity: "4.0",
  why:
    "With `*` every namespace may attach a VirtualService for every host, a host of another team included, and the " +
    "gateway answers for names that nobody meant to publish.",
  fix: "List the hosts, and put the namespace before them: `shop/shop.example.com`.",
  links: ["https://istio.io/latest/docs/ops/best-practices/security/#avoid-overly-broad-hosts-configurations"],
  bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: Gateway
      metadata:
        name: public
        namespace: shop
      spec:
        selector:
          istio: ingressgateway
        servers:
          - port:
              number: 80
              name: http
              protocol: HTTP
            hosts:
              - "*" # warning: any host from any namespace
              - "*.com" # warning: any host below "com"
    `,
  ],
  good: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: Gateway
      metadata:
        name: public
        namespace: shop
      spec:
        selector:
          istio: ingressgateway
        servers:
          - port:
              number: 80
              name: http
              protocol: HTTP
            hosts: ["*"]
            tls:
              httpsRedirect: true
          - port:
              number: 8080
              name: http-apps
              protocol: HTTP
            hosts: [./*, shop/*, "*.example.com"]
          - port:
              number: 15443
              name: tls
              protocol: TLS
            hosts: ["*.local"]
            tls:
              mode: AUTO_PASSTHROUGH
    `,
  ],

  *check(mesh) {
    for (const gateway of mesh.all("istio/Gateway")) {
      for (const server of gateway.spec.servers ?? []) {
        const { hosts } = server;
        if (isExempt(server)) continue;
        for (const [index, written] of hosts.entries()) {
          const breadth = isUnknown(written) ? undefined : breadthOf(written);
          if (breadth) yield { at: at(gateway, hosts, index), message: `"${written}" accepts ${breadth}` };
        }
      }
    }
  },
});

/** Nothing but a redirect is served, or clusters talk to each other. */
function isExempt({ tls }: Server): boolean {
  return tls?.httpsRedirect === true || tls?.mode === "AUTO_PASSTHROUGH";
}

function breadthOf(written: string): string | undefined {
  const { namespace, host } = serverHost(written);
  if (namespace !== "*") return undefined;
  if (host === "*") return "any host from any namespace";
  const below = /^\*\.([^.]+)$/.exec(host)?.[1];
  return below === undefined ? undefined : `any host below "${below}" from any namespace`;
}
