/** Hosts that a Sidecar imports although nothing serves them. */

import { knownNamespaces } from "../../src/mesh/identity.ts";
import { serverHost } from "../../src/mesh/gateways.ts";
import { servingOf } from "../../src/mesh/services.ts";
import { isUnknown } from "../../src/mesh/unknown.ts";
import { at, defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "A Sidecar imports a host that nothing serves",
  category: "correctness",
  severity: "warning",
  since: "0.1.0",
  precision: "high",
  claims: "absence",
  why: "The listener gets no destination, so calls that were meant for it fail or leave the mesh unseen.",
  fix: "Write `namespace/full.host.name` of an existing Service or ServiceEntry, or remove the entry.",
  links: ["https://istio.io/latest/docs/reference/config/networking/sidecar/#IstioEgressListener"],
  upstream: ["KIA1004"],
  bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: Sidecar
      metadata:
        name: default
        namespace: shop
      spec:
        egress:
          - hosts:
              - shop/cart.shop.svc.cluster.local
              - ./crat.shop.svc.cluster.local # warning: nothing serves "crat.shop.svc.cluster.local"
              - shop/api.example.com # warning: nothing serves "api.example.com"
      ---
      apiVersion: v1
      kind: Service
      metadata:
        name: cart
        namespace: shop
    `,
  ],
  good: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: Sidecar
      metadata:
        name: default
        namespace: shop
      spec:
        egress:
          - hosts: ["./*", "*/*", "~/*", "shop/*.shop.svc.cluster.local", "istio-system/*", "other/x.other.svc.cluster.local"]
      ---
      apiVersion: v1
      kind: Service
      metadata:
        name: cart
        namespace: shop
    `,
  ],

  *check(mesh) {
    for (const sidecar of mesh.all("istio/Sidecar")) {
      for (const { hosts = [] } of sidecar.spec.egress ?? []) {
        for (const [index, written] of hosts.entries()) {
          if (isUnknown(written)) continue;
          const { namespace: space, host } = serverHost(written);
          const namespace = space === "." ? sidecar.namespace : space;
          if (host.includes("*") || namespace === "~" || !host.includes(".")) continue;
          if (namespace !== "*" && !knownNamespaces(mesh).has(namespace)) continue;
          if (servingOf(mesh, host, sidecar.namespace).is !== "missing") continue;
          const kind = host.endsWith(`.svc.${mesh.settings.clusterDomain}`)
            ? "kubernetes/Service"
            : "istio/ServiceEntry";
          yield {
            at: at(sidecar, hosts, index),
            message: `nothing serves "${host}"`,
            absent: { kind, ...(namespace !== "*" && { namespace }), name: host },
          };
        }
      }
    }
  },
});
