/** What stays in plain text, and the policy or the pod that decides so. */

import { areAmbient } from "../../src/mesh/ambient.ts";
import { injectionOf, namespacesNamed } from "../../src/mesh/injection.ts";
import { question, type Mesh } from "../../src/mesh/mesh.ts";
import { described, isIgnored, modePlace, mtlsOf, mtlsOfNamespace, selectedLabels } from "../../src/mesh/mtls.ts";
import type { Mtls, PeerAuthentication } from "../../src/mesh/mtls.ts";
import { podlessSelectedBy } from "../../src/mesh/podless.ts";
import { servicesOf, workloads, workloadsSelectedBy, type Workload } from "../../src/mesh/workloads.ts";
import { at, defineRule, yaml, type Finding, type Related } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "A workload or one of its ports accepts connections without mTLS",
  category: "security",
  severity: "warning",
  since: "0.1.0",
  precision: "high",
  securitySeverity: "6.5",
  why:
    "With PERMISSIVE anyone who reaches the port may talk to it in plain text, without an identity; with DISABLE " +
    "everybody must. A pod or a port that bypasses the sidecar is in plain text whatever the policies say.",
  fix: "Use STRICT once all clients are in the mesh; keep exceptions to single ports and say why in a suppression.",
  links: [
    "https://istio.io/latest/docs/reference/config/security/peer_authentication/",
    "https://istio.io/latest/docs/ops/best-practices/security/#mutual-tls",
  ],
  codes: {
    "accepts-plain-text": "A policy says PERMISSIVE or DISABLE",
    "port-exception": "A policy says PERMISSIVE or DISABLE for one port",
    "outside-mesh": "A pod is kept out of the mesh although its namespace demands mTLS",
    "excluded-port": "A port bypasses the sidecar although its workload demands mTLS",
  },
  bad: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: PeerAuthentication
      metadata:
        name: default
        namespace: istio-system
      spec:
        mtls:
          mode: STRICT
      ---
      apiVersion: security.istio.io/v1
      kind: PeerAuthentication
      metadata:
        name: ratings
        namespace: shop
      spec:
        selector:
          matchLabels:
            app: ratings
        mtls:
          mode: PERMISSIVE # warning: pods with app=ratings accept plain text
    `,
    yaml`
      apiVersion: security.istio.io/v1
      kind: PeerAuthentication
      metadata:
        name: cart
        namespace: shop
      spec:
        selector:
          matchLabels:
            app: cart
        mtls:
          mode: STRICT
        portLevelMtls:
          9090:
            mode: DISABLE # warning: port 9090
      ---
      apiVersion: security.istio.io/v1
      kind: PeerAuthentication
      metadata:
        name: default
        namespace: dev
      spec:
        mtls:
          mode: DISABLE # warning: all pods of namespace "dev"
    `,
    yaml`
      apiVersion: v1
      kind: Namespace
      metadata:
        name: shop
        labels:
          istio-injection: enabled
      ---
      apiVersion: security.istio.io/v1
      kind: PeerAuthentication
      metadata:
        name: default
        namespace: shop
      spec:
        mtls:
          mode: STRICT
      ---
      apiVersion: v1
      kind: Service
      metadata:
        name: legacy
        namespace: shop
      spec:
        selector:
          app: legacy
        ports:
          - port: 80
      ---
      apiVersion: v1
      kind: Pod
      metadata:
        name: legacy
        namespace: shop
        labels:
          app: legacy
          sidecar.istio.io/inject: "false" # warning: keeps "legacy" out of the mesh
      spec:
        containers:
          - name: legacy
      ---
      apiVersion: v1
      kind: Pod
      metadata:
        name: cart
        namespace: shop
        labels:
          app: cart
        annotations:
          traffic.sidecar.istio.io/excludeInboundPorts: "9090" # warning: bypass the sidecar
      spec:
        containers:
          - name: cart
    `,
    yaml`
      apiVersion: v1
      kind: Namespace
      metadata: { name: quiet, labels: { istio.io/dataplane-mode: ambient } }
      ---
      apiVersion: security.istio.io/v1
      kind: PeerAuthentication
      metadata: { name: default, namespace: quiet }
      spec: { mtls: { mode: DISABLE } } # warning: all pods of namespace "quiet" accept plain text
    `,
  ],
  good: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: PeerAuthentication
      metadata:
        name: default
        namespace: istio-system
      spec:
        mtls:
          mode: STRICT
      ---
      apiVersion: v1
      kind: Service
      metadata:
        name: istiod
        namespace: istio-system
      spec:
        selector:
          app: istiod
        ports:
          - port: 15012
      ---
      apiVersion: v1
      kind: Pod
      metadata:
        name: istiod
        namespace: istio-system
        labels:
          app: istiod
          sidecar.istio.io/inject: "false"
      spec:
        containers:
          - name: discovery
    `,
    yaml`
      apiVersion: security.istio.io/v1
      kind: PeerAuthentication
      metadata:
        name: default
        namespace: istio-system
      spec:
        mtls:
          mode: STRICT
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
        mtls:
          mode: UNSET
        portLevelMtls:
          8080:
            mode: STRICT
    `,
    yaml`
      apiVersion: v1
      kind: Pod
      metadata:
        name: cart
        namespace: shop
        labels:
          app: cart
          sidecar.istio.io/inject: "false"
      spec:
        hostNetwork: true
        containers:
          - name: cart
    `,
    yaml`
      apiVersion: v1
      kind: Namespace
      metadata: { name: old }
      ---
      apiVersion: security.istio.io/v1
      kind: PeerAuthentication
      metadata: { name: default, namespace: old }
      spec: { mtls: { mode: PERMISSIVE } }
      ---
      apiVersion: v1
      kind: Pod
      metadata: { name: old, namespace: old }
      spec: { containers: [{ name: old }] }
    `,
  ],

  *check(mesh) {
    for (const policy of mesh.all("istio/PeerAuthentication")) {
      if (isIgnored(mesh, policy)) continue;
      yield* weakMode(mesh, policy);
      yield* weakPorts(mesh, policy);
    }
    if (!hasPolicies(mesh)) return;
    for (const workload of workloads(mesh)) {
      yield* outsideMesh(mesh, workload);
      yield* excludedPorts(mesh, workload);
    }
  },
});

