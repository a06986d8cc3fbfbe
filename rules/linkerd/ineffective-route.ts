/** Routes that Linkerd passes over, as a whole or in part, though everything accepts them. */

import { parseSimpleDuration } from "../../src/mesh/linkerd/annotation-values.ts";
import { ignoredFields } from "../../src/mesh/linkerd/ignored-fields.ts";
import { protocolOf } from "../../src/mesh/linkerd/opaque-ports.ts";
import {
  linkerdRoutes,
  parentsOf,
  specOf,
  type Parent,
  type Route,
  type RouteRule,
} from "../../src/mesh/linkerd/route-parents.ts";
import { bindsToServer } from "../../src/mesh/linkerd/server-routes.ts";
import { overriderOf } from "../../src/mesh/linkerd/service-profiles.ts";
import { usesLinkerd } from "../../src/mesh/linkerd/presence.ts";
import { parseDuration } from "../../src/mesh/values/duration.ts";
import { isUnknown } from "../../src/mesh/unknown.ts";
import { at, defineRule, yaml, type Finding, type Mesh } from "../../src/rule/rule.ts";

const unsupported = new Set(["RequestMirror", "URLRewrite", "ExtensionRef", "CORS", "ExternalAuth"]);

/** The proxy's HTTP protocols that each kind of route counts on. */
const protocols: Readonly<Record<string, readonly string[]>> = {
  HTTPRoute: ["unknown", "HTTP/1", "HTTP/2"],
  GRPCRoute: ["gRPC"],
};

function* onServer(mesh: Mesh, route: Route, parent: Parent): Iterable<Finding> {
  const { ref, namespace, name } = parent;
  if (!bindsToServer(parent, route)) {
    const key = ref.port !== undefined ? "port" : ref.sectionName !== undefined ? "sectionName" : "namespace";
    const reason = key === "namespace" ? "is of another namespace" : `is named with a ${key}`;
    yield {
      at: at(route, ref, key),
      code: "server",
      message: `the Server "${name}" ${reason}: the route is attached to nothing`,
    };
    return;
  }
  const { proxyProtocol = "unknown" } = mesh.find("linkerd/Server", namespace, name)?.spec ?? {};
  const wanted = protocols[route.kind];
  if (!mesh.has("linkerd/Server", namespace, name) || wanted?.includes(proxyProtocol) || isUnknown(proxyProtocol))
    return;
  const message = `the Server "${name}" speaks ${proxyProtocol}: no ${route.kind} is used there`;
  yield { at: at(route, ref, "name"), code: "protocol", message };
}

function* onService(mesh: Mesh, route: Route, parent: Parent): Iterable<Finding> {
  const { ref, namespace, name } = parent;
  const overrider = overriderOf(mesh, namespace, name);
  if (overrider) {
    const related = [{ at: at(overrider, overrider.metadata, "name"), message: `the ${overrider.kind}` }];
    const message = `the ${overrider.kind} "${overrider.name}" takes the place of all routes of "${name}"`;
    yield { at: at(route, ref, "name"), code: "overridden", message, related };
  }
  const service = mesh.find("kubernetes/Service", namespace, name);
  const port = service?.spec.ports?.find((each) => each.port === ref.port);
  if (!service || !port || route.kind === "TCPRoute") return;
  const protocol = protocolOf(mesh, service, port);
  const related = [{ at: at(service, port, "port"), message: "the port" }];
  if (protocol === "http1" && route.kind === "GRPCRoute") {
    const message = `port ${port.port} of "${name}" is HTTP/1 by its appProtocol: no GRPCRoute is used there`;
    yield { at: at(route, ref, "port"), code: "opaque", message, related };
  }
  if (protocol !== "opaque") return;
  const message = `port ${port.port} of "${name}" is opaque: no ${route.kind} is used there`;
  yield { at: at(route, ref, "port"), code: "opaque", message, related };
}

function* inRule(route: Route, rule: RouteRule): Iterable<Finding> {
  for (const { filters = [] } of (rule.backendRefs ?? []) as readonly Pick<RouteRule, "filters">[]) {
    for (const filter of filters.filter(({ type }) => unsupported.has(type))) {
      const message = `Linkerd has no ${filter.type}: the share of this backend fails`;
      yield { at: at(route, filter, "type"), code: "filter", message };
    }
  }
  for (const filter of rule.filters ?? []) {
    if (!unsupported.has(filter.type)) continue;
    const message = `Linkerd has no ${filter.type}: the whole route is passed over`;
    yield { at: at(route, filter, "type"), code: "filter", message };
  }
  const { timeouts, backendRefs = [] } = rule;
  const request = timeouts?.request;
  if (timeouts && request !== undefined && !isUnknown(request) && route.is === "gateway-api/HTTPRoute") {
    const nanoseconds = parseDuration(request);
    if (nanoseconds !== undefined && parseSimpleDuration(request) === undefined) {
      const message = `Linkerd reads one whole number and one unit: "${request}" is no timeout, write "${nanoseconds / 1e6}ms"`;
      yield { at: at(route, timeouts, "request"), code: "timeout", message };
    }
  }
  if (backendRefs.length === 0 || backendRefs.some(({ weight = 1 }) => weight !== 0)) return;
  const [only, second] = backendRefs;
  if (!only) return;
  const message = second
    ? "all backends have the weight 0: requests cannot go anywhere"
    : "the only backend gets all requests, whatever its weight";
  yield { at: at(route, only, "weight"), code: "weight", message };
}

