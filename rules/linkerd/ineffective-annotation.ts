/** Annotations and labels of Linkerd where nothing reads them. */

import { linkerdAnnotations, linkerdLabels, type Annotation } from "../../src/mesh/linkerd/annotated.ts";
import { ineffectiveBalancing } from "../../src/mesh/linkerd/failure-accrual.ts";
import { injectKey, knownAnnotations, labelKeys } from "../../src/mesh/linkerd/known-annotations.ts";
import { settingOf } from "../../src/mesh/linkerd/proxy-settings.ts";
import { parentsOf, type Route } from "../../src/mesh/linkerd/route-parents.ts";
import { overriderOf } from "../../src/mesh/linkerd/service-profiles.ts";
import { at, defineRule, yaml, type Finding, type Mesh } from "../../src/rule/rule.ts";
import { listed } from "../../src/rule/words.ts";

/** Kinds of other families may hand their annotations on to what they make. */
const families = ["kubernetes/", "linkerd/", "gateway-api/", "smi/"];

function finding({ manifest, owner, name }: Annotation, code: string, message: string): Finding {
  return { at: at(manifest, owner, name, "key"), code, message };
}

function misplaced(mesh: Mesh, annotation: Annotation): Finding | undefined {
  const { manifest, name, value, kind, pods } = annotation;
  const on = knownAnnotations().get(name)?.on;
  if (on === undefined || on.includes(kind)) return undefined;
  if (on.length === 0)
    return finding(annotation, "overwritten", `"${name}" is written by the injector, whatever stands here`);
  if (pods && on.includes("Pod")) {
    if (settingOf(mesh, pods, name) === value) return undefined;
    return finding(annotation, "pod-template", `"${name}" is read on pods: it belongs into spec.template.metadata`);
  }
  if (!families.some((family) => manifest.is.startsWith(family))) return undefined;
  const severity =
    name === injectKey && kind !== "Service" ? ({ severity: "info" } as const) : ({ severity: "warning" } as const);
  return {
    ...finding(annotation, "kind", `"${name}" is not read on a ${kind}: it is read on ${listed(on, "or")}`),
    ...severity,
  };
}

const retryKeys = ["retry.linkerd.io/http", "retry.linkerd.io/grpc"];

function ofOtherRoute({ name, kind }: Annotation): string | undefined {
  if (kind === "HTTPRoute" && name === retryKeys[1])
    return `"${name}" has no effect on an HTTPRoute: use "${retryKeys[0] ?? ""}"`;
  if (kind === "GRPCRoute" && name === retryKeys[0])
    return `"${name}" has no effect on a GRPCRoute: use "${retryKeys[1] ?? ""}"`;
  return undefined;
}

/** Only failures to connect and tries that take too long are repeated then. */
function withoutCondition(annotation: Annotation): Finding | undefined {
  const { name, owner } = annotation;
  if (name !== "retry.linkerd.io/limit" && name !== "retry.linkerd.io/timeout") return undefined;
  if (retryKeys.some((key) => Object.hasOwn(owner, key))) return undefined;
  const message = `no answer is retried without "${retryKeys.join('" or "')}"`;
  return { ...finding(annotation, "dependent", message), severity: "warning" };
}

const outbound = /^(?:retry|timeout|balancer)\./;

function* onRoutesAndServices(mesh: Mesh, annotation: Annotation): Iterable<Finding> {
  const { manifest, kind, name } = annotation;
  if (!outbound.test(name) || !knownAnnotations().has(name)) return;
  const other = ofOtherRoute(annotation);
  if (other !== undefined) yield finding(annotation, "route-kind", other);
  if (kind === "HTTPRoute" || kind === "GRPCRoute") {
    const parents = parentsOf(manifest as unknown as Route);
    if (parents.length === 0 || parents.some(({ sort }) => sort !== "Server")) return;
    yield finding(annotation, "server-route", `"${name}" has no effect on a route for a Server: clients read it`);
  }
  const lonely = withoutCondition(annotation);
  if (lonely) yield lonely;
  if (kind !== "Service") return;
  const overrider = overriderOf(mesh, manifest.namespace, manifest.name);
  if (overrider) {
    const message = `"${name}" has no effect: the ${overrider.kind} "${overrider.name}" takes its place`;
    const related = [{ at: at(overrider, overrider.metadata, "name"), message: `the ${overrider.kind}` }];
    yield { ...finding(annotation, "overridden", message), related };
    return;
  }
  const { clusterIP, type } = manifest.spec as { readonly clusterIP?: string; readonly type?: string };
  if (clusterIP !== "None" && type !== "ExternalName") return;
  yield finding(annotation, "headless", `"${name}" has no effect on a Service without a cluster IP`);
}

