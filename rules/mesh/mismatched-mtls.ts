/** What clients are told to send against what servers accept. */

import { isAmbientNamespace } from "../../src/mesh/ambient.ts";
import { hasAlternatives } from "../../src/mesh/alternatives.ts";
import {
  hostScopeOf,
  isMutual,
  meshRules,
  namespaceRules,
  tlsBlocksOf,
  tlsMode,
  tlsPlace,
} from "../../src/mesh/client-tls.ts";
import type { DestinationRule, TlsBlock } from "../../src/mesh/client-tls.ts";
import { injectionOf, isInMesh, mayHaveSidecars } from "../../src/mesh/injection.ts";
import type { Mesh } from "../../src/mesh/mesh.ts";
import { described, modePlace, mtlsOf, mtlsOfNamespace, selectedLabels, type Mtls } from "../../src/mesh/mtls.ts";
import { isGatewayPod } from "../../src/mesh/proxies.ts";
import { selects } from "../../src/mesh/selectors.ts";
import { entriesFor } from "../../src/mesh/services.ts";
import { targetPortOf } from "../../src/mesh/service-ports.ts";
import { isUnknown } from "../../src/mesh/unknown.ts";
import { workloadsOf, type Service, type Workload } from "../../src/mesh/workloads.ts";
import { at, defineRule, yaml, type Finding, type Manifest, type Related } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "A DestinationRule makes clients speak otherwise than the server accepts",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  precision: "high",
  why:
    "A server with STRICT closes connections that do not bring a certificate of the mesh; one with DISABLE, or without " +
    "a sidecar, does not understand mTLS. Every request through such a rule fails with 503.",
  fix: "Leave `tls` out of the DestinationRule, so that Istio finds the right mode itself, or set the mode that fits.",
  links: [
    "https://istio.io/latest/docs/ops/common-problems/network-issues/#503-errors-after-setting-destination-rule",
    "https://istio.io/latest/docs/ops/configuration/traffic-management/tls-configuration/",
  ],
  upstream: ["KIA0207", "KIA0208", "KIA0505", "KIA0506"],
  bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: { name: maps, namespace: shop }
      spec:
        host: api.maps.example.com
        trafficPolicy:
          portLevelSettings:
            - port: { number: 443 }
              tls: { mode: ISTIO_MUTUAL } # warning: is outside of the mesh and does not know Istio's certificates
      ---
      apiVersion: networking.istio.io/v1
      kind: ServiceEntry
      metadata: { name: maps, namespace: shop }
      spec: { hosts: ["*.maps.example.com"], ports: [{ number: 443, name: tls, protocol: TLS }], resolution: DNS }
    `,
    yaml`
      apiVersion: security.istio.io/v1
      kind: PeerAuthentication
      metadata:
        name: default
        namespace: shop
      spec:
        mtls:
          mode: STRICT
      ---
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata:
        name: plain
        namespace: shop
      spec:
        host: "*.shop.svc.cluster.local"
        trafficPolicy:
          tls:
            mode: DISABLE # error: refuse plain text
    `,
    yaml`
      apiVersion: security.istio.io/v1
      kind: PeerAuthentication
      metadata:
        name: default
        namespace: shop
      spec:
        mtls:
          mode: DISABLE # error: still sends ISTIO_MUTUAL
      ---
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata:
        name: mutual
        namespace: istio-system
      spec:
        host: "*.local"
        trafficPolicy:
          tls:
            mode: ISTIO_MUTUAL
    `,
    yaml`
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata:
        name: cart
        namespace: shop
      spec:
        host: cart
        trafficPolicy:
          tls:
            mode: ISTIO_MUTUAL # error: has no sidecar
      ---
      apiVersion: v1
      kind: Service
      metadata:
        name: cart
        namespace: shop
      spec:
        selector:
          app: cart
        ports:
          - port: 80
      ---
      apiVersion: v1
      kind: Pod
      metadata:
        name: cart
        namespace: shop
        labels:
          app: cart
          sidecar.istio.io/inject: "false"
      spec:
        containers:
          - name: cart
    `,
    yaml`
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata:
        name: cart
        namespace: shop
      spec:
        host: cart.shop.svc.cluster.local
        trafficPolicy:
          portLevelSettings:
            - port:
                number: 80
              tls:
                mode: SIMPLE # error: refuse this TLS
      ---
      apiVersion: security.istio.io/v1
      kind: PeerAuthentication
      metadata:
        name: cart
        namespace: shop
      spec:
        selector:
          matchLabels:
            app: cart
        portLevelMtls:
          8080:
            mode: STRICT
      ---
      apiVersion: v1
      kind: Service
      metadata:
        name: cart
        namespace: shop
      spec:
        selector:
          app: cart
        ports:
          - port: 80
            targetPort: 8080
          - port: 81
      ---
      apiVersion: v1
      kind: Pod
      metadata:
        name: cart
        namespace: shop
        labels:
          app: cart
      spec:
        containers:
          - name: cart
    `,
    yaml`
      apiVersion: security.istio.io/v1
      kind: PeerAuthentication
      metadata: { name: default, namespace: shop }
      spec: { mtls: { mode: DISABLE } }
      ---
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: { name: cart, namespace: shop }
      spec:
        host: cart
        trafficPolicy: { tls: { mode: ISTIO_MUTUAL } } # error: "cart" does not accept mTLS: its mode is DISABLE
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec: { selector: { app: cart }, ports: [{ port: 80 }] }
      ---
      apiVersion: v1
      kind: Pod
      metadata: { name: cart, namespace: shop, labels: { app: cart, sidecar.istio.io/inject: "true" } }
      spec: { containers: [{ name: cart }] }
    `,
  ],
  good: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: { name: machines, namespace: shop }
      spec: { host: machines.example.com, trafficPolicy: { tls: { mode: ISTIO_MUTUAL } } }
      ---
      apiVersion: networking.istio.io/v1
      kind: ServiceEntry
      metadata: { name: machines, namespace: shop }
      spec:
        hosts: [machines.example.com]
        location: MESH_INTERNAL
        ports: [{ number: 443, name: tls, protocol: TLS }]
        resolution: DNS
    `,
    yaml`
      apiVersion: v1
      kind: Namespace
      metadata: { name: quiet, labels: { istio.io/dataplane-mode: ambient } }
      ---
      apiVersion: security.istio.io/v1
      kind: PeerAuthentication
      metadata: { name: default, namespace: quiet }
      spec: { mtls: { mode: DISABLE } }
      ---
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: { name: quiet, namespace: quiet }
      spec: { host: "*.quiet.svc.cluster.local", trafficPolicy: { tls: { mode: ISTIO_MUTUAL } } }
    `,
    yaml`
      apiVersion: security.istio.io/v1
      kind: PeerAuthentication
      metadata: { name: default, namespace: istio-system }
      spec: { mtls: { mode: STRICT } }
      ---
      apiVersion: v1
      kind: Namespace
      metadata: { name: old, labels: { istio-injection: disabled } }
      ---
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: { name: old, namespace: shop }
      spec: { host: "*.old.svc.cluster.local", trafficPolicy: { tls: { mode: DISABLE } } }
      ---
      apiVersion: v1
      kind: Namespace
      metadata: { name: legacy }
      ---
      apiVersion: v1
      kind: Pod
      metadata: { name: legacy, namespace: legacy }
      spec: { containers: [{ name: legacy }] }
      ---
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: { name: legacy, namespace: legacy }
      spec: { host: "*.legacy.svc.cluster.local", trafficPolicy: { tls: { mode: DISABLE } } }
    `,
    yaml`
      apiVersion: security.istio.io/v1
      kind: PeerAuthentication
      metadata: { name: default, namespace: shop }
      spec: { mtls: { mode: STRICT } }
      ---
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: { name: cart, namespace: shop }
      spec:
        host: cart
        trafficPolicy:
          tls: { mode: DISABLE }
          portLevelSettings:
            - { port: { number: 80 }, tls: { mode: ISTIO_MUTUAL } }
            - { port: { number: 81 }, loadBalancer: { simple: RANDOM } }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec: { selector: { app: cart }, ports: [{ port: 80 }, { port: 81 }] }
      ---
      apiVersion: v1
      kind: Pod
      metadata: { name: cart, namespace: shop, labels: { app: cart, sidecar.istio.io/inject: "true" } }
      spec: { containers: [{ name: cart }] }
    `,
    yaml`
      apiVersion: security.istio.io/v1
      kind: PeerAuthentication
      metadata:
        name: default
        namespace: shop
      spec:
        mtls:
          mode: STRICT
      ---
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata:
        name: mutual
        namespace: shop
      spec:
        host: "*.shop.svc.cluster.local"
        trafficPolicy:
          tls:
            mode: ISTIO_MUTUAL
      ---
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata:
        name: database
        namespace: shop
      spec:
        host: db.example.com
        trafficPolicy:
          tls:
            mode: SIMPLE
    `,
  ],

  *check(mesh) {
    for (const rule of mesh.all("istio/DestinationRule")) {
      if (hasAlternatives(mesh, rule)) continue;
      const scope = hostScopeOf(mesh, rule);
      if (scope.is === "service")
        yield* serviceRule(mesh, rule, mesh.find("kubernetes/Service", scope.namespace, scope.name));
      // Servers without sidecars take plain text whatever a policy says, and ztunnel heeds no DestinationRule.
      else if (scope.is === "namespace" && mayHaveSidecars(mesh, scope.namespace))
        yield* wideRule(mesh, rule, mtlsOfNamespace(mesh, scope.namespace));
      else if (scope.is === "mesh") yield* wideRule(mesh, rule, mtlsOfNamespace(mesh, mesh.settings.rootNamespace));
      else if (scope.is === "other") yield* externalRule(mesh, rule);
    }
    yield* disabledServers(mesh);
  },
});

