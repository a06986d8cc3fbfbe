/** Hosts that a Sidecar imports although nothing serves them. */

import type { Absence } from "../../src/finding/finding.ts";
import { knownNamespaces } from "../../src/mesh/identity.ts";
import { serverHost } from "../../src/mesh/gateways.ts";
import { fullHost, hostsOverlap, serviceOfHost } from "../../src/mesh/hosts.ts";
import { servingOf, type Serving } from "../../src/mesh/services.ts";
import { isSlip } from "../../src/mesh/slips.ts";
import { isUnknown } from "../../src/mesh/unknown.ts";
import { at, defineRule, yaml, type Finding, type Manifest, type Mesh } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "A Sidecar imports a host that nothing serves",
  category: "correctness",
  severity: "warning",
  since: "0.1.0",
  precision: "high",
  claims: "absence",
  why: "The listener gets no destination, so calls that were meant for it fail or leave the mesh unseen.",
  fix: "Write `namespace/full.host.name` of an existing Service or ServiceEntry, or remove the entry.",
  links: ["https://istio.io/latest/docs/reference/config/networking/sidecar/#IstioEgressListener"],
  upstream: ["KIA1004"],
  bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: Sidecar
      metadata:
        name: default
        namespace: shop
      spec:
        egress:
          - hosts:
              - shop/cart.shop.svc.cluster.local
              - ./crat.shop.svc.cluster.local # warning: nothing serves "crat.shop.svc.cluster.local"
              - shop/api.example.com # warning: nothing serves "api.example.com"
              - ./pay.bank.svc.cluster.local # warning: "pay.bank.svc.cluster.local" is served from namespace "bank", not "shop"
              - bank/own.bank.svc.cluster.local # warning: is not exported to namespace "shop"
              - bnak/* # warning: there is no namespace "bnak": did you mean "bank"?
      ---
      apiVersion: v1
      kind: Service
      metadata:
        name: cart
        namespace: shop
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: pay, namespace: bank }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: own, namespace: bank, annotations: { networking.istio.io/exportTo: . } }
    `,
  ],
  good: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: Sidecar
      metadata:
        name: default
        namespace: shop
      spec:
        egress:
          - hosts: ["./*", "*/*", "~/*", "shop/*.shop.svc.cluster.local", "istio-system/*", "other/x.other.svc.cluster.local", "bank/pay.bank.svc.cluster.local", "*/pay.bank.svc.cluster.local", "~bank/x.bank.svc.cluster.local", bank/shop.example.com]
      ---
      apiVersion: v1
      kind: Service
      metadata:
        name: cart
        namespace: shop
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: pay, namespace: bank }
      ---
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: shop, namespace: bank }
      spec: { hosts: [shop.example.com], http: [{ route: [{ destination: { host: pay } }] }] }
    `,
  ],

  *check(mesh) {
    for (const sidecar of mesh.all("istio/Sidecar")) {
      for (const { hosts = [] } of sidecar.spec.egress ?? []) {
        for (const [index, written] of hosts.entries()) {
          if (isUnknown(written)) continue;
          const lost = namespaceProblem(mesh, written);
          if (lost) yield { at: at(sidecar, hosts, index), ...lost };
          const wanted = importOf(sidecar, written);
          const found = wanted && judge(mesh, wanted);
          if (found && !isRouted(mesh, wanted)) yield { at: at(sidecar, hosts, index), ...found };
        }
      }
    }
  },
});

interface Import {
  readonly sidecar: Manifest<"istio/Sidecar">;
  readonly namespace: string;
  readonly host: string;
}

/** What stands before and behind the slash; undefined for patterns and for what is kept out. */
function importOf(sidecar: Import["sidecar"], written: string): Import | undefined {
  const { namespace, host } = serverHost(written);
  if (host.includes("*") || namespace.startsWith("~") || !host.includes(".")) return undefined;
  return { sidecar, namespace: namespace === "." ? sidecar.namespace : namespace, host };
}

/** Files hold but a part of the namespaces, so only one that is nearly another is a mistake. */
function namespaceProblem(mesh: Mesh, written: string): Omit<Finding, "at"> | undefined {
  const { namespace } = serverHost(written);
  const known = knownNamespaces(mesh);
  if (!/^[a-z0-9-]+$/.test(namespace)) return undefined;
  if (namespace === mesh.settings.rootNamespace || known.has(namespace)) return undefined;
  const meant = [...known].slice(0, 1000).find((each) => isSlip(namespace, each));
  if (meant === undefined) return undefined;
  const message = `there is no namespace "${namespace}": did you mean "${meant}"?`;
  return { message, absent: { kind: "kubernetes/Namespace", name: namespace }, upstream: [] };
}

function judge(mesh: Mesh, wanted: Import): Omit<Finding, "at"> | undefined {
  const { sidecar, namespace, host } = wanted;
  const serving = servingOf(mesh, host, sidecar.namespace);
  const kind = serviceOfHost(mesh, host) ? "kubernetes/Service" : "istio/ServiceEntry";
  const absent = { kind, ...(namespace !== "*" && { namespace }), name: host };
  if (serving.by.length > 0) return misplaced(wanted, serving, absent);
  if (serving.is !== "missing" || (namespace !== "*" && !knownNamespaces(mesh).has(namespace))) return undefined;
  return { message: `nothing serves "${host}"`, absent };
}

/** What serves the host stands in another namespace than the one before the slash, or shows itself to others only. */
function misplaced(
  { sidecar, namespace, host }: Import,
  { is, by }: Serving,
  absent: Absence,
): Omit<Finding, "at"> | undefined {
  const [first] = by;
  if (!first) return undefined;
  const related = [{ at: at(first, first.metadata, "name"), message: `serves "${host}"` }];
  if (namespace !== "*" && !by.some((one) => one.namespace === namespace)) {
    const message = `"${host}" is served from namespace "${first.namespace}", not "${namespace}"`;
    // The name of a Service holds its namespace; of other hosts files may hold but a part.
    return { message, related, ...(absent.kind === "istio/ServiceEntry" && { absent }) };
  }
  if (is === "served") return undefined;
  return { message: `"${host}" is not exported to namespace "${sidecar.namespace}"`, related, upstream: [] };
}

/** A VirtualService of that namespace is imported by its host, too (istio/istio pilot/pkg/model/sidecar.go). */
function isRouted(mesh: Mesh, { namespace, host }: Import): boolean {
  const candidates = namespace === "*" ? mesh.all("istio/VirtualService") : mesh.in("istio/VirtualService", namespace);
  return candidates.some((one) =>
    (one.spec.hosts ?? []).some((each) => isUnknown(each) || hostsOverlap(fullHost(mesh, each, one.namespace), host)),
  );
}
