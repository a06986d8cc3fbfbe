/** Service ports whose protocol Istio has to guess. */

import { injectionOf, namespacesNamed, neverInjected } from "../../src/mesh/injection.ts";
import { usesLinkerdAlone } from "../../src/mesh/linkerd/presence.ts";
import { protocolProblem, protocols, type ServicePort } from "../../src/mesh/port-protocols.ts";
import { isUnknown } from "../../src/mesh/unknown.ts";
import { workloadsOf, type Service } from "../../src/mesh/workloads.ts";
import { at, defineRule, yaml, type Finding, type Mesh } from "../../src/rule/rule.ts";
import { listed } from "../../src/rule/words.ts";

const madeForGateways = ["gateway.networking.k8s.io/gateway-name", "gateway.istio.io/managed"];

/** Whether nothing of Istio can be behind a Service, as far as the files show. */
function isOutside(mesh: Mesh, service: Service): boolean {
  const { labels, namespace } = service;
  // Istio's own Services, and those that istiod makes for gateways.
  if ("istio" in labels || labels.release === "istio" || madeForGateways.some((key) => key in labels)) return true;
  if (neverInjected.has(namespace)) return true;
  const workloads = workloadsOf(mesh, service);
  if (workloads.length > 0) return workloads.every((workload) => injectionOf(mesh, workload).is === "none");
  const known = namespacesNamed(mesh, namespace);
  const asks = ["istio-injection", "istio.io/rev", "istio.io/dataplane-mode"];
  return known.length > 0 && !known.some((one) => asks.some((key) => key in one.labels));
}

function judge(service: Service, port: ServicePort): Finding | undefined {
  const problem = protocolProblem(port);
  const isExternal = service.spec.type === "ExternalName";
  const { name, appProtocol } = port;
  if (isUnknown(name) || isUnknown(appProtocol)) return undefined;
  if (isExternal && (problem || name === "tcp")) {
    const message = `port ${port.port} of an ExternalName Service takes all its traffic for plain TCP: name its protocol`;
    const place = name === undefined ? at(service, port, "port") : at(service, port, "name");
    return { at: place, message, severity: "warning", upstream: ["IST0150"] };
  }
  if (!problem) return undefined;
  const list = listed(protocols, "or", 20);
  if (problem === "appProtocol") {
    const message = `unknown appProtocol "${appProtocol ?? ""}": Istio knows ${list}`;
    return { at: at(service, port, "appProtocol"), message, upstream: ["IST0118", "KIA0602"] };
  }
  if (name === undefined) {
    return { at: at(service, port, "port"), message: `port ${port.port} has no name, so Istio guesses its protocol` };
  }
  return { at: at(service, port, "name"), message: `"${name}" does not begin with a protocol: ${list}` };
}

export default defineRule({
  summary: "A Service port does not say its protocol, so Istio guesses it",
  category: "style",
  severity: "info",
  preset: "strict",
  since: "0.1.0",
  why: "Istio reads the protocol from `appProtocol` or from the beginning of the port's name (`http-web`). Otherwise it looks at the first bytes: this costs time on every connection, fails where the server speaks first, and policies by path or header do not hold where it takes a port for TCP.",
  fix: "Set `appProtocol`, or name the port `<protocol>` or `<protocol>-<suffix>`.",
  links: ["https://istio.io/latest/docs/ops/configuration/traffic-management/protocol-selection/"],
  upstream: ["IST0118", "KIA0601"],
  bad: [
    yaml`
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec:
        selector: { app: cart }
        ports:
          - { name: web, port: 8080 } # info: "web" does not begin with a protocol
          - { name: api, port: 8081, appProtocol: soap } # info: unknown appProtocol "soap"
    `,
    yaml`
      apiVersion: v1
      kind: Service
      metadata: { name: maps, namespace: shop }
      spec:
        type: ExternalName
        externalName: maps.example.com
        ports:
          - { name: tcp, port: 443 } # warning: takes all its traffic for plain TCP
    `,
  ],
  good: [
    yaml`
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec:
        selector: { app: cart }
        ports:
          - { name: http-web, port: 8080 }
          - { name: api, port: 8081, appProtocol: kubernetes.io/h2c }
          - { name: dns, port: 53, protocol: UDP }
          - { name: db, port: 3306 }
    `,
    yaml`
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop, annotations: { linkerd.io/inject: enabled } }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec: { selector: { app: cart }, ports: [{ name: web, port: 8080 }] }
    `,
    yaml`
      apiVersion: v1
      kind: Service
      metadata: { name: metrics, namespace: kube-system }
      spec: { selector: { app: metrics }, ports: [{ name: main, port: 8080 }] }
    `,
  ],
  *check(mesh) {
    if (usesLinkerdAlone(mesh)) return;
    for (const service of mesh.all("kubernetes/Service")) {
      const found = (service.spec.ports ?? []).map((port) => judge(service, port)).filter((one) => one !== undefined);
      if (found.length > 0 && !isOutside(mesh, service)) yield* found;
    }
  },
});
