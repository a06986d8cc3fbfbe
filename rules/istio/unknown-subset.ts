/** Routes to a subset that no DestinationRule defines where istiod looks for it. */

import {
  hasUnknownSubset,
  hasVagueRules,
  homesOf,
  isShownTo,
  mayBeRuled,
  rulesAnywhere,
  rulesFor,
  subsetNamed,
  type DestinationRule,
} from "../../src/mesh/destination-rules.ts";
import { gatewayNamed, gatewaysNamed, workloadsOfGateway } from "../../src/mesh/gateways.ts";
import { fullHost, serviceHost } from "../../src/mesh/hosts.ts";
import { gatewayNames, targetsOf, type Target, type VirtualService } from "../../src/mesh/routes.ts";
import { isUnknown } from "../../src/mesh/unknown.ts";
import { hasVagueNames } from "../../src/mesh/unread.ts";
import { readersOf } from "../../src/mesh/visibility.ts";
import { at, defineRule, yaml, type Finding, type Mesh } from "../../src/rule/rule.ts";
import { listed } from "../../src/rule/words.ts";

/** Namespaces of the gateway pods that a VirtualService is bound to, as far as they are known. */
function edgesOf(mesh: Mesh, virtualService: VirtualService): readonly string[] {
  const { namespace } = virtualService;
  const gateways = gatewayNames(virtualService).flatMap((name) => gatewaysNamed(mesh, gatewayNamed(name, namespace)));
  return gateways.flatMap((gateway) => workloadsOfGateway(mesh, gateway)).map((pod) => pod.namespace);
}

/** Namespaces that clients may ask from: the VirtualService's own, the host's, and those of the gateway pods. */
function clientsOf(mesh: Mesh, virtualService: VirtualService, host: string): ReadonlySet<string> {
  const { rootNamespace } = mesh.settings;
  return new Set([virtualService.namespace, ...homesOf(mesh, host), ...edgesOf(mesh, virtualService), rootNamespace]);
}

/** Those of them that are sure to ask. */
function callersOf(mesh: Mesh, virtualService: VirtualService): readonly string[] {
  const inMesh = gatewayNames(virtualService).includes("mesh") ? readersOf(virtualService) : [];
  return [...new Set([...inMesh, ...edgesOf(mesh, virtualService)])];
}

function describe(rules: readonly DestinationRule[]): string {
  if (rules.length === 0) return "no DestinationRule for this host";
  const subsets = rules.flatMap(({ spec }) => spec.subsets ?? []).map(({ name }) => name);
  const names = listed(rules.map(({ namespace, name }) => `"${namespace}/${name}"`));
  return `DestinationRule ${names} defines ${subsets.length > 0 ? listed(subsets) : "none"}`;
}

/** The rules that clients of a VirtualService find for a host; most of its routes name the same one. */
function rulesUnder(mesh: Mesh, manifest: VirtualService): (host: string) => readonly DestinationRule[] {
  const known = new Map<string, readonly DestinationRule[]>();
  return (host) => {
    const before = known.get(host);
    if (before) return before;
    const clients = [...clientsOf(mesh, manifest, host)];
    const applied = [...new Set(clients.flatMap((client) => rulesFor(mesh, host, client)))];
    known.set(host, applied);
    return applied;
  };
}

/** What `name.namespace` is meant for: it is taken literally, which another rule says, so a subset of either will do. */
function halfHost(mesh: Mesh, host: string): string | undefined {
  const [name = "", namespace = "", tail, ...rest] = host.split(".");
  const isHalf = host.includes(".") && rest.length === 0 && (tail === undefined || tail === "svc");
  return isHalf ? serviceHost(mesh, name, namespace) : undefined;
}

