/** Names in Argo Rollouts and Flagger Canaries that nothing has: Services, routes, subsets and workloads. */

import { listOf, objectsOf } from "../../src/mesh/admission/row.ts";
import { isGeneratedService } from "../../src/mesh/canary.ts";
import { deliveryTargets, type NamedTarget, type Rollout } from "../../src/mesh/delivery.ts";
import { routeKinds, type Rule } from "../../src/mesh/gateway-api/routes.ts";
import { isSlip } from "../../src/mesh/slips.ts";
import { isUnknown } from "../../src/mesh/unknown.ts";
import { mayBeHere } from "../../src/mesh/unread.ts";
import { mayHoldMore } from "../../src/mesh/unseen.ts";
import { at, defineRule, yaml, type Finding, type Mesh } from "../../src/rule/rule.ts";

function placeOf({ manifest, owner, key }: NamedTarget): Finding["at"] {
  return at(manifest, owner, key as never);
}

function missing(mesh: Mesh, target: NamedTarget): Finding | undefined {
  const { is, kind, namespace, name } = target;
  if (isUnknown(name) || isUnknown(namespace) || mayBeHere(mesh, is, namespace, name)) return undefined;
  const isGenerated = kind === "Service" && isGeneratedService(mesh, namespace, name);
  if (mayHoldMore(mesh, namespace) || isGenerated) return undefined;
  const message = `no ${kind} "${name}" in "${namespace}"`;
  return { at: placeOf(target), code: "missing", message, absent: { kind: is, namespace, name } };
}

/** The plugin looks for both Services among the backends (rollouts-plugin-trafficrouter-gatewayapi pkg/plugin/httproute.go). */
function* lostShares(mesh: Mesh, target: NamedTarget): Iterable<Finding> {
  const kind = routeKinds.find((each) => each === target.is);
  const route = kind && mesh.find(kind, target.namespace, target.name);
  const canary = (target.manifest as Rollout).spec.strategy?.canary;
  if (!route || !canary) return;
  const rules: readonly Rule[] = objectsOf<Rule>(route.spec.rules);
  const backends = rules.flatMap(({ backendRefs }) => objectsOf(backendRefs).map(({ name }) => name));
  if (backends.some(isUnknown)) return;
  for (const key of ["canaryService", "stableService"] as const) {
    const name = canary[key];
    // A Service that is not there is missed already.
    if (name === undefined || isUnknown(name) || backends.includes(name)) continue;
    if (!mesh.has("kubernetes/Service", target.manifest.namespace, name)) continue;
    const message = `the ${route.kind} "${route.name}" has no backend "${name}": no weights can be set there`;
    const related = [{ at: at(route, route.metadata, "name"), message: "the route" }];
    yield { at: at(target.manifest, canary, key), code: "backend", message, related };
  }
}

function* lostRoutes(mesh: Mesh, { manifest, owner, is, namespace, name }: NamedTarget): Iterable<Finding> {
  const service = is === "istio/VirtualService" ? mesh.find(is, namespace, name) : undefined;
  const { routes } = owner as { readonly routes?: readonly string[] };
  if (!service) return;
  const names = objectsOf(service.spec.http).map((route) => route.name ?? "");
  for (const [index, route] of listOf(routes).entries()) {
    if (isUnknown(route) || names.includes(route) || names.some(isUnknown)) continue;
    const related = [{ at: at(service, service.metadata, "name"), message: "the VirtualService" }];
    yield {
      at: at(manifest, routes ?? [], index),
      code: "route",
      message: `"${name}" has no route "${route}"`,
      related,
    };
  }
}

const subsetKeys = ["canarySubsetName", "stableSubsetName"] as const;

