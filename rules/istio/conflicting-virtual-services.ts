/** VirtualServices that claim one host for the same clients. */

import { hasAlternatives } from "../../src/mesh/alternatives.ts";
import { gatewayNamed } from "../../src/mesh/gateways.ts";
import { fullHost, patternsFor } from "../../src/mesh/hosts.ts";
import { gatewayNames, isDelegate, type VirtualService } from "../../src/mesh/routes.ts";
import { isUnknown } from "../../src/mesh/unknown.ts";
import { exportedTo } from "../../src/mesh/visibility.ts";
import { at, defineRule, yaml, type Finding, type Mesh } from "../../src/rule/rule.ts";

/** One host of one VirtualService, as clients of one scope see it. */
interface Claim {
  readonly manifest: VirtualService;
  readonly index: number;
  readonly host: string;
  /** A namespace, or "*" for all. */
  readonly scope: string;
}

function* claimsOf(mesh: Mesh, manifest: VirtualService): Iterable<Claim> {
  const { spec, namespace } = manifest;
  const scopes = exportedTo(mesh, spec.exportTo, namespace, "defaultVirtualServiceExportTo");
  for (const [index, written] of (spec.hosts ?? []).entries()) {
    if (isUnknown(written)) continue;
    const host = fullHost(mesh, written, namespace);
    for (const scope of new Set(scopes)) yield { manifest, index, host, scope };
  }
}

function isSame(one: VirtualService, other: VirtualService): boolean {
  return one.namespace === other.namespace && one.name === other.name;
}

function clash({ manifest, index, scope }: Claim, other: Claim): Finding {
  const { hosts = [] } = manifest.spec;
  const rival = `"${other.manifest.namespace}/${other.manifest.name}"`;
  const clients = scope === "*" ? "" : ` for clients in namespace "${scope}"`;
  return {
    at: at(manifest, hosts, index),
    message: `VirtualService ${rival} also routes "${hosts[index] ?? ""}"${clients}: only one of them counts`,
    related: [{ at: at(other.manifest, other.manifest.spec.hosts ?? [], other.index), message: "the other claim" }],
  };
}

/** A claim for all namespaces always gives way to one for the client's own. */
function robbed(mine: Claim, theirs: Claim): Finding {
  const { manifest, index, scope } = theirs;
  const host = manifest.spec.hosts?.[index] ?? "";
  const message = `clients in namespace "${scope}" take "${host}" from VirtualService "${manifest.namespace}/${manifest.name}"`;
  return { ...clash(mine, theirs), message, severity: "warning" };
}

function isCandidate(mesh: Mesh, manifest: VirtualService): boolean {
  return !isDelegate(manifest) && !hasAlternatives(mesh, manifest);
}

/** A claim for all namespaces that a claim for one takes hosts from; upstream counts it as a conflict, too. */
function wider(claims: ReadonlyMap<string, readonly Claim[]>, { host, manifest }: Claim): Claim | undefined {
  const patterns = [host, ...patternsFor(host)];
  return patterns
    .flatMap((pattern) => claims.get(`*\n${pattern}`) ?? [])
    .find((one) => !isSame(one.manifest, manifest));
}

/** Only one VirtualService counts for a host in sidecars: istio/istio pilot/pkg/model/virtualservice.go. */
function* inMesh(mesh: Mesh): Iterable<Finding> {
  const claims = new Map<string, Claim[]>();
  const bound = mesh
    .all("istio/VirtualService")
    .filter((one) => isCandidate(mesh, one) && gatewayNames(one).includes("mesh"));
  for (const claim of bound.flatMap((manifest) => [...claimsOf(mesh, manifest)])) {
    const key = `${claim.scope}\n${claim.host}`;
    const known = claims.get(key);
    if (known) known.push(claim);
    else claims.set(key, [claim]);
  }
  const said = new Set<VirtualService>();
  for (const group of claims.values()) {
    yield* repeated(group);
    for (const claim of group) {
      if (said.has(claim.manifest)) continue;
      const other = group.find((one) => !isSame(one.manifest, claim.manifest));
      const over = other ?? (claim.scope === "*" ? undefined : wider(claims, claim));
      if (!over) continue;
      said.add(claim.manifest);
      if (over === other) {
        yield clash(claim, over);
        continue;
      }
      yield { ...clash(claim, over), severity: "warning" };
      if (said.has(over.manifest)) continue;
      said.add(over.manifest);
      yield robbed(over, claim);
    }
  }
}

/** A short name and its full one are one host; istiod keeps the first and the analyzer takes it for a conflict. */
function* repeated(group: readonly Claim[]): Iterable<Finding> {
  const seen = new Map<VirtualService, Claim>();
  for (const claim of group) {
    const { manifest, index } = claim;
    const { hosts = [] } = manifest.spec;
    const before = seen.get(manifest);
    if (!before) seen.set(manifest, claim);
    else if (before.index !== index) {
      const message = `"${hosts[index] ?? ""}" is the same host as "${hosts[before.index] ?? ""}" of this VirtualService`;
      const related = [{ at: at(manifest, hosts, before.index), message: "named here, too" }];
      yield { at: at(manifest, hosts, index), message, severity: "warning", upstream: ["IST0109"], related };
    }
  }
}