const hasPolicies = question((mesh) => mesh.all("istio/PeerAuthentication").length > 0);

function isWeak(mode: string | undefined): boolean {
  return mode === "PERMISSIVE" || mode === "DISABLE";
}

function podsOf(mesh: Mesh, policy: PeerAuthentication): string {
  const labels = selectedLabels(policy);
  if (labels)
    return `pods with ${Object.entries(labels)
      .map((pair) => pair.join("="))
      .join(", ")}`;
  if (policy.namespace === mesh.settings.rootNamespace) return "all pods of the mesh";
  return `all pods of namespace "${policy.namespace}"`;
}

/** The STRICT policy of a wider scope that this one takes back. */
function weakened(mesh: Mesh, policy: PeerAuthentication): Related[] {
  const { rootNamespace } = mesh.settings;
  if (policy.namespace === rootNamespace) return [];
  const wider = mtlsOfNamespace(mesh, selectedLabels(policy) ? policy.namespace : rootNamespace);
  if (wider.mode !== "STRICT" || !wider.by) return [];
  return [{ at: modePlace(wider.by), message: `${described(mesh, wider.by)} demands STRICT` }];
}

/** Whether narrower policies decide for every workload that this one could speak of. */
function decidesNothing(mesh: Mesh, policy: PeerAuthentication): boolean {
  if (mesh.environment.completeness !== "complete" || selectedLabels(policy)) return false;
  const affected = reachedBy(mesh, policy);
  return affected.length > 0 && affected.every((workload) => modeOf(mesh, workload).by !== policy);
}

function reachedBy(mesh: Mesh, policy: PeerAuthentication): readonly Workload[] {
  const space = policy.namespace === mesh.settings.rootNamespace ? undefined : policy.namespace;
  return workloadsSelectedBy(mesh, selectedLabels(policy) ?? {}, space);
}

/** `istio/ineffective-peer-authentication` says so. */
function areOutside(mesh: Mesh, policy: PeerAuthentication, pods: readonly Workload[]): boolean {
  const { namespace } = policy;
  if (namespace === mesh.settings.rootNamespace || pods.length === 0) return false;
  if (podlessSelectedBy(mesh, selectedLabels(policy) ?? {}, namespace).length > 0) return false;
  return pods.every((pod) => injectionOf(mesh, pod).is === "none");
}

function modeOf(mesh: Mesh, { namespace, podLabels }: Workload): Mtls {
  return mtlsOf(mesh, { namespace, labels: podLabels });
}

