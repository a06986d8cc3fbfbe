/** Annotations of Linkerd with values that it cannot read. */

import { linkerdAnnotations, linkerdLabels, type Annotation } from "../../src/mesh/linkerd/annotated.ts";
import { wrongAccrual, wrongBalancing, type Wrong } from "../../src/mesh/linkerd/failure-accrual.ts";
import { knownAnnotations } from "../../src/mesh/linkerd/known-annotations.ts";
import { parentsOf, type Route } from "../../src/mesh/linkerd/route-parents.ts";
import { isUnknown } from "../../src/mesh/unknown.ts";
import { at, defineRule, yaml, type Finding, type Mesh } from "../../src/rule/rule.ts";
import { listed } from "../../src/rule/words.ts";

const routeGroups = ["retry.linkerd.io/", "timeout.linkerd.io/"];

function isRead(annotation: Annotation): boolean {
  const on = knownAnnotations().get(annotation.name)?.on;
  if (on !== undefined && !on.includes(annotation.kind)) return false;
  return !isRoute(annotation) || isOutboundRoute(annotation);
}

function isRoute({ kind }: Annotation): boolean {
  return kind === "HTTPRoute" || kind === "GRPCRoute";
}

/** Annotations of routes are read only where a Service or an EgressNetwork is a parent. */
function isOutboundRoute({ manifest }: Annotation): boolean {
  return parentsOf(manifest as unknown as Route).some(({ sort }) => sort !== "Server");
}

/** Circuit breaking is of no use on a route, but the webhook refuses the route for a value that it cannot read. */
function wrongGroup(annotation: Annotation): readonly Wrong[] {
  const { kind, owner } = annotation;
  if (isRoute(annotation)) return isOutboundRoute(annotation) ? wrongAccrual(owner) : [];
  if (kind !== "Service" && kind !== "EgressNetwork") return [];
  return wrongBalancing(owner).filter(({ key }) => knownAnnotations().get(key)?.on?.includes(kind));
}

function codeOf(name: string): string {
  if (routeGroups.some((prefix) => name.startsWith(prefix))) return "retry-or-timeout";
  return name === "linkerd.io/inject" ? "inject" : "proxy";
}

const mirrorKey = "mirror.linkerd.io/exported";
/** What Links select as `linkerd multicluster link` writes them. */
const mirrored: ReadonlyMap<string, readonly string[]> = new Map([
  [mirrorKey, ["true", "remote-discovery"]],
  ["mirror.linkerd.io/federated", ["member"]],
]);

/** Links may select other values, and most of them are in no file. */
function* mirrorLabels(mesh: Mesh): Iterable<Finding> {
  if (mesh.defines("linkerd/Link")) return;
  for (const { manifest, owner, name, value, kind } of linkerdLabels(mesh)) {
    const values = mirrored.get(name);
    if (!values || kind !== "Service" || isUnknown(value) || values.includes(value)) continue;
    if (name === mirrorKey && ["false", "disabled", ""].includes(value)) continue;
    const message = `unknown value ${JSON.stringify(value)}: Links mirror Services with ${listed(values, "or")}`;
    yield { at: at(manifest, owner, name), code: "mirror", message, severity: "warning" };
  }
}

