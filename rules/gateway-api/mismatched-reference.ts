/** References to things that cannot serve there: of a wrong kind, or without what is read from them. */

import { backendTlsTargets, mayBeTarget, type BackendTlsTarget } from "../../src/mesh/gateway-api/backend-tls.ts";
import { backends, isStrict, type Backend } from "../../src/mesh/gateway-api/backends.ts";
import {
  certificates,
  contentProblem,
  mayHoldCertificate,
  type Certificate,
} from "../../src/mesh/gateway-api/certificates.ts";
import { mayRefer } from "../../src/mesh/gateway-api/grants.ts";
import { isIstios } from "../../src/mesh/gateway-api/classes.ts";
import type { Gateway } from "../../src/mesh/gateway-api/listeners.ts";
import { attachmentParents } from "../../src/mesh/gateway-api/parents.ts";
import { gatewayGroup, isIstioHostname, type Reference } from "../../src/mesh/gateway-api/references.ts";
import { appliesRoutes } from "../../src/mesh/linkerd/presence.ts";
import { isSlip } from "../../src/mesh/slips.ts";
import { isUnknown } from "../../src/mesh/unknown.ts";
import { at, defineRule, yaml, type Finding, type Manifest, type Mesh } from "../../src/rule/rule.ts";

function ofBackend(mesh: Mesh, { route, ref, to }: Backend): Finding | undefined {
  // istio/istio pilot/pkg/config/kube/gateway/conversion.go buildDestination.
  if (isIstioHostname(to) && ref.namespace !== undefined) {
    const message = `a Hostname has no namespace: Istio serves nothing of this ${route.kind}`;
    return { at: at(route, ref, "namespace"), code: "hostname-namespace", message };
  }
  if (to.group !== "") return undefined;
  if (to.kind === "ServiceImport") {
    if (!isStrict(mesh, route)) return undefined;
    const message = 'a ServiceImport has the group "multicluster.x-k8s.io", not the empty one';
    return { at: at(route, ref, "kind"), code: "backend-kind", message };
  }
  if (to.kind !== "Service") {
    return { at: at(route, ref, "kind"), code: "backend-kind", message: `a ${to.kind} is no backend: name a Service` };
  }
  if (!to.name.includes(".")) return undefined;
  const message = `"${to.name}" is no name of a Service: name it without its namespace and domain`;
  return { at: at(route, ref, "name"), code: "backend-host", message, upstream: ["KIA1402"] };
}

/** A Service is of the core group, which is the empty one; only Linkerd takes `core` for it. */
function ofService(mesh: Mesh, manifest: Manifest, ref: Reference, home: string): Finding | undefined {
  const { group = home, kind } = ref;
  // A group without a dot is of Kubernetes itself: `apps`, or a version that was taken for one.
  const isOdd = group === "core" ? !appliesRoutes(mesh) : group === gatewayGroup || /^[^.]+$/.test(group);
  if (kind !== "Service" || !isOdd || isUnknown(group)) return undefined;
  const place = at(manifest, ref, Object.hasOwn(ref, "group") ? "group" : "kind");
  return { at: place, code: "service-group", message: `a Service has the group "", not "${group}"` };
}

const parentKinds = new Map([
  ["", ["Service"]],
  [gatewayGroup, ["Gateway", "ListenerSet"]],
]);

/** Groups of Gateway API and of the core hold no kind that is nearly one of these. */
function ofParentKind(manifest: Manifest, ref: Reference, home: string): Finding | undefined {
  const { group = home, kind = "" } = ref;
  const kinds = parentKinds.get(group) ?? [];
  const meant = kinds.includes(kind) ? undefined : kinds.find((each) => isSlip(kind, each));
  if (meant === undefined) return undefined;
  const message = `there is no kind "${kind}" in the group "${group}": did you mean "${meant}"?`;
  return { at: at(manifest, ref, "kind"), code: "parent-kind", message };
}