function hasCatchAll({ spec }: VirtualService): boolean {
  return (spec.http ?? []).some(
    ({ match = [], delegate }) =>
      !delegate &&
      (match.length === 0 || match.some((one) => Object.keys(one).length === 1 && one.uri?.prefix === "/")),
  );
}

/** At gateways the routes of all are put together in an order that nobody sees; two that take everything cannot both. */
function* atGateways(mesh: Mesh): Iterable<Finding> {
  const first = new Map<string, Claim>();
  const said = new Set<VirtualService>();
  for (const manifest of mesh.all("istio/VirtualService")) {
    if (!isCandidate(mesh, manifest) || !hasCatchAll(manifest)) continue;
    for (const written of new Set(gatewayNames(manifest))) {
      if (written === "mesh" || isUnknown(written)) continue;
      const { namespace, name } = gatewayNamed(written, manifest.namespace);
      for (const [index, host] of (manifest.spec.hosts ?? []).entries()) {
        const key = `${namespace}/${name}\n${host}`;
        const claim = { manifest, index, host, scope: "*" };
        const other = first.get(key);
        if (!other) first.set(key, claim);
        else if (!isUnknown(host) && !isSame(other.manifest, manifest)) {
          for (const [mine, theirs] of [[claim, other] as const, [other, claim] as const]) {
            if (said.has(mine.manifest)) continue;
            said.add(mine.manifest);
            const message = `"${theirs.manifest.namespace}/${theirs.manifest.name}" also takes all paths of "${host}" at gateway "${written}"`;
            yield { ...clash(mine, theirs), message, severity: "warning", upstream: ["KIA1106"] };
          }
        }
      }
    }
  }
}

export default defineRule({
  summary: "Two VirtualServices claim the same host for the same clients",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "Sidecars use one VirtualService for a host and ignore all others; which one depends on their age, which is nowhere in git. Gateways put the routes of several together, again by age, so of two that take all paths one is never reached.",
  fix: "Merge them into one VirtualService, or delegate from one to the others.",
  links: [
    "https://istio.io/latest/docs/reference/config/analysis/ist0109/",
    "https://istio.io/latest/docs/ops/best-practices/traffic-management/#split-virtual-services",
  ],
  upstream: ["IST0109", "KIA1106"],
  bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: reviews, namespace: shop }
      spec:
        hosts: [reviews] # error: VirtualService "ops/reviews" also routes "reviews": only one of them counts
        http: [{ route: [{ destination: { host: reviews } }] }]
      ---
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: reviews, namespace: ops }
      spec:
        hosts: [reviews.shop.svc.cluster.local] # error: VirtualService "shop/reviews" also routes
        http: [{ route: [{ destination: { host: reviews.shop.svc.cluster.local } }] }]
    `,
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: web, namespace: shop }
      spec:
        hosts: [shop.example.com] # warning: "shop/api" also takes all paths
        gateways: [public]
        http: [{ route: [{ destination: { host: web } }] }]
      ---
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: api, namespace: shop }
      spec:
        hosts: [shop.example.com] # warning: "shop/web" also takes all paths of "shop.example.com" at gateway "public"
        gateways: [public]
        http: [{ match: [{ uri: { prefix: / } }], route: [{ destination: { host: api } }] }]
    `,
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: all, namespace: shop }
      spec:
        hosts: ["*.shop.svc.cluster.local"] # warning: clients in namespace "shop" take "web" from VirtualService "shop/web"
        http: [{ timeout: 1s, route: [{ destination: { host: web } }] }]
      ---
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: web, namespace: shop }
      spec:
        hosts: [web] # warning: VirtualService "shop/all" also routes "web" for clients in namespace "shop"
        exportTo: ["."]
        http: [{ route: [{ destination: { host: web } }] }]
    `,
  ],
  good: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: web, namespace: shop }
      spec:
        hosts: [shop.example.com]
        gateways: [public]
        http: [{ route: [{ destination: { host: web } }] }]
      ---
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: api, namespace: shop }
      spec:
        hosts: [shop.example.com]
        gateways: [public]
        http: [{ match: [{ uri: { prefix: /api } }], route: [{ destination: { host: api } }] }]
      ---
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: web-mesh, namespace: shop }
      spec:
        hosts: [web, "*.example.org"]
        exportTo: ["."]
        http: [{ route: [{ destination: { host: web } }] }]
      ---
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: web-mesh, namespace: stage }
      spec:
        hosts: [web]
        http: [{ route: [{ destination: { host: web } }] }]
    `,
  ],
  *check(mesh) {
    yield* inMesh(mesh);
    yield* atGateways(mesh);
  },
});
