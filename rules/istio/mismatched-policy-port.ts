/** Ports of AuthorizationPolicies that are those of a Service. */

import {
  oncePerSelector,
  operationsOf,
  policySelector,
  workloadsUnder,
  type AuthorizationPolicy,
  type AuthorizationRule,
} from "../../src/mesh/authorization.ts";
import { injectionOf } from "../../src/mesh/injection.ts";
import { mistakenPort, type MistakenPort } from "../../src/mesh/listening.ts";
import type { Mesh } from "../../src/mesh/mesh.ts";
import { podlessSelectedBy } from "../../src/mesh/podless.ts";
import { isTargeted } from "../../src/mesh/policies.ts";
import { mayHoldMore } from "../../src/mesh/unseen.ts";
import type { Workload } from "../../src/mesh/workloads.ts";
import { at, defineRule, yaml, type Finding } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "A policy names the port of a Service where the pods listen on another",
  category: "security",
  severity: "error",
  since: "0.1.0",
  precision: "high",
  securitySeverity: "6.5",
  why:
    "`ports` and `destination.port` are compared with the port of the pod on which a request arrives. The port of a " +
    "Service with another `targetPort` is never seen there: an ALLOW lets nobody in, a DENY refuses nothing, and " +
    "`notPorts` excepts nothing.",
  fix: "Write the port of the container, which is the `targetPort` of the Service.",
  links: [
    "https://istio.io/latest/docs/reference/config/security/authorization-policy/#Operation",
    "https://istio.io/latest/docs/reference/config/security/conditions/",
  ],
  bad: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata: { name: cart, namespace: shop }
      spec:
        selector: { matchLabels: { app: cart } }
        action: DENY
        rules:
          - to:
              - operation:
                  ports: ["80"] # error: "80" is the port of Service "cart", whose pods listen on 8080: no request arrives on it
          - to:
              - operation:
                  notPorts: ["80", "9090"] # error: whose pods listen on 8080: this excepts nothing
          - when:
              - key: destination.port
                values: ["80"] # error: whose pods listen on 8080
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec:
        selector: { app: cart }
        ports: [{ name: http, port: 80, targetPort: web }]
      ---
      apiVersion: v1
      kind: Pod
      metadata: { name: cart, namespace: shop, labels: { app: cart } }
      spec:
        containers:
          - name: cart
            ports: [{ name: web, containerPort: 8080 }, { containerPort: 9090 }]
    `,
  ],
  good: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata: { name: cart, namespace: shop }
      spec:
        selector: { matchLabels: { app: cart } }
        rules:
          - to: [{ operation: { ports: ["8080"] } }]
          - to: [{ operation: { ports: ["80", "8080"] } }] # both, to be on the safe side
          - to: [{ operation: { ports: ["5432", "7000", "8086", "9000"] } }]
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec:
        selector: { app: cart }
        ports: [{ name: http, port: 80, targetPort: 8080 }, { name: sql, port: 5432 }]
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart-pods, namespace: shop }
      spec: { clusterIP: None, selector: { app: cart }, ports: [{ name: http, port: 7000, targetPort: 8080 }] }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: influx, namespace: shop }
      spec: { selector: { app: cart }, ports: [{ port: 8086, targetPort: 8080 }, { port: 9000, targetPort: 8080 }] }
      ---
      apiVersion: networking.istio.io/v1
      kind: Sidecar
      metadata: { name: cart, namespace: shop }
      spec:
        workloadSelector: { labels: { app: cart } }
        ingress: [{ port: { number: 9000, protocol: HTTP, name: http }, defaultEndpoint: 127.0.0.1:8080 }]
      ---
      apiVersion: v1
      kind: Pod
      metadata: { name: cart, namespace: shop, labels: { app: cart } }
      spec: { containers: [{ name: cart, readinessProbe: { httpGet: { port: 8086 } } }] }
    `,
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata: { name: all, namespace: shop }
      spec: { rules: [{ to: [{ operation: { ports: ["80"] } }] }] } # right for one of the two
      ---
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata: { name: waypoint, namespace: shop }
      spec:
        targetRefs: [{ kind: Service, group: "", name: cart }] # a waypoint sees ports of Services
        rules: [{ to: [{ operation: { ports: ["80"] } }] }]
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec: { selector: { app: cart }, ports: [{ port: 80, targetPort: 8080 }] }
      ---
      apiVersion: v1
      kind: Pod
      metadata: { name: cart, namespace: shop, labels: { app: cart } }
      spec: { containers: [{ name: cart }] }
      ---
      apiVersion: v1
      kind: Pod
      metadata: { name: web, namespace: shop, labels: { app: web } }
      spec: { containers: [{ name: web, ports: [{ containerPort: 80 }] }] }
    `,
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata: { name: all, namespace: shop }
      spec: { rules: [{ to: [{ operation: { ports: ["80"] } }] }] }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec: { selector: { app: cart }, ports: [{ port: 80, targetPort: 8080 }] }
      ---
      apiVersion: v1
      kind: Pod
      metadata: { name: cart, namespace: shop, labels: { app: cart } }
      spec: { containers: [{ name: cart }] }
      ---
      apiVersion: v1
      kind: Pod
      metadata: { name: web, namespace: shop, labels: { app: web } }
      spec: { containers: [{ name: web }] } # may listen on any port
    `,
  ],

  *check(mesh) {
    const mistakenUnder = oncePerSelector((policy) => mistakenAmong(mesh, podsUnder(mesh, policy)));
    for (const policy of mesh.all("istio/AuthorizationPolicy")) {
      const lists = (policy.spec.rules ?? []).flatMap(portListsOf);
      const mistakenOf = lists.length > 0 && !isTargeted(policy) ? mistakenUnder(policy) : undefined;
      if (mistakenOf) for (const list of lists) yield* mistakes(policy, list, mistakenOf);
    }
  },
});