/** Kinds of other groups are their controllers' own. */
function ofTarget(mesh: Mesh, { policy, ref, to }: BackendTlsTarget): Finding | undefined {
  if (to.kind === "Service") return ofService(mesh, policy, ref, "");
  if (mayBeTarget(to)) return undefined;
  const message = `a BackendTLSPolicy is for a Service, not for a kind such as ${to.kind}`;
  return { at: at(policy, ref, "kind"), code: "target-kind", message };
}

/** Istio reads a ConfigMap only (istio/istio pilot/pkg/config/kube/gateway/deploymentcontroller.go). */
function ofParameters(gateway: Gateway): Finding | undefined {
  const ref = gateway.spec.infrastructure?.parametersRef;
  if (!ref || isUnknown(ref.kind) || isUnknown(ref.group) || (ref.kind === "ConfigMap" && ref.group === "")) {
    return undefined;
  }
  const message = `Istio takes parameters from a ConfigMap only, not from a ${ref.kind}`;
  return { at: at(gateway, ref, "kind"), code: "parameters-kind", message };
}

const wanted = {
  pair: { code: "certificate-kind", words: "a certificate with its key stands in a Secret" },
  authorities: { code: "authority-kind", words: "certificates of authorities stand in a ConfigMap" },
} as const;

function ofCertificate(mesh: Mesh, certificate: Certificate): Finding | undefined {
  const { manifest, ref, to, use } = certificate;
  const { code, words } = wanted[use];
  if (!mayHoldCertificate(certificate)) {
    return { at: at(manifest, ref, "kind"), code, message: `${words}, not in a ${to.kind}` };
  }
  if (!mayRefer(mesh, manifest, to)) return undefined;
  const problem = contentProblem(mesh, certificate);
  if (!problem) return undefined;
  return { at: at(manifest, ref, "name"), code: "certificate-content", message: problem };
}

