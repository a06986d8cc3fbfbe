/** Destinations, mirrors and DestinationRules that name a host which nothing serves. */

import { fullHost, serviceOfHost } from "../../src/mesh/hosts.ts";
import { renamedObject } from "../../src/mesh/renamed.ts";
import { gatewayNames, isDelegate, targetsOf } from "../../src/mesh/routes.ts";
import { meantHost, serviceNamesIn, servicesCalled, servingFor, type Serving } from "../../src/mesh/services.ts";
import { isSlip } from "../../src/mesh/slips.ts";
import { readersOf } from "../../src/mesh/visibility.ts";
import { at, defineRule, yaml, type Finding, type Manifest, type Mesh, type Related } from "../../src/rule/rule.ts";
import { listed } from "../../src/rule/words.ts";

const routeCodes = ["IST0101", "KIA1101"];
const ruleCodes = ["IST0174", "KIA0202"];

interface Asked {
  readonly manifest: Manifest<"istio/VirtualService" | "istio/DestinationRule">;
  readonly host: string;
  readonly at: Finding["at"];
  readonly severity: "error" | "warning";
  readonly upstream: readonly string[];
}

function absentOf(mesh: Mesh, host: string): NonNullable<Finding["absent"]> {
  const service = serviceOfHost(mesh, host);
  return service
    ? { kind: "kubernetes/Service", namespace: service.namespace, name: service.name }
    : { kind: "istio/ServiceEntry", name: host };
}

/** Services of the same name elsewhere: most often the namespace was forgotten. */
function elsewhere(mesh: Mesh, host: string): readonly Related[] {
  const service = serviceOfHost(mesh, host);
  const renamed = service ? renamedObject(mesh, "kubernetes/Service", service) : [];
  if (renamed.length > 0) return renamed;
  return servicesCalled(mesh, service?.name ?? host)
    .slice(0, 3)
    .map((other) => ({
      at: at(other, other.metadata, "name"),
      message: `"${other.name}" is a Service of namespace "${other.namespace}"`,
    }));
}

function hidden({ by }: Serving, { host, manifest }: Asked): string {
  const owners = listed(by.map(({ kind, namespace, name }) => `${kind} "${namespace}/${name}"`));
  return `"${host}" is served by ${owners}, which is not exported to namespace ${listed(readersOf(manifest).map((name) => `"${name}"`))}`;
}

function* judge(mesh: Mesh, asked: Asked): Iterable<Finding> {
  const { manifest, host, at: place, severity, upstream } = asked;
  const full = fullHost(mesh, host, manifest.namespace);
  const serving = servingFor(mesh, full, readersOf(manifest));
  if (serving.is === "hidden") {
    yield { at: place, message: hidden(serving, asked), severity: "warning", upstream };
    return;
  }
  if (serving.is !== "missing") return;
  const meant = meantHost(mesh, host);
  if (meant !== undefined) {
    yield { at: place, message: `"${host}" is taken literally: write "${meant}"`, severity, upstream };
    return;
  }
  const inNamespace = full === host ? "" : ` in namespace "${manifest.namespace}"`;
  const message = `nothing serves "${host}"${inNamespace}`;
  yield { at: place, message, severity, upstream, absent: absentOf(mesh, full), related: elsewhere(mesh, full) };
}

function* routeHosts(mesh: Mesh): Iterable<Asked> {
  for (const manifest of mesh.all("istio/VirtualService")) {
    for (const { destination, is } of targetsOf(manifest)) {
      const upstream = is === "mirror" ? ["IST0101"] : routeCodes;
      const place = at(manifest, destination, "host");
      yield { manifest, host: destination.host, at: place, severity: "error", upstream };
    }
  }
}

function* ruleHosts(mesh: Mesh): Iterable<Asked> {
  for (const manifest of mesh.all("istio/DestinationRule")) {
    const { host } = manifest.spec;
    if (!host) continue;
    yield { manifest, host, at: at(manifest, manifest.spec, "host"), severity: "warning", upstream: ruleCodes };
  }
}

/** Hosts that sidecars route, as far as they are nearly the name of a Service: others may be names that only routes have. */
function* routedHosts(mesh: Mesh): Iterable<Asked> {
  for (const manifest of mesh.all("istio/VirtualService")) {
    const { hosts = [] } = manifest.spec;
    if (isDelegate(manifest) || !gatewayNames(manifest).includes("mesh")) continue;
    for (const [index, host] of hosts.entries()) {
      const service = serviceOfHost(mesh, fullHost(mesh, host, manifest.namespace));
      if (!service || !isNearlyService(mesh, service)) continue;
      yield { manifest, host, at: at(manifest, hosts, index), severity: "warning", upstream: [] };
    }
  }
}