export default defineRule({
  summary: "A route that Linkerd accepts and does not use",
  category: "correctness",
  severity: "warning",
  since: "0.1.0",
  why: "Linkerd takes the route and does something else, or nothing: its status says that it is accepted.",
  fix: "Change the marked field as the message says.",
  links: ["https://linkerd.io/2-edge/features/gateway-api/"],
  codes: {
    server: "A Server of another namespace, or a port or section of a Server, as parent",
    protocol: "A route on a Server that speaks another protocol",
    overridden: "A route for a Service with a ServiceProfile or a TrafficSplit",
    opaque: "A route on a port whose protocol Linkerd does not look at",
    filter: "A filter that Linkerd does not have",
    timeout: "A timeout that Linkerd cannot read",
    ignored: "A field that Linkerd does not read",
    weight: "Weights that share nothing out",
  },
  bad: [
    yaml`
      apiVersion: policy.linkerd.io/v1beta3
      kind: Server
      metadata: { name: api, namespace: shop }
      spec: { podSelector: {}, port: 80, proxyProtocol: gRPC }
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: web, namespace: shop }
      spec:
        parentRefs:
          - { group: policy.linkerd.io, kind: Server, name: api } # warning: speaks gRPC
          - { group: policy.linkerd.io, kind: Server, name: web, port: 80 } # warning: attached to nothing
        rules:
          - filters: [{ type: URLRewrite, urlRewrite: { hostname: a.example } }] # warning: Linkerd has no URLRewrite
            timeouts: { request: 1m30s } # warning: write "90000ms" # warning: "timeouts" are for clients
    `,
    yaml`
      apiVersion: v1
      kind: Service
      metadata: { name: web, namespace: shop }
      spec: { ports: [{ port: 80, appProtocol: grpc }] }
      ---
      apiVersion: linkerd.io/v1alpha2
      kind: ServiceProfile
      metadata: { name: web.shop.svc.cluster.local, namespace: shop }
      spec: { routes: [{ name: all, condition: { pathRegex: ".*" } }] }
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: GRPCRoute
      metadata: { name: web, namespace: shop }
      spec:
        parentRefs:
          - group: ""
            kind: Service
            name: web # warning: takes the place of all routes
            port: 80 # warning: is opaque
        rules: [{ backendRefs: [{ name: web, port: 80, weight: 0 }] }] # warning: gets all requests
    `,
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: web, namespace: shop, annotations: { timeout.linkerd.io/request: 5s } }
      spec:
        parentRefs: [{ group: "", kind: Service, name: web, port: 80 }]
        rules:
          - retry: { attempts: 2 } # warning: Linkerd does not read "retry"
            timeouts:
              request: 2s
              backendRequest: 1s # warning: Linkerd does not read "backendRequest"
            backendRefs:
              - name: web
                port: 80
                filters: [{ type: URLRewrite, urlRewrite: { hostname: a.example } }] # warning: this backend fails
    `,
  ],
  good: [
    yaml`
      apiVersion: v1
      kind: Service
      metadata: { name: web, namespace: shop }
      spec: { ports: [{ port: 80 }] }
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: web, namespace: shop, annotations: { retry.linkerd.io/http: 5xx } }
      spec:
        parentRefs: [{ group: "", kind: Service, name: web, port: 80 }]
        rules:
          - timeouts: { request: 90s }
            backendRefs: [{ name: web, port: 80, weight: 1 }, { name: web-v2, port: 80, weight: 0 }]
    `,
  ],
  *check(mesh) {
    for (const route of linkerdRoutes(mesh)) {
      const parents = parentsOf(route);
      // Routes for Services alone may be another mesh's, unless something shows that Linkerd is there.
      if (!usesLinkerd(mesh) && parents.every(({ sort }) => sort === "Service")) continue;
      for (const parent of parents) {
        if (parent.sort === "Server") yield* onServer(mesh, route, parent);
        if (parent.sort === "Service") yield* onService(mesh, route, parent);
      }
      const { rules = [], parentRefs = [] } = specOf(route);
      for (const rule of rules) yield* inRule(route, rule);
      // What Linkerd passes over may be meant for the parent of another controller.
      if (parents.length === 0 || parentRefs.length > parents.length) continue;
      const isInbound = parents.every(({ sort }) => sort === "Server");
      for (const rule of rules) {
        for (const { owner, key, message } of ignoredFields(rule, isInbound))
          yield { at: at(route, owner, key as never, "key"), code: "ignored", message };
      }
    }
  },
});