function* weakMode(mesh: Mesh, policy: PeerAuthentication): Generator<Finding> {
  const { mtls } = policy.spec;
  const pods = reachedBy(mesh, policy);
  if (!mtls || !isWeak(mtls.mode) || decidesNothing(mesh, policy) || areOutside(mesh, policy, pods)) return;
  const related = weakened(mesh, policy);
  // ztunnel cannot be told to do without mTLS.
  const isOff = mtls.mode === "DISABLE" && !areAmbient(mesh, pods, policy.namespace);
  const effect = isOff ? "speak plain text only" : "accept plain text";
  const message = `with ${mtls.mode} ${podsOf(mesh, policy)} ${effect}`;
  yield { at: at(policy, mtls, "mode"), code: "accepts-plain-text", message, ...(related.length > 0 && { related }) };
}

function* weakPorts(mesh: Mesh, policy: PeerAuthentication): Generator<Finding> {
  const labels = selectedLabels(policy);
  if (!labels) return;
  const base = policy.spec.mtls?.mode ?? mtlsOfNamespace(mesh, policy.namespace).mode;
  const selected = workloadsSelectedBy(mesh, labels, policy.namespace);
  for (const [port, entry] of Object.entries(policy.spec.portLevelMtls ?? {})) {
    if (!isWeak(entry.mode) || entry.mode === base || !mayListen(selected, Number(port))) continue;
    const effect = entry.mode === "DISABLE" ? "speaks plain text only" : "accepts plain text";
    const message = `port ${port} of ${podsOf(mesh, policy)} ${effect}`;
    yield { at: at(policy, entry, "mode"), code: "port-exception", message, ...strictBase(mesh, policy) };
  }
}

/** What the other ports of the same pods demand. */
function strictBase(mesh: Mesh, policy: PeerAuthentication): Pick<Finding, "related"> {
  const { mtls } = policy.spec;
  if (mtls?.mode === "STRICT")
    return { related: [{ at: at(policy, mtls, "mode"), message: "other ports demand STRICT" }] };
  const related = weakened(mesh, policy);
  return related.length > 0 ? { related } : {};
}

/** Where pods declare their ports and this is none of them, another rule says so. */
function mayListen(selected: readonly Workload[], port: number): boolean {
  return (
    selected.length === 0 ||
    selected.some(
      ({ containerPorts }) =>
        containerPorts.length === 0 || containerPorts.some(({ containerPort }) => containerPort === port),
    )
  );
}

function strictBy(mesh: Mesh, workload: Workload): PeerAuthentication | undefined {
  const { mode, by } = modeOf(mesh, workload);
  return mode === "STRICT" ? by : undefined;
}

function* outsideMesh(mesh: Mesh, workload: Workload): Generator<Finding> {
  const injection = injectionOf(mesh, workload);
  // A whole namespace outside of the mesh is no exception that somebody made for this pod.
  if (injection.is !== "none" || injection.at?.manifest !== workload.manifest) return;
  const by = strictBy(mesh, workload);
  if (!by || !isMeantForMesh(mesh, workload, by) || servicesOf(mesh, workload).length === 0) return;
  yield {
    at: injection.at,
    code: "outside-mesh",
    message: `this keeps "${workload.manifest.name}" out of the mesh: its ports stay in plain text`,
    related: [{ at: modePlace(by), message: `${described(mesh, by)} demands STRICT` }],
  };
}

/** What runs beside the mesh, the control plane first of all, is outside on purpose: its namespace does not ask for it. */
function isMeantForMesh(mesh: Mesh, { namespace }: Workload, by: PeerAuthentication): boolean {
  const { rootNamespace } = mesh.settings;
  if (namespace === rootNamespace) return false;
  return (
    by.namespace !== rootNamespace ||
    namespacesNamed(mesh, namespace).some(
      ({ labels }) =>
        labels["istio-injection"] === "enabled" ||
        labels["istio.io/rev"] ||
        labels["istio.io/dataplane-mode"] === "ambient",
    )
  );
}

const excludeKey = "traffic.sidecar.istio.io/excludeInboundPorts";

function* excludedPorts(mesh: Mesh, workload: Workload): Generator<Finding> {
  const annotations = workload.template.metadata?.annotations;
  const ports = annotations && Object.hasOwn(annotations, excludeKey) ? annotations[excludeKey] : undefined;
  if (!annotations || !ports || injectionOf(mesh, workload).is === "none") return;
  const by = strictBy(mesh, workload);
  if (!by) return;
  yield {
    at: at(workload.manifest, annotations, excludeKey),
    code: "excluded-port",
    message: `inbound ports "${ports}" bypass the sidecar, so they stay in plain text`,
    related: [{ at: modePlace(by), message: `${described(mesh, by)} demands STRICT` }],
  };
}