/** A subset that is there, but in rules that nobody who is sure to ask can see. */
function hidden(mesh: Mesh, manifest: VirtualService, { destination }: Target, rules: readonly DestinationRule[]) {
  const { host, subset = "" } = destination;
  const callers = callersOf(mesh, manifest);
  const defining = rules.filter((rule) => subsetNamed([rule], subset));
  const [rule] = defining;
  if (!rule || callers.length === 0) return undefined;
  if (defining.some((each) => callers.some((client) => isShownTo(mesh, each, client)))) return undefined;
  const message = `subset "${subset}" of "${host}" is not exported to namespace ${listed(callers.map((name) => `"${name}"`))}`;
  const related = [{ at: at(rule, rule.spec, "exportTo"), message: `exported from namespace "${rule.namespace}"` }];
  return { at: at(manifest, destination, "subset"), message, related, upstream: ["KIA1107"] };
}

/** A subset that is there, but not in the rules that those who are sure to ask take. */
function passedOver(mesh: Mesh, manifest: VirtualService, { destination }: Target, rules: readonly DestinationRule[]) {
  const { host, subset = "" } = destination;
  const full = fullHost(mesh, host, manifest.namespace);
  const [first, ...others] = callersOf(mesh, manifest);
  const defining = subsetNamed(rules, subset);
  if (first === undefined || !defining || mayBeRuled(mesh, full)) return undefined;
  const taken = rulesFor(mesh, full, first);
  const isFound = (client: string): boolean => subsetNamed(rulesFor(mesh, full, client), subset) !== undefined;
  if (isFound(first) || others.some(isFound)) return undefined;
  const [rule] = taken;
  const message = rule
    ? `unknown subset "${subset}" of "${host}" for clients in namespace "${first}": ${describe(taken)}`
    : `clients in namespace "${first}" do not look for subset "${subset}" of "${host}" in namespace "${defining.rule.namespace}"`;
  const related = [{ at: at(defining.rule, defining.subset, "name"), message: "defined here" }];
  if (rule) related.unshift({ at: at(rule, rule.spec, "host"), message: "taken instead" });
  return { at: at(manifest, destination, "subset"), message, related, upstream: [] };
}

function finding(
  mesh: Mesh,
  manifest: VirtualService,
  target: Target,
  rulesOf: ReturnType<typeof rulesUnder>,
): Finding | undefined {
  const { destination } = target;
  const { host, subset } = destination;
  if (subset === undefined || subset === "" || isUnknown(subset)) return undefined;
  const full = fullHost(mesh, host, manifest.namespace);
  const meant = halfHost(mesh, full);
  const applied = meant === undefined ? rulesOf(full) : [full, meant].flatMap((name) => rulesAnywhere(mesh, name));
  if (hasUnknownSubset(applied)) return undefined;
  if (subsetNamed(applied, subset))
    return hidden(mesh, manifest, target, applied) ?? passedOver(mesh, manifest, target, applied);
  if (mayBeRuled(mesh, full) || (meant !== undefined && mayBeRuled(mesh, meant))) return undefined;
  const place = at(manifest, destination, "subset");
  const elsewhere = subsetNamed(rulesAnywhere(mesh, full), subset);
  if (elsewhere) {
    const { rule } = elsewhere;
    const message = `subset "${subset}" of "${host}" is defined in namespace "${rule.namespace}", where nothing looks for it`;
    const isSeen = isShownTo(mesh, rule, manifest.namespace);
    const related = [{ at: at(rule, elsewhere.subset, "name"), message: "here" }];
    return { at: place, message, upstream: isSeen ? [] : ["KIA1107"], related };
  }
  return {
    at: place,
    message: `unknown subset "${subset}" of "${host}": ${describe(applied)}`,
    absent: { kind: "istio/DestinationRule", namespace: applied[0]?.namespace ?? manifest.namespace, name: full },
    related: applied.map((rule) => ({ at: at(rule, rule.spec, "host"), message: "the DestinationRule of this host" })),
  };
}