function* lostSubsets(mesh: Mesh, { manifest, owner, is, namespace, name }: NamedTarget): Iterable<Finding> {
  const rule = is === "istio/DestinationRule" ? mesh.find(is, namespace, name) : undefined;
  if (!rule) return;
  const wanted = owner as Partial<Record<(typeof subsetKeys)[number], string>>;
  const subsets = objectsOf(rule.spec.subsets).map((subset) => subset.name);
  for (const key of subsetKeys) {
    const subset = wanted[key];
    if (subset === undefined || isUnknown(subset) || subsets.includes(subset) || subsets.some(isUnknown)) continue;
    const related = [{ at: at(rule, rule.metadata, "name"), message: "the DestinationRule" }];
    yield { at: at(manifest, wanted, key), code: "subset", message: `"${name}" has no subset "${subset}"`, related };
  }
}

/** Argo refuses steps for routes that are not listed (argoproj/argo-rollouts pkg/apis/rollouts/validation). */
function* unlistedRoutes(rollout: Rollout): Iterable<Finding> {
  const { steps, trafficRouting } = rollout.spec.strategy?.canary ?? {};
  const listed = objectsOf(trafficRouting?.managedRoutes).map(({ name }) => name);
  if (listed.some(isUnknown)) return;
  for (const { setHeaderRoute, setMirrorRoute } of objectsOf(steps)) {
    for (const step of [setHeaderRoute, setMirrorRoute]) {
      if (step?.name === undefined || isUnknown(step.name) || listed.includes(step.name)) continue;
      const message = `"${step.name}" is not listed in trafficRouting.managedRoutes`;
      yield { at: at(rollout, step, "name"), code: "managed-route", message };
    }
  }
}

/** Routing providers of Flagger; what it does not know it takes for Istio (fluxcd/flagger pkg/router/factory.go). */
const providers = [
  ...["appmesh", "apisix", "contour", "gatewayapi", "gloo", "istio", "knative", "kubernetes", "kuma"],
  ...["linkerd", "nginx", "osm", "skipper", "smi", "supergloo", "traefik"],
];

function* misspeltProviders(mesh: Mesh): Iterable<Finding> {
  for (const canary of mesh.all("flagger/Canary")) {
    const { provider = "" } = canary.spec;
    const [written = ""] = provider.split(":");
    const meant = providers.includes(written) ? undefined : providers.find((each) => isSlip(written, each));
    if (meant === undefined || isUnknown(provider)) continue;
    const message = `Flagger takes the unknown provider "${provider}" for Istio: did you mean "${meant}"`;
    yield { at: at(canary, canary.spec, "provider"), code: "provider", message };
  }
}