function asLabel({ manifest, owner, name }: Annotation): Finding | undefined {
  const isAnnotation =
    name === injectKey || name.startsWith("config.") || knownAnnotations().get(name)?.on !== undefined;
  if (!isAnnotation || labelKeys.has(name)) return undefined;
  return {
    at: at(manifest, owner, name, "key"),
    code: "label",
    message: `"${name}" is read as an annotation, not as a label`,
  };
}

export default defineRule({
  summary: "An annotation or label of Linkerd where nothing reads it",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "The injector reads annotations of namespaces and pods alone; elsewhere, or as labels, they change nothing and nobody says so.",
  fix: "Move it: those for proxies belong into the metadata of the pod template, or onto the namespace.",
  links: [
    "https://linkerd.io/2-edge/features/proxy-injection/",
    "https://linkerd.io/2-edge/reference/proxy-configuration/",
  ],
  codes: {
    "pod-template": "An annotation for pods on the metadata of their workload",
    label: "An annotation written as a label",
    annotation: "A label written as an annotation",
    kind: "An annotation on a kind that it is not read on",
    overwritten: "An annotation that the injector overwrites",
    "route-kind": "Retries for the protocol of another kind of route",
    "server-route": "Retries or timeouts on a route for a Server",
    headless: "Retries, timeouts or balancing for a Service without a cluster IP",
    overridden: "Retries, timeouts or balancing for a Service with a ServiceProfile or a TrafficSplit",
    dependent: "An annotation that means nothing without another one",
  },
  bad: [
    yaml`
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: web
        annotations:
          linkerd.io/inject: enabled # error: belongs into spec.template.metadata
      spec:
        selector: { matchLabels: { app: web } }
        template:
          metadata:
            labels:
              app: web
              config.linkerd.io/proxy-cpu-limit: "1" # error: read as an annotation
          spec: { containers: [{ name: web, image: web }] }
      ---
      apiVersion: v1
      kind: Namespace
      metadata:
        name: shop
        labels:
          linkerd.io/inject: enabled # error: read as an annotation
        annotations:
          config.linkerd.io/enable-gateway: "true" # warning: is not read on a Namespace
    `,
    yaml`
      apiVersion: v1
      kind: Service
      metadata:
        name: web
        annotations:
          mirror.linkerd.io/exported: "true" # error: read as a label
          balancer.linkerd.io/failure-accrual-consecutive-max-failures: "3" # warning: nothing happens without # error: without a cluster IP
          timeout.linkerd.io/request: 1s # error: without a cluster IP
      spec: { clusterIP: None, ports: [{ port: 80 }] }
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: GRPCRoute
      metadata:
        name: web
        annotations:
          retry.linkerd.io/http: 5xx # error: no effect on a GRPCRoute
      spec: { parentRefs: [{ group: "", kind: Service, name: web }] }
    `,
    yaml`
      apiVersion: v1
      kind: Service
      metadata:
        name: web
        namespace: shop
        annotations:
          retry.linkerd.io/limit: "2" # warning: no answer is retried # error: the ServiceProfile
      spec: { ports: [{ port: 80 }] }
      ---
      apiVersion: linkerd.io/v1alpha2
      kind: ServiceProfile
      metadata: { name: web.shop.svc.cluster.local, namespace: shop }
      spec: { routes: [{ name: cart, condition: { pathRegex: /cart } }] }
    `,
  ],
  good: [
    yaml`
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: web, annotations: { linkerd.io/inject: enabled } }
      spec:
        selector: { matchLabels: { app: web } }
        template:
          metadata: { labels: { app: web }, annotations: { linkerd.io/inject: enabled } }
          spec: { containers: [{ name: web, image: web }] }
      ---
      apiVersion: v1
      kind: Namespace
      metadata:
        name: shop
        labels: { config.linkerd.io/admission-webhooks: disabled }
    `,
  ],
  *check(mesh) {
    const balanced = new Set<object>();
    for (const annotation of linkerdAnnotations(mesh)) {
      const { manifest, owner, name, kind } = annotation;
      const found = misplaced(mesh, annotation);
      if (found) yield found;
      else yield* onRoutesAndServices(mesh, annotation);
      if (labelKeys.has(name))
        yield finding(annotation, "annotation", `"${name}" is read as a label, not as an annotation`);
      if (kind !== "Service" || !name.startsWith("balancer.") || balanced.has(owner)) continue;
      balanced.add(owner);
      for (const { key, problem } of ineffectiveBalancing(owner)) {
        yield { at: at(manifest, owner, key, "key"), code: "dependent", message: problem, severity: "warning" };
      }
    }
    for (const label of linkerdLabels(mesh)) {
      const found = asLabel(label);
      if (found) yield found;
    }
  },
});
