/** Probes of the kubelet that the policy of their port refuses. */

import { hasAlternatives } from "../../src/mesh/alternatives.ts";
import { authorizationsOfRoute, policiesOn } from "../../src/mesh/linkerd/authorizations.ts";
import { inboundPolicyOf, type InboundPolicy } from "../../src/mesh/linkerd/inbound.ts";
import { linkerdInjectionOf } from "../../src/mesh/linkerd/injection.ts";
import { probesOf, type Probe } from "../../src/mesh/linkerd/probes.ts";
import { skipsProxy } from "../../src/mesh/linkerd/proxy-settings.ts";
import { routesOnServer } from "../../src/mesh/linkerd/server-routes.ts";
import { serversOn } from "../../src/mesh/linkerd/servers.ts";
import { isUnknown } from "../../src/mesh/unknown.ts";
import { isVague, mayHoldUnread } from "../../src/mesh/unread.ts";
import { workloads, type Workload } from "../../src/mesh/workloads.ts";
import { at, defineRule, yaml, type Finding, type Mesh } from "../../src/rule/rule.ts";

const closed = new Set(["deny", "all-authenticated", "cluster-authenticated"]);
const policyKinds = ["Server", "AuthorizationPolicy", "ServerAuthorization"] as const;

/** The kubelet has no identity, and where it calls from is not known. */
function mayLetKubeletIn({ fallback, authorizations }: InboundPolicy): boolean {
  return !closed.has(fallback) || authorizations.some(({ clients }) => clients === "unauthenticated");
}

/** Once routes are attached to a Server, its probes need a route of their own that lets everybody in. */
function isOnOpenRoute(mesh: Mesh, { server }: InboundPolicy, { path }: Probe): boolean {
  const route = server && routesOnServer(mesh, server).find((each) => each.matches(path));
  if (!route) return false;
  return authorizationsOfRoute(mesh, route.manifest).some(({ clients }) => clients === "unauthenticated");
}

function isPlain({ owner, isTcp }: Probe): boolean {
  return !isTcp && owner.host === undefined && owner.scheme?.toUpperCase() !== "HTTPS";
}

function judge(mesh: Mesh, workload: Workload, probe: Probe): Finding | undefined {
  const { port, path, owner, kind, isHttp } = probe;
  if (port === undefined || isUnknown(owner.path) || !isPlain(probe) || skipsProxy(mesh, workload, port))
    return undefined;
  const servers = serversOn(mesh, workload, port);
  // Of several Servers nobody knows which one wins; one without any policy is reported as such.
  if (servers.length > 1) return undefined;
  const policy = inboundPolicyOf(mesh, workload, port);
  if (mayLetKubeletIn(policy) || (isHttp && policy.probes.has(path))) return undefined;
  const { server } = policy;
  const routes = server ? routesOnServer(mesh, server) : [];
  if (isHttp && isOnOpenRoute(mesh, policy, probe)) return undefined;
  if (server && routes.length === 0 && policiesOn(mesh, server).length === 0) return undefined;
  const guard = server ? `Server "${server.name}"` : `the default policy "${policy.fallback}"`;
  const asked = isHttp ? `GET ${path} of the ${kind}` : `the gRPC call of the ${kind}`;
  return {
    at: at(workload.manifest, owner, "port"),
    message: `${asked} has no identity, and ${guard} lets nobody in without one`,
    related: server ? [{ at: at(server, server.metadata, "name"), message: "the Server of this port" }] : [],
  };
}

export default defineRule({
  summary: "A probe of the kubelet is refused by the policy of its port",
  category: "reliability",
  severity: "error",
  since: "0.1.0",
  why: "The kubelet has no proxy and no identity. Linkerd lets the paths of HTTP probes in by itself, but not calls of gRPC, and no probe once routes are attached to the Server or it does not speak HTTP: the pods never get ready.",
  fix: "Attach a route for the probe with an AuthorizationPolicy that requires a NetworkAuthentication alone, or probe a port without such a policy.",
  links: ["https://linkerd.io/2-edge/tasks/configuring-per-route-policy/"],
  bad: [
    yaml`
      apiVersion: v1
      kind: Pod
      metadata: { name: web, namespace: shop, labels: { app: web }, annotations: { linkerd.io/inject: enabled } }
      spec:
        containers:
          - name: web
            image: web
            readinessProbe:
              grpc:
                port: 8080 # error: has no identity, and Server "web" lets nobody in without one
      ---
      apiVersion: policy.linkerd.io/v1beta3
      kind: Server
      metadata: { name: web, namespace: shop }
      spec: { podSelector: { matchLabels: { app: web } }, port: 8080, proxyProtocol: gRPC }
      ---
      apiVersion: policy.linkerd.io/v1alpha1
      kind: AuthorizationPolicy
      metadata: { name: web, namespace: shop }
      spec:
        targetRef: { group: policy.linkerd.io, kind: Server, name: web }
        requiredAuthenticationRefs: [{ kind: ServiceAccount, name: cart }]
    `,
    yaml`
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
        namespace: shop
        annotations: { linkerd.io/inject: enabled, config.linkerd.io/default-inbound-policy: all-authenticated }
      spec:
        containers:
          - name: web
            image: web
            readinessProbe: { httpGet: { port: 8080, path: /ready } }
            livenessProbe:
              grpc:
                port: 9090 # error: the default policy "all-authenticated"
        initContainers:
          - name: cache
            image: cache
            restartPolicy: Always
            startupProbe:
              httpGet:
                path: started # without a slash it is none that Linkerd knows
                port: 8081 # error: GET started of the startupProbe
    `,
  ],
  good: [
    yaml`
      apiVersion: v1
      kind: Pod
      metadata: { name: web, namespace: shop, labels: { app: web }, annotations: { linkerd.io/inject: enabled } }
      spec:
        containers:
          - { name: web, image: web, readinessProbe: { httpGet: { port: 8080, path: "/ready?full" } } }
        initContainers:
          - { name: cache, image: cache, restartPolicy: Always, startupProbe: { httpGet: { port: 8080, path: "" } } }
      ---
      apiVersion: policy.linkerd.io/v1beta3
      kind: Server
      metadata: { name: web, namespace: shop }
      spec: { podSelector: { matchLabels: { app: web } }, port: 8080, accessPolicy: all-authenticated }
    `,
  ],
  *check(mesh) {
    // These are named from other namespaces, too.
    if (isVague(mesh, "linkerd/NetworkAuthentication")) return;
    for (const workload of workloads(mesh)) {
      const probes = probesOf(workload);
      if (probes.length === 0 || linkerdInjectionOf(mesh, workload).is !== "injected") continue;
      if (hasAlternatives(mesh, workload.manifest) || Object.values(workload.podAnnotations).some(isUnknown)) continue;
      if (policyKinds.some((kind) => mayHoldUnread(mesh, `linkerd/${kind}`, workload.namespace))) continue;
      for (const probe of probes) {
        const found = judge(mesh, workload, probe);
        if (found) yield found;
      }
    }
  },
});