interface PortList {
  readonly ports: readonly string[];
  readonly excepts: boolean;
}

function portListsOf(rule: AuthorizationRule): readonly PortList[] {
  const conditions = (rule.when ?? []).filter(({ key }) => key === "destination.port");
  return [
    ...operationsOf(rule).flatMap(({ ports, notPorts }) => [listed(ports, false), listed(notPorts, true)]),
    ...conditions.flatMap(({ values, notValues }) => [listed(values, false), listed(notValues, true)]),
  ].filter(({ ports }) => ports.length > 0);
}

function listed(ports: readonly string[] = [], excepts: boolean): PortList {
  return { ports, excepts };
}

type MistakenOf = (port: number) => MistakenPort | undefined;

/** What to ask of the ports of these pods, if anything. */
function mistakenAmong(mesh: Mesh, pods: readonly Workload[]): MistakenOf | undefined {
  if (pods.length === 0) return undefined;
  const known = new Map<number, MistakenPort | undefined>();
  return (port) => {
    if (!known.has(port)) known.set(port, mistakenPort(mesh, pods, port));
    return known.get(port);
  };
}

/** All pods that the policy speaks of; none where there may be others. */
function podsUnder(mesh: Mesh, policy: AuthorizationPolicy): readonly Workload[] {
  const { namespace } = policy;
  const labels = policySelector(policy);
  const isRoot = namespace === mesh.settings.rootNamespace;
  if (podlessSelectedBy(mesh, labels ?? {}, isRoot ? undefined : namespace).length > 0) return [];
  // Other files may hold other pods of the namespace, but hardly of these labels.
  if (!labels && (isRoot || mesh.environment.completeness !== "complete" || mayHoldMore(mesh, namespace))) return [];
  const pods = workloadsUnder(mesh, policy);
  return pods.filter((workload) => injectionOf(mesh, workload).is !== "none");
}

function* mistakes(
  policy: AuthorizationPolicy,
  { ports, excepts }: PortList,
  mistakenOf: MistakenOf,
): Generator<Finding> {
  for (const [index, port] of ports.entries()) {
    const mistaken = /^\d+$/.test(port) ? mistakenOf(Number(port)) : undefined;
    // Whoever names both means to be on the safe side.
    if (!mistaken || mistaken.targets.some((target) => ports.includes(String(target)))) continue;
    yield { at: at(policy, ports, index), ...saying(port, mistaken, excepts) };
  }
}

function saying(port: string, { service, owner, targets }: MistakenPort, excepts: boolean): Omit<Finding, "at"> {
  const where = targets.join(" or ");
  const effect = excepts ? "this excepts nothing" : "no request arrives on it";
  return {
    message: `"${port}" is the port of Service "${service.name}", whose pods listen on ${where}: ${effect}`,
    related: [{ at: at(service, owner, "port"), message: `sends to ${where}` }],
  };
}