function isNearlyService(mesh: Mesh, { name, namespace }: { readonly name: string; readonly namespace: string }) {
  if (mesh.has("kubernetes/Service", namespace, name)) return false;
  return serviceNamesIn(mesh, namespace).some((each) => isSlip(name, each));
}

export default defineRule({
  summary: "A route or DestinationRule names a host that nothing serves",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "Istio builds clusters from Services and ServiceEntries only. A route to a host without one is answered with 503, and a DestinationRule for it has no effect. A name without a dot means a Service in the object's own namespace; a name with a dot is taken as it is, so `reviews.prod` is not the Service `reviews` of `prod`.",
  fix: "Name a Service that exists (with its namespace: `reviews.prod.svc.cluster.local`), or declare the host with a ServiceEntry.",
  links: [
    "https://istio.io/latest/docs/reference/config/networking/virtual-service/#Destination",
    "https://istio.io/latest/docs/ops/best-practices/traffic-management/",
  ],
  upstream: ["IST0101", "IST0174", "KIA0202", "KIA1101"],
  claims: "absence",
  bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: reviews, namespace: shop }
      spec:
        hosts:
          - revews # warning: nothing serves "revews" in namespace "shop"
        http:
          - route:
              - destination:
                  host: reveiws # error: nothing serves "reveiws" in namespace "shop"
            mirror:
              host: reviews.shop # error: is taken literally: write "reviews.shop.svc.cluster.local"
          - route: [{ destination: { host: reviews.shop.svc.cluster.locl } }] # error: is taken literally
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: reviews, namespace: shop }
      spec: { selector: { app: reviews }, ports: [{ name: http, port: 80 }] }
    `,
    yaml`
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: { name: ratings, namespace: shop }
      spec:
        host: ratings.stars.svc.cluster.local # warning: which is not exported to namespace "shop"
      ---
      apiVersion: v1
      kind: Service
      metadata:
        name: ratings
        namespace: stars
        annotations: { networking.istio.io/exportTo: "." }
      spec: { selector: { app: ratings }, ports: [{ name: http, port: 80 }] }
    `,
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: shop, namespace: shop }
      spec:
        hosts: [shop.example.com]
        exportTo: [edge]
        http:
          - route: [{ destination: { host: shop } }] # warning: which is not exported to namespace "edge"
          - route: [{ destination: { host: cart } }]
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: shop, namespace: shop, annotations: { networking.istio.io/exportTo: "." } }
      spec: { selector: { app: shop }, ports: [{ name: http, port: 80 }] }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop, annotations: { networking.istio.io/exportTo: edge } }
      spec: { selector: { app: cart }, ports: [{ name: http, port: 80 }] }
    `,
  ],
  good: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: models, namespace: shop }
      spec:
        hosts: [models.example]
        http: [{ route: [{ destination: { host: taste-canary } }], mirror: { host: price-predictor } }] # both come into being
      ---
      apiVersion: machinelearning.seldon.io/v1
      kind: SeldonDeployment
      metadata: { name: taste, namespace: shop }
      spec: { predictors: [{ name: canary, graph: { name: model } }] }
      ---
      apiVersion: serving.kserve.io/v1beta1
      kind: InferenceService
      metadata: { name: price, namespace: shop }
      spec: { predictor: { model: { modelFormat: { name: sklearn } } } }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec: { ports: [{ name: http, port: 80 }] }
    `,
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: search, namespace: shop }
      spec:
        hosts: [search, found]
        http:
          - match: [{ uri: { prefix: /maps } }]
            route: [{ destination: { host: api.maps.example.com } }]
          - route: [{ destination: { host: search.shop.svc.cluster.local } }]
      ---
      apiVersion: networking.istio.io/v1
      kind: ServiceEntry
      metadata: { name: maps, namespace: egress }
      spec: { hosts: ["*.maps.example.com"], ports: [{ number: 443, name: tls, protocol: TLS }], resolution: NONE }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: search, namespace: shop }
      spec: { selector: { app: search }, ports: [{ name: http, port: 80 }] }
    `,
  ],
  *check(mesh) {
    for (const hosts of [routeHosts(mesh), ruleHosts(mesh), routedHosts(mesh)]) {
      for (const asked of hosts) yield* judge(mesh, asked);
    }
  },
});
