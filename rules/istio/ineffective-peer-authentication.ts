/** PeerAuthentications, or parts of them, that istiod or the pods never heed. */

import { injectionOf } from "../../src/mesh/injection.ts";
import { mayListenOn, mistakenPort } from "../../src/mesh/listening.ts";
import type { Mesh } from "../../src/mesh/mesh.ts";
import { isIgnored, selectedLabels, type PeerAuthentication } from "../../src/mesh/mtls.ts";
import { podlessSelectedBy } from "../../src/mesh/podless.ts";
import { workloadsSelectedBy } from "../../src/mesh/workloads.ts";
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
      apiVersion: security.istio.io/v1
      kind: PeerAuthentication
      metadata: { name: web, namespace: shop }
      spec:
        selector: { matchLabels: { app: web } }
        portLevelMtls:
          80: { mode: DISABLE } # error: port of Service "web"
          9999: { mode: DISABLE } # which the pods may listen on without saying so
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: web, namespace: shop }
      spec: { selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }] }
      ---
      apiVersion: v1
      kind: Pod
      metadata: { name: web, namespace: shop, labels: { app: web } }
      spec: { containers: [{ name: web }] }
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
      metadata: { name: db, namespace: shop }
      spec:
        selector: { matchLabels: { app: db } }
        portLevelMtls: { 5432: { mode: DISABLE }, 9187: { mode: DISABLE }, 8008: { mode: DISABLE } }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: db, namespace: shop }
      spec: { clusterIP: None, selector: { app: db }, ports: [{ port: 5432, targetPort: 6432 }] } # called by pod
      ---
      apiVersion: v1
      kind: Pod
      metadata: { name: db, namespace: shop, labels: { app: db } }
      spec:
        containers:
          - { name: db, ports: [{ containerPort: 6432 }], readinessProbe: { httpGet: { port: 8008 } } }
          - { name: exporter, ports: [{ containerPort: 9187 }] }
    `,
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
  if (pods.length === 0 || podlessSelectedBy(mesh, labels ?? {}, policy.namespace).length > 0) return;
  const areDeclared = pods.every(({ containerPorts }) => containerPorts.length > 0);
  for (const key of Object.keys(ports)) {
    const place = at(policy, ports, key, "key");
    const port = Number(key);
    const mistaken = mistakenPort(mesh, pods, port);
    if (mistaken) {
      const name = `"${mistaken.service.name}"`;
      const message = `${key} is the port of Service ${name}, not of a container, so this has no effect`;
      yield { at: place, code: "service-port", message };
    } else if (areDeclared && !pods.some((workload) => mayListenOn(mesh, workload, port))) {
      const message = `${key} is no container port of these pods`;
      yield { at: place, code: "unknown-port", message, severity: "warning" };
    }
  }
}
