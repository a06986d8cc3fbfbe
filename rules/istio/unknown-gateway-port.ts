/** Gateway servers on a port that the Service before the gateway pods does not have. */

import {
  selectorOfGateway,
  selectsInstalledGateway,
  servicesBeforeInstalled,
  servicesOfGateway,
  workloadsOfGateway,
  type Gateway,
} from "../../src/mesh/gateways.ts";
import { portsOf } from "../../src/mesh/services.ts";
import { mayHoldMoreAnywhere } from "../../src/mesh/unseen.ts";
import { at, defineRule, yaml, type Finding, type Mesh } from "../../src/rule/rule.ts";
import { listed } from "../../src/rule/words.ts";

/**
 * Ports of the Service that Istio's own installation brings (istio/istio manifests/charts/gateway/values.yaml); those of
 * istioctl's profiles lead to 8080 and 8443 (manifests/charts/gateways/istio-ingress/values.yaml), and its demo opens
 * two ports more (manifests/profiles/demo.yaml).
 */
const installedPorts = [15021, 80, 443, 8080, 8443, 15443, 31400];

interface Front {
  readonly ports: ReadonlySet<number>;
  readonly namespace: string;
  readonly name: string;
}

/** Ports of the proxy that Services lead to, by their own number or by that of the pods. */
function portsThrough(services: ReturnType<typeof servicesOfGateway>): number[] {
  const ports = services.flatMap(portsOf).filter(({ protocol }) => protocol === "TCP");
  return ports.flatMap(({ number, targetPort }) => [number, typeof targetPort === "number" ? targetPort : number]);
}

/** What stands before the pods of a Gateway; undefined where nobody knows. */
function frontOf(mesh: Mesh, gateway: Gateway): Front | undefined {
  const pods = workloadsOfGateway(mesh, gateway);
  const { rootNamespace } = mesh.settings;
  if (pods.length === 0) {
    if (!selectsInstalledGateway(selectorOfGateway(gateway))) return undefined;
    const more = portsThrough(servicesBeforeInstalled(mesh, selectorOfGateway(gateway)));
    return { ports: new Set([...installedPorts, ...more]), namespace: rootNamespace, name: "istio-ingressgateway" };
  }
  // Ports that a pod opens on its node need no Service.
  if (
    pods.some(({ hostNetwork, containerPorts }) => hostNetwork || containerPorts.some((port) => "hostPort" in port))
  ) {
    return undefined;
  }
  const services = servicesOfGateway(mesh, gateway);
  const namespace = pods[0]?.namespace ?? rootNamespace;
  return { ports: new Set(portsThrough(services)), namespace, name: services[0]?.name ?? pods[0]?.manifest.name ?? "" };
}

function* judge(mesh: Mesh, gateway: Gateway): Iterable<Finding> {
  const front = frontOf(mesh, gateway);
  if (!front) return;
  const { ports, namespace, name } = front;
  for (const { port } of gateway.spec.servers ?? []) {
    if (typeof port.number !== "number" || ports.has(port.number)) continue;
    const has = ports.size > 0 ? `it has ${listed(ports)}` : "no Service selects the gateway pods";
    const message = `the gateway's Service has no port ${port.number}: ${has}`;
    yield { at: at(gateway, port, "number"), message, absent: { kind: "kubernetes/Service", namespace, name } };
  }
}

export default defineRule({
  summary: "A Gateway server listens on a port that the gateway's Service does not have",
  category: "correctness",
  severity: "warning",
  since: "0.1.0",
  why: "The proxy opens the port, but no one reaches it: traffic comes to gateway pods through their Service, which only passes on the ports that it lists.",
  fix: "Add the port to the Service of the gateway pods, or use one that it has.",
  links: ["https://istio.io/latest/docs/reference/config/analysis/ist0162/"],
  upstream: ["IST0162"],
  claims: "absence",
  bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: Gateway
      metadata: { name: public, namespace: edge }
      spec:
        selector: { app: gateway }
        servers:
          - port: { number: 8443, name: https, protocol: HTTPS } # warning: has no port 8443: it has 443 and 9443
            hosts: [shop.example.com]
            tls: { mode: SIMPLE, credentialName: shop }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: gateway, namespace: edge }
      spec: { selector: { app: gateway }, ports: [{ name: https, port: 443, targetPort: 9443 }] }
      ---
      apiVersion: v1
      kind: Pod
      metadata: { name: gateway, namespace: edge, labels: { app: gateway } }
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
        servers:
          - port: { number: 80, name: http, protocol: HTTP }
            hosts: [shop.example.com]
          - port: { number: 8080, name: http-of-the-pods, protocol: HTTP }
            hosts: [web.example.com]
    `,
    yaml`
      apiVersion: networking.istio.io/v1
      kind: Gateway
      metadata: { name: local, namespace: serving }
      spec:
        selector: { istio: ingressgateway }
        servers:
          - port: { number: 8081, name: http, protocol: HTTP }
            hosts: ["*.svc.cluster.local"]
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: local-gateway, namespace: istio-system }
      spec: { selector: { istio: ingressgateway }, ports: [{ name: http2, port: 80, targetPort: 8081 }] }
    `,
  ],
  *check(mesh) {
    if (mayHoldMoreAnywhere(mesh)) return;
    for (const gateway of mesh.all("istio/Gateway")) yield* judge(mesh, gateway);
  },
});