function deciding(mesh: Mesh, { by, mode }: Mtls): Related[] {
  return by ? [{ at: modePlace(by), message: `${described(mesh, by)} sets ${mode}` }] : [];
}

function sends(mode: string): string {
  return mode === "DISABLE" ? "plain text" : "this TLS";
}

/** Rules for all hosts of a namespace or of the mesh against the servers of that scope. */
function* wideRule(mesh: Mesh, rule: DestinationRule, server: Mtls): Generator<Finding> {
  const tls = rule.spec.trafficPolicy?.tls;
  if (!tls || server.mode !== "STRICT") return;
  const mode = tlsMode(tls);
  if (mode === "ISTIO_MUTUAL") return;
  const upstream = mode !== "DISABLE" ? [] : [server.scope === "mesh" ? "KIA0208" : "KIA0207"];
  const message = `servers behind "${rule.spec.host}" refuse ${sends(mode)}: they demand mTLS`;
  yield { at: tlsPlace(rule, tls), message, upstream, related: deciding(mesh, server) };
}

/** Policies that switch mTLS off where a DestinationRule for the whole namespace or mesh still uses it. */
function* disabledServers(mesh: Mesh): Generator<Finding> {
  const { rootNamespace } = mesh.settings;
  for (const policy of mesh.all("istio/PeerAuthentication")) {
    const { mtls } = policy.spec;
    if (mtls?.mode !== "DISABLE" || selectedLabels(policy) || hasAlternatives(mesh, policy)) continue;
    const isMeshWide = policy.namespace === rootNamespace;
    // ztunnel uses mTLS whatever the policy says.
    if (isAmbientNamespace(mesh, policy.namespace)) continue;
    const rules = isMeshWide ? meshRules(mesh) : namespaceRules(mesh, policy.namespace);
    for (const rule of rules) {
      const tls = rule.spec.trafficPolicy?.tls;
      if (!tls || !isMutual(tls.mode) || hasAlternatives(mesh, rule)) continue;
      const message = `DestinationRule "${rule.name}" still sends ${tlsMode(tls)} to these servers`;
      const related = [{ at: tlsPlace(rule, tls), message: `for "${rule.spec.host}"` }];
      yield { at: at(policy, mtls, "mode"), message, related, upstream: [isMeshWide ? "KIA0506" : "KIA0505"] };
      break;
    }
  }
}