export default defineRule({
  summary: "An annotation of Linkerd whose value it cannot read",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "Linkerd passes over a value that it cannot read, often with the whole group of annotations, and tells its log alone.",
  fix: "Write a value of the form that the message names.",
  links: ["https://linkerd.io/2-edge/reference/proxy-configuration/", "https://linkerd.io/2-edge/reference/retries/"],
  codes: {
    inject: "A value of linkerd.io/inject other than enabled, disabled or ingress",
    proxy: "A value of config.linkerd.io/… that the injector cannot read",
    "retry-or-timeout": "A retry or timeout that cannot be read: its whole group is dropped, or the route refused",
    mirror: "A label for other clusters with a value that their Links do not select",
    balancer: "A value for circuit breaking or load balancing that cannot be read: its whole group is dropped",
  },
  bad: [
    yaml`
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: web, namespace: shop }
      spec:
        selector: { matchLabels: { app: web } }
        template:
          metadata:
            labels: { app: web }
            annotations:
              linkerd.io/inject: "true" # error: use enabled, disabled or ingress
              config.linkerd.io/proxy-cpu-request: 100 milli # error: no quantity
              config.linkerd.io/skip-outbound-ports: mysql # error: neither a port nor a rising range
              config.linkerd.io/opaque-ports: 3306,redis # error: the whole list counts as empty
              config.linkerd.io/default-inbound-policy: allow # error: unknown value "allow"
              config.linkerd.io/proxy-outbound-connect-timeout: "6000" # error: is no duration
              config.linkerd.io/proxy-await: "true" # error: use enabled or disabled
          spec: { containers: [{ name: web, image: web }] }
    `,
    yaml`
      apiVersion: v1
      kind: Service
      metadata:
        name: web
        annotations:
          retry.linkerd.io/http: 5xx, 404 # error: holds a blank
          timeout.linkerd.io/request: 1m30s # error: one whole number and one of
          balancer.linkerd.io/failure-accrual: consecutive
          balancer.linkerd.io/failure-accrual-consecutive-min-penalty: 2m # error: above the longest
          balancer.alpha.linkerd.io/penalize-failures: "yes" # error: use true or false
      spec: { ports: [{ port: 80 }] }
    `,
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata:
        name: web
        namespace: shop
        annotations:
          balancer.linkerd.io/failure-accrual: unified
          balancer.alpha.linkerd.io/failure-accrual-success-rate-window: 0s # error: a window below 10ms
      spec:
        parentRefs: [{ group: "", kind: Service, name: web, port: 80 }]
    `,
    yaml`
      apiVersion: v1
      kind: Service
      metadata:
        name: web
        namespace: shop
        labels:
          mirror.linkerd.io/exported: "yes" # warning: unknown value "yes"
          mirror.linkerd.io/federated: member
      spec: { ports: [{ port: 80 }] }
    `,
  ],
  good: [
    yaml`
      apiVersion: v1
      kind: Service
      metadata:
        name: web
        annotations:
          retry.linkerd.io/http: 5xx,404,500-504
          retry.linkerd.io/limit: "3"
          timeout.linkerd.io/request: 90s
          config.linkerd.io/opaque-ports: "3306, 8000-8010"
          balancer.linkerd.io/failure-accrual: consecutive
          balancer.alpha.linkerd.io/penalize-failures: "True"
          balancer.alpha.linkerd.io/load-biaser-max-retry-after: 60d
      spec: { ports: [{ port: 80 }] }
    `,
    yaml`
      apiVersion: v1
      kind: Namespace
      metadata:
        name: shop
        annotations:
          linkerd.io/inject: enabled
          config.linkerd.io/proxy-log-level: warn,linkerd=info,trust_dns=error
          config.linkerd.io/opaque-ports: ""
          config.linkerd.io/proxy-cpu-limit: $(CPU)
    `,
  ],
  *check(mesh) {
    yield* mirrorLabels(mesh);
    const balanced = new Set<object>();
    for (const annotation of linkerdAnnotations(mesh)) {
      const { manifest, owner, name, value } = annotation;
      if (isUnknown(value)) continue;
      const problem = isRead(annotation) ? knownAnnotations().get(name)?.judge?.(value) : undefined;
      if (problem !== undefined) yield { at: at(manifest, owner, name), code: codeOf(name), message: problem };
      if (!name.startsWith("balancer.") || balanced.has(owner)) continue;
      balanced.add(owner);
      for (const wrong of wrongGroup(annotation)) {
        yield { at: at(manifest, owner, wrong.key), code: "balancer", message: wrong.problem };
      }
    }
  },
});