export default defineRule({
  summary: "A Rollout or Canary names a Service, route or workload that is not there",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "Argo Rollouts refuses such a Rollout as invalid or stops at its first step, and Flagger never starts to watch: the new version gets no traffic, or nothing is rolled out.",
  fix: "Correct the name, or add what it names.",
  links: [
    "https://argoproj.github.io/argo-rollouts/features/traffic-management/",
    "https://rollouts-plugin-trafficrouter-gatewayapi.readthedocs.io/",
    "https://docs.flagger.app/usage/how-it-works",
  ],
  claims: "absence",
  codes: {
    missing: "Nothing has that name",
    backend: "The route does not send to the Service",
    route: "The VirtualService has no route of that name",
    subset: "The DestinationRule has no subset of that name",
    "managed-route": "A step is for a route that is not listed",
    provider: "Flagger knows no such provider",
  },
  bad: [
    yaml`
      apiVersion: argoproj.io/v1alpha1
      kind: Rollout
      metadata: { name: cart, namespace: shop }
      spec:
        selector: { matchLabels: { app: cart } }
        template: { metadata: { labels: { app: cart } }, spec: { containers: [{ name: cart, image: cart }] } }
        strategy:
          canary:
            canaryService: cart-canray # error: no Service "cart-canray" in "shop"
            stableService: cart # error: has no backend "cart"
            steps: [{ setHeaderRoute: { name: testers } }] # error: "testers" is not listed
            trafficRouting:
              plugins:
                argoproj-labs/gatewayAPI: { httpRoute: cart, grpcRoute: crat, namespace: shop } # error: no GRPCRoute "crat"
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec: { selector: { app: cart }, ports: [{ port: 80 }] }
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: cart, namespace: shop }
      spec: { rules: [{ backendRefs: [{ name: cart-stable, port: 80 }] }] }
    `,
    yaml`
      apiVersion: argoproj.io/v1alpha1
      kind: Rollout
      metadata: { name: cart, namespace: shop }
      spec:
        selector: { matchLabels: { app: cart } }
        template: { metadata: { labels: { app: cart } }, spec: { containers: [{ name: cart, image: cart }] } }
        strategy:
          canary:
            trafficRouting:
              istio:
                virtualService: { name: cart, routes: [primary] } # error: "cart" has no route "primary"
                destinationRule:
                  name: cart
                  canarySubsetName: canray # error: "cart" has no subset "canray"
                  stableSubsetName: stable
      ---
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec:
        hosts: [cart]
        http: [{ name: main, route: [{ destination: { host: cart, subset: stable } }, { destination: { host: cart, subset: canary }, weight: 0 }] }]
      ---
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: { name: cart, namespace: shop }
      spec: { host: cart, subsets: [{ name: stable, labels: { app: cart } }, { name: canary, labels: { app: cart } }] }
    `,
    yaml`
      apiVersion: flagger.app/v1beta1
      kind: Canary
      metadata: { name: cart, namespace: shop }
      spec:
        provider: linkrd # error: takes the unknown provider "linkrd" for Istio: did you mean "linkerd"
        targetRef: { apiVersion: apps/v1, kind: Deployment, name: crat } # error: no Deployment "crat" in "shop"
        service:
          port: 80
          gatewayRefs: [{ name: pubilc, namespace: edge }] # error: no Gateway "pubilc" in "edge"
        analysis: { interval: 1m, threshold: 5, maxWeight: 50, stepWeight: 10 }
    `,
    yaml`
      apiVersion: flagger.app/v1beta1
      kind: Canary
      metadata: { name: cart, namespace: shop }
      spec:
        provider: istio
        targetRef: { apiVersion: apps/v1, kind: Deployment, name: cart }
        service:
          port: 80
          gateways:
            - edge/public
            - mesh
            - edge/pubilc # error: no Gateway "pubilc" in "edge"
        analysis: { interval: 1m, threshold: 5, maxWeight: 50, stepWeight: 10 }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: cart, namespace: shop }
      spec:
        selector: { matchLabels: { app: cart } }
        template: { metadata: { labels: { app: cart } }, spec: { containers: [{ name: cart, image: cart }] } }
      ---
      apiVersion: networking.istio.io/v1
      kind: Gateway
      metadata: { name: public, namespace: edge }
      spec:
        selector: { istio: ingressgateway }
        servers: [{ port: { number: 80, name: http, protocol: HTTP }, hosts: [shop.example.com] }]
    `,
  ],
  good: [
    yaml`
      apiVersion: argoproj.io/v1alpha1
      kind: Rollout
      metadata: { name: cart, namespace: shop }
      spec:
        selector: { matchLabels: { app: cart } }
        template: { metadata: { labels: { app: cart } }, spec: { containers: [{ name: cart, image: cart }] } }
        strategy:
          canary:
            canaryService: cart-canary
            stableService: cart-stable
            trafficRouting: { plugins: { argoproj-labs/gatewayAPI: { httpRoutes: [{ name: cart }] } } }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart-canary, namespace: shop }
      spec: { selector: { app: cart }, ports: [{ port: 80 }] }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart-stable, namespace: shop }
      spec: { selector: { app: cart }, ports: [{ port: 80 }] }
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: cart, namespace: shop }
      spec: { rules: [{ backendRefs: [{ name: cart-stable, port: 80 }, { name: cart-canary, port: 80 }] }] }
    `,
  ],
  *check(mesh) {
    for (const target of deliveryTargets(mesh)) {
      const found = missing(mesh, target);
      if (found) yield found;
      yield* lostShares(mesh, target);
      yield* lostRoutes(mesh, target);
      yield* lostSubsets(mesh, target);
    }
    for (const rollout of mesh.all("argo/Rollout")) yield* unlistedRoutes(rollout);
    yield* misspeltProviders(mesh);
  },
});
