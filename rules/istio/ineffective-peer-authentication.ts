/** PeerAuthentications, or parts of them, that istiod or the pods never heed. */

import { injectionOf } from "../../src/mesh/injection.ts";
import type { Mesh } from "../../src/mesh/mesh.ts";
import { isIgnored, selectedLabels, type PeerAuthentication } from "../../src/mesh/mtls.ts";
import { podlessSelectedBy } from "../../src/mesh/podless.ts";
import { targetPortOf } from "../../src/mesh/service-ports.ts";
import { servicesOf, workloadsSelectedBy, type Service, type Workload } from "../../src/mesh/workloads.ts";
import { at, defineRule, yaml, type Finding } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "A PeerAuthentication, or a port of it, has no effect",
  category: "security",
  severity: "error",
  since: "0.1.0",
  precision: "high",
  securitySeverity: "6.5",
  why:
    "A policy that is not heeded leaves its pods in whatever mode the rest gives them, mostly PERMISSIVE. Istio ignores " +
    "selectors in the root namespace, and looks up `portLevelMtls` by the port of the container, not of the Service.",
  fix: "Put the policy into the namespace of its pods; key `portLevelMtls` by the container port.",
  links: [
    "https://istio.io/latest/docs/reference/config/security/peer_authentication/#PeerAuthentication",
    "https://istio.io/latest/docs/tasks/security/authentication/authn-policy/#enable-mutual-tls-per-workload",
  ],
  codes: {
    "root-selector": "A policy of the root namespace selects pods, so it is ignored",
    "service-port": "`portLevelMtls` names the port of a Service, not of the container",
    "unknown-port": "`portLevelMtls` names a port that no container declares",
    "outside-mesh": "All pods of the policy are outside of the mesh",
  },
  bad: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: PeerAuthentication
      metadata:
        name: ratings
        namespace: istio-system
      spec:
        selector: # error: ignored in the root namespace
          matchLabels:
            app: ratings
        mtls:
          mode: STRICT
    `,
    yaml`
      apiVersion: security.istio.io/v1
      kind: PeerAuthentication
      metadata:
        name: cart
        namespace: shop
      spec:
        selector:
          matchLabels:
            app: cart
        portLevelMtls:
          80: # error: port of Service "cart"
            mode: DISABLE
          9999: # warning: no container port
            mode: DISABLE
      ---
      apiVersion: v1
      kind: Service
      metadata:
        name: cart
        namespace: shop
      spec:
        selector:
          app: cart
        ports:
          - port: 80
            targetPort: 8080
      ---
      apiVersion: v1
      kind: Pod
      metadata:
        name: cart
        namespace: shop
        labels:
          app: cart
      spec:
        containers:
          - name: cart
            ports:
              - containerPort: 8080
    `,
    yaml`
      apiVersion: v1
      kind: Namespace
      metadata:
        name: shop
        labels:
          istio-injection: disabled
      ---
      apiVersion: security.istio.io/v1
      kind: PeerAuthentication
      metadata:
        name: strict # error: outside of the mesh
        namespace: shop
      spec:
        mtls:
          mode: STRICT
      ---
      apiVersion: v1
      kind: Pod
      metadata:
        name: cart
        namespace: shop
      spec:
        containers:
          - name: cart
    `,
  ],
  good: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: PeerAuthentication
      metadata:
        name: default
        namespace: istio-system
      spec:
        selector:
          matchLabels: {}
        mtls:
          mode: STRICT
      ---
      apiVersion: security.istio.io/v1
      kind: PeerAuthentication
      metadata:
        name: cart
        namespace: shop
      spec:
        selector:
          matchLabels:
            app: cart
        portLevelMtls:
          8080:
            mode: DISABLE
          9090:
            mode: DISABLE
      ---
      apiVersion: v1
      kind: Pod
      metadata:
        name: cart
        namespace: shop
        labels:
          app: cart
      spec:
        containers:
          - name: cart
            ports:
              - containerPort: 8080
              - containerPort: 9090
    `,
    yaml`
      apiVersion: security.istio.io/v1
      kind: PeerAuthentication
      metadata: { name: default, namespace: vm }
      spec: { mtls: { mode: STRICT } }
      ---
      apiVersion: networking.istio.io/v1
      kind: WorkloadGroup
      metadata: { name: batch, namespace: vm }
      spec: { template: { serviceAccount: default } }
      ---
      apiVersion: v1
      kind: Pod
      metadata: { name: exporter, namespace: vm, labels: { sidecar.istio.io/inject: "false" } }
      spec: { containers: [{ name: exporter }] }
    `,
  ],

  *check(mesh) {
    for (const policy of mesh.all("istio/PeerAuthentication")) {
      if (isIgnored(mesh, policy)) {
        const message = "a policy with a selector is ignored in the root namespace";
        yield { at: at(policy, policy.spec, "selector"), code: "root-selector", message };
        continue;
      }
      const outside = outsideMesh(mesh, policy);
      if (outside) yield outside;
      else yield* deadPorts(mesh, policy);
    }
  },
});

function outsideMesh(mesh: Mesh, policy: PeerAuthentication): Finding | undefined {
  if (policy.namespace === mesh.settings.rootNamespace) return undefined;
  const pods = workloadsSelectedBy(mesh, selectedLabels(policy) ?? {}, policy.namespace);
  const injections = pods.map((workload) => injectionOf(mesh, workload));
  if (injections.length === 0 || injections.some(({ is }) => is !== "none")) return undefined;
  // Machines outside of the cluster have sidecars, too.
  if (podlessSelectedBy(mesh, selectedLabels(policy) ?? {}, policy.namespace).length > 0) return undefined;
  const why = injections[0];
  return {
    at: at(policy, policy.metadata, "name"),
    code: "outside-mesh",
    message: `all its pods are outside of the mesh: ${why?.why ?? ""}`,
    ...(why?.at && { related: [{ at: why.at, message: why.why }] }),
  };
}

function* deadPorts(mesh: Mesh, policy: PeerAuthentication): Generator<Finding> {
  const ports = policy.spec.portLevelMtls ?? {};
  const labels = selectedLabels(policy);
  const pods = labels ? workloadsSelectedBy(mesh, labels, policy.namespace) : [];
  if (pods.length === 0 || pods.some(({ containerPorts }) => containerPorts.length === 0)) return;
  for (const key of Object.keys(ports)) {
    const port = Number(key);
    if (pods.some((workload) => listensOn(mesh, workload, port))) continue;
    const service = servicePort(mesh, pods, port);
    const message = service
      ? `${key} is the port of Service "${service.name}", not of a container, so this has no effect`
      : `${key} is no container port of these pods`;
    yield {
      at: at(policy, ports, key, "key"),
      code: service ? "service-port" : "unknown-port",
      message,
      ...(!service && { severity: "warning" }),
    };
  }
}

/** Containers need not declare their ports: what a Service sends to counts as well. */
function listensOn(mesh: Mesh, workload: Workload, port: number): boolean {
  if (workload.containerPorts.some(({ containerPort }) => containerPort === port)) return true;
  return servicesOf(mesh, workload).some(({ spec }) =>
    (spec.ports ?? []).some((entry) => targetPortOf(entry, workload) === port),
  );
}

function servicePort(mesh: Mesh, pods: readonly Workload[], port: number): Service | undefined {
  const services = pods.flatMap((workload) => servicesOf(mesh, workload));
  return services.find(({ spec }) => (spec.ports ?? []).some((entry) => entry.port === port));
}