export default defineRule({
  summary: "A route sends traffic to a subset that no DestinationRule defines",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "Each subset is a cluster of its own in the proxy. Without its definition the cluster does not exist and every request on this route is answered with 503. istiod looks for the DestinationRule in the client's namespace, then in that of the Service, then in the root namespace, and takes the first place where it finds one.",
  fix: "Add the subset to the DestinationRule of this host, or name one that it has.",
  links: [
    "https://istio.io/latest/docs/reference/config/networking/destination-rule/#Subset",
    "https://istio.io/latest/docs/ops/common-problems/network-issues/#503-errors-after-setting-destination-rule",
  ],
  upstream: ["IST0101", "KIA1107"],
  claims: "absence",
  bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: reviews, namespace: shop }
      spec:
        hosts: [reviews]
        http:
          - route:
              - destination:
                  host: reviews
                  subset: v9 # error: unknown subset "v9" of "reviews": DestinationRule "shop/reviews" defines v1 and v2
          - route:
              - destination: { host: ratings, subset: v1 } # error: no DestinationRule for this host
      ---
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: { name: reviews, namespace: shop }
      spec:
        host: reviews.shop.svc.cluster.local
        subsets:
          - { name: v1, labels: { version: v1 } }
          - { name: v2, labels: { version: v2 } }
    `,
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: reviews, namespace: shop }
      spec:
        hosts: [reviews]
        http:
          - route:
              - destination: { host: reviews, subset: v1 } # error: is defined in namespace "ops", where nothing looks
      ---
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: { name: reviews, namespace: ops }
      spec: { host: reviews.shop.svc.cluster.local, subsets: [{ name: v1, labels: { version: v1 } }] }
    `,
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: stars, namespace: shop }
      spec:
        hosts: [stars.ratings.svc.cluster.local]
        http:
          - route:
              - destination:
                  host: stars.ratings.svc.cluster.local
                  subset: v1 # error: is not exported to namespace "shop"
      ---
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: { name: stars, namespace: ratings }
      spec: { host: stars, exportTo: ["."], subsets: [{ name: v1, labels: { version: v1 } }] }
    `,
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: stars, namespace: shop }
      spec:
        hosts: [stars.ratings.svc.cluster.local]
        exportTo: ["."]
        http:
          - route:
              - destination:
                  host: stars.ratings.svc.cluster.local
                  subset: v1 # error: for clients in namespace "shop": DestinationRule "shop/stars" defines none
      ---
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: { name: stars, namespace: shop }
      spec: { host: stars.ratings.svc.cluster.local, trafficPolicy: { loadBalancer: { simple: RANDOM } } }
      ---
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: { name: stars, namespace: ratings }
      spec: { host: stars, subsets: [{ name: v1, labels: { version: v1 } }] }
    `,
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: shop, namespace: shop }
      spec:
        hosts: [shop.example.com]
        gateways: [edge/public]
        http:
          - route:
              - destination:
                  host: stars.ratings.svc.cluster.local
                  subset: v1 # error: clients in namespace "edge" do not look for subset "v1" of
      ---
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: { name: stars, namespace: shop }
      spec: { host: stars.ratings.svc.cluster.local, subsets: [{ name: v1, labels: { version: v1 } }] }
      ---
      apiVersion: networking.istio.io/v1
      kind: Gateway
      metadata: { name: public, namespace: edge }
      spec:
        selector: { app: gateway }
        servers: [{ port: { number: 80, name: http, protocol: HTTP }, hosts: ["*"] }]
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
      kind: VirtualService
      metadata: { name: reviews, namespace: shop }
      spec:
        hosts: [reviews]
        http:
          - route: [{ destination: { host: reviews, subset: v1 } }]
            mirror: { host: reviews, subset: "{{ canary }}" }
      ---
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: { name: all, namespace: shop }
      spec: { host: "*.shop.svc.cluster.local", subsets: [{ name: v1, labels: { version: v1 } }] }
    `,
  ],
  *check(mesh) {
    if (hasVagueNames(mesh, "istio/DestinationRule") || hasVagueRules(mesh)) return;
    for (const manifest of mesh.all("istio/VirtualService")) {
      const rulesOf = rulesUnder(mesh, manifest);
      for (const target of targetsOf(manifest)) {
        const found = finding(mesh, manifest, target, rulesOf);
        if (found) yield found;
      }
    }
  },
});