function* serviceRule(mesh: Mesh, rule: DestinationRule, service: Service | undefined): Generator<Finding> {
  if (!service) return;
  // Listeners of gateways have TLS settings of their own.
  const pods = workloadsOf(mesh, service).filter((workload) => !isGatewayPod(mesh, workload));
  for (const block of tlsBlocksOf(rule)) {
    const labels = block.subset?.labels ?? {};
    for (const workload of pods.filter(({ podLabels }) => selects(labels, podLabels))) {
      const finding = clash(mesh, { rule, block, service, workload });
      if (!finding) continue;
      yield finding;
      break;
    }
  }
}

/** Hosts that are resolved by DNS and that no ServiceEntry takes into the mesh: their servers have no identity of it. */
function* externalRule(mesh: Mesh, rule: DestinationRule): Generator<Finding> {
  const { host } = rule.spec;
  // A rule without a spec has none; admission tells.
  const entries = (host as unknown) === undefined || isUnknown(host) ? [] : entriesFor(mesh, host);
  const [entry] = entries;
  if (!entry || !entries.every(isOutside)) return;
  for (const { tls } of tlsBlocksOf(rule)) {
    if (tlsMode(tls) !== "ISTIO_MUTUAL") continue;
    const message = `"${host}" is outside of the mesh and does not know Istio's certificates: use SIMPLE or MUTUAL`;
    const related = [{ at: at(entry, entry.metadata, "name"), message: "the ServiceEntry of this host" }];
    yield { at: tlsPlace(rule, tls), message, severity: "warning", upstream: [], related };
  }
}

