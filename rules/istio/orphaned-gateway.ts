/** Gateways whose selector picks no pod. */

import { selectorOfGateway, selectsInstalledGateway, type Gateway } from "../../src/mesh/gateways.ts";
import { podlessSelectedBy } from "../../src/mesh/podless.ts";
import { mayHoldMoreAnywhere } from "../../src/mesh/unseen.ts";
import { maySelectWorkload, workloads } from "../../src/mesh/workloads.ts";
import { at, defineRule, yaml, type Mesh } from "../../src/rule/rule.ts";
import { listed } from "../../src/rule/words.ts";

/** Pods of Kubernetes Gateways are made by istiod and carry such labels. */
const generated = ["gateway.networking.k8s.io/gateway-name", "istio.io/gateway-name"];

/** Where gateway pods of this environment live, as far as the files show. */
function homeOf(mesh: Mesh): string {
  const gateway = workloads(mesh).find(
    ({ podSpec, podAnnotations }) =>
      podAnnotations["inject.istio.io/templates"] === "gateway" ||
      podSpec.containers?.some(({ name }) => name === "istio-proxy"),
  );
  return gateway?.namespace ?? mesh.settings.rootNamespace;
}

function isReached(mesh: Mesh, gateway: Gateway): boolean {
  const selector = selectorOfGateway(gateway);
  const keys = Object.keys(selector);
  if (keys.length === 0 || keys.some((key) => generated.includes(key))) return true;
  return (
    selectsInstalledGateway(selector) ||
    maySelectWorkload(mesh, selector) ||
    podlessSelectedBy(mesh, selector).length > 0
  );
}

export default defineRule({
  summary: "A Gateway selects no pod",
  category: "correctness",
  severity: "warning",
  since: "0.1.0",
  why: "A Gateway only configures proxies that run already: those whose pod labels hold its selector. Without one no port is opened, and every VirtualService bound to it is unreachable.",
  fix: "Use the labels of the gateway pods (their template, not their Deployment).",
  links: [
    "https://istio.io/latest/docs/reference/config/networking/gateway/#Gateway",
    "https://istio.io/latest/docs/reference/config/analysis/ist0101/",
  ],
  upstream: ["IST0101", "KIA0302"],
  claims: "absence",
  bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: Gateway
      metadata: { name: public, namespace: edge }
      spec:
        selector: { istio: edge-gateway } # warning: no pod has the labels istio=edge-gateway
        servers: [{ port: { number: 80, name: http, protocol: HTTP }, hosts: ["*"] }]
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: gateway, namespace: edge, labels: { istio: edge-gateway } }
      spec:
        selector: { matchLabels: { app: gateway } }
        template:
          metadata: { labels: { app: gateway } }
          spec: { containers: [{ name: istio-proxy, image: auto }] }
    `,
  ],
  good: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: Gateway
      metadata: { name: public, namespace: edge }
      spec:
        selector: { istio: ingressgateway }
        servers: [{ port: { number: 80, name: http, protocol: HTTP }, hosts: ["*"] }]
      ---
      apiVersion: networking.istio.io/v1
      kind: Gateway
      metadata: { name: own, namespace: edge }
      spec:
        selector: { app: gateway }
        servers: [{ port: { number: 80, name: http, protocol: HTTP }, hosts: ["*"] }]
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: gateway, namespace: gateways }
      spec:
        selector: { matchLabels: { app: gateway } }
        template:
          metadata: { labels: { app: gateway } }
          spec: { containers: [{ name: istio-proxy, image: auto }] }
    `,
  ],
  *check(mesh) {
    if (mayHoldMoreAnywhere(mesh)) return;
    for (const gateway of mesh.all("istio/Gateway")) {
      if (isReached(mesh, gateway)) continue;
      const labels = listed(Object.entries(selectorOfGateway(gateway)).map(([key, value]) => `${key}=${value}`));
      yield {
        at: at(gateway, gateway.spec, "selector"),
        message: `no pod has the labels ${labels}`,
        absent: { kind: "kubernetes/Deployment", namespace: homeOf(mesh), name: gateway.name },
      };
    }
  },
});