export default defineRule({
  summary: "A reference names something that cannot serve there",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "A backend is a Service (or a kind that its controller brings), a certificate with its key a Secret with `tls.crt` and `tls.key`, certificates of authorities a ConfigMap with `ca.crt`. Anything else is refused when the reference is resolved (InvalidKind, InvalidCertificateRef).",
  fix: "Name an object of the right kind that holds the named keys.",
  links: ["https://gateway-api.sigs.k8s.io/reference/spec/#secretobjectreference"],
  codes: {
    "service-group": "A Service with a group that is not its own",
    "parent-kind": "A parent of a kind that is not there, but for a slip of the pen",
    "parameters-kind": "Parameters of a Gateway of Istio that are no ConfigMap",
    "backend-kind": "A backend of the core group that is no Service",
    "backend-host": "A backend whose name is a host name",
    "hostname-namespace": "A Hostname of Istio with a namespace",
    "target-kind": "A target of a BackendTLSPolicy that is no Service",
    "certificate-kind": "A certificate that is no Secret",
    "authority-kind": "Certificates of authorities that are no ConfigMap",
    "certificate-content": "A certificate without the keys that are read from it",
  },
  bad: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: shop, namespace: shop }
      spec:
        parentRefs:
          - { group: core, kind: Service, name: cart } # error: a Service has the group "", not "core"
          - { group: v1, kind: Service, name: cart } # error: a Service has the group "", not "v1"
          - { kind: Service, name: bank } # error: a Service has the group ""
          - { group: "", kind: Servce, name: cart } # error: no kind "Servce" in the group "": did you mean "Service"?
          - { kind: Gatway, name: edge } # error: did you mean "Gateway"?
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: private, namespace: edge }
      spec:
        gatewayClassName: istio
        infrastructure:
          parametersRef: { group: cloud.example, kind: Parameters, name: options } # error: Istio takes parameters from a ConfigMap only
        listeners: [{ name: http, port: 80, protocol: HTTP }]
      ---
      apiVersion: security.istio.io/v1
      kind: PeerAuthentication
      metadata: { name: default, namespace: shop }
      spec: { mtls: { mode: STRICT } }
    `,
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: shop, namespace: shop }
      spec:
        rules:
          - backendRefs:
              - { kind: ConfigMap, name: cart, port: 80 } # error: a ConfigMap is no backend
              - { name: cart.shop.svc.cluster.local, port: 80 } # error: is no name of a Service
              - group: networking.istio.io
                kind: Hostname
                name: api.bank.example
                namespace: shop # error: a Hostname has no namespace: Istio serves nothing of this HTTPRoute
                port: 443
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: public, namespace: shop }
      spec:
        gatewayClassName: istio
        listeners:
          - name: https
            port: 443
            protocol: HTTPS
            tls: { certificateRefs: [{ kind: ConfigMap, name: a }, { name: empty }] } # error: stands in a Secret # error: Secret "empty" has no "tls.key"
      ---
      apiVersion: v1
      kind: Secret
      metadata: { name: empty, namespace: shop }
      stringData: { tls.crt: "-----BEGIN CERTIFICATE-----" }
    `,
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: shop, namespace: shop }
      spec:
        parentRefs: [{ name: public }]
        rules: [{ backendRefs: [{ kind: ServiceImport, name: cart, port: 80 }] }] # error: has the group "multicluster.x-k8s.io"
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: public, namespace: shop }
      spec:
        gatewayClassName: istio
        listeners: [{ name: http, port: 80, protocol: HTTP }]
    `,
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: BackendTLSPolicy
      metadata: { name: cart, namespace: shop }
      spec:
        targetRefs:
          - { group: "", kind: Service, name: cart }
          - { group: gateway.networking.k8s.io, kind: HTTPRoute, name: cart } # error: a BackendTLSPolicy is for a Service
        validation:
          hostname: cart.example
          caCertificateRefs:
            - { group: "", kind: Service, name: cart } # error: stand in a ConfigMap, not in a Service
            - { group: "", kind: ConfigMap, name: authorities } # error: ConfigMap "authorities" has no "ca.crt"
      ---
      apiVersion: v1
      kind: ConfigMap
      metadata: { name: authorities, namespace: shop }
      data: { tls.crt: "-----BEGIN CERTIFICATE-----" }
    `,
  ],
  good: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: public, namespace: shop }
      spec:
        gatewayClassName: istio
        listeners: [{ name: https, port: 443, protocol: HTTPS, tls: { certificateRefs: [{ name: full }, { name: sealed }] } }]
      ---
      apiVersion: v1
      kind: Secret
      metadata: { name: full, namespace: shop }
      type: kubernetes.io/tls
      data: { tls.crt: LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0t, tls.key: "ENC[AES256_GCM,data:x]" }
      ---
      apiVersion: v1
      kind: Secret
      metadata: { name: sealed, namespace: shop, annotations: { replicator.v1.mittwald.de/replicate-from: edge/full } }
      data: {}
    `,
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: shop, namespace: shop }
      spec:
        parentRefs: [{ name: lattice }]
        rules: [{ backendRefs: [{ kind: ServiceImport, name: cart }] }] # AWS's controller reads the kind alone
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: lattice, namespace: shop }
      spec:
        gatewayClassName: amazon-vpc-lattice
        listeners: [{ name: http, port: 80, protocol: HTTP }]
    `,
  ],
  *check(mesh) {
    for (const { manifest, ref } of attachmentParents(mesh)) {
      const found = ofService(mesh, manifest, ref, gatewayGroup) ?? ofParentKind(manifest, ref, gatewayGroup);
      if (found) yield found;
    }
    for (const gateway of mesh.all("gateway-api/Gateway")) {
      const found = isIstios(mesh, gateway) && ofParameters(gateway);
      if (found) yield found;
    }
    for (const backend of backends(mesh)) {
      const found = ofBackend(mesh, backend) ?? ofService(mesh, backend.route, backend.ref, "");
      if (found) yield found;
    }
    for (const target of backendTlsTargets(mesh)) {
      const found = ofTarget(mesh, target);
      if (found) yield found;
    }
    for (const certificate of certificates(mesh)) {
      const found = ofCertificate(mesh, certificate);
      if (found) yield found;
    }
  },
});