function isOutside({ spec }: Manifest<"istio/ServiceEntry">): boolean {
  const { location = "MESH_EXTERNAL", resolution, endpoints = [], workloadSelector } = spec;
  return location === "MESH_EXTERNAL" && resolution === "DNS" && endpoints.length === 0 && !workloadSelector;
}

interface Meeting {
  readonly rule: DestinationRule;
  readonly block: TlsBlock;
  readonly service: Service;
  readonly workload: Workload;
}

function clash(mesh: Mesh, { rule, block, service, workload }: Meeting): Finding | undefined {
  const mode = tlsMode(block.tls);
  const place = tlsPlace(rule, block.tls);
  const injection = injectionOf(mesh, workload);
  const { name } = workload.manifest;
  if (injection.is === "none") {
    if (mode !== "ISTIO_MUTUAL") return undefined;
    const related = injection.at ? [{ at: injection.at, message: injection.why }] : [];
    return { at: place, message: `"${name}" has no sidecar that understands mTLS`, upstream: [], related };
  }
  if (injection.is === "ambient") return undefined;
  for (const server of serversBehind(mesh, { rule, block, service, workload })) {
    const related = deciding(mesh, server);
    // With certificates of their own clients may speak to the application itself.
    if (server.mode === "DISABLE" && mode === "ISTIO_MUTUAL" && provenIn(mesh, workload, server)) {
      return { at: place, message: `"${name}" does not accept mTLS: its mode is DISABLE`, upstream: [], related };
    }
    if (server.mode === "STRICT" && mode !== "ISTIO_MUTUAL" && provenIn(mesh, workload, server)) {
      return {
        at: place,
        message: `the pods of "${name}" refuse ${sends(mode)}: they demand mTLS`,
        upstream: [],
        related,
      };
    }
  }
  return undefined;
}

/** A policy that names these very pods shows that they are in the mesh; a wider one does not. */
function provenIn(mesh: Mesh, workload: Workload, { scope }: Mtls): boolean {
  return isInMesh(mesh, workload) || scope === "workload" || scope === "port";
}

/** The mode of each container port that the block speaks of. */
function serversBehind(mesh: Mesh, { block, service, workload }: Meeting): readonly Mtls[] {
  const ports = (service.spec.ports ?? []).filter(({ port }) =>
    block.port === undefined ? !block.except.includes(port) : port === block.port,
  );
  return ports.map((port) =>
    mtlsOf(mesh, { namespace: workload.namespace, labels: workload.podLabels }, targetPortOf(port, workload)),
  );
}
