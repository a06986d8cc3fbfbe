/** Parents that exist, but have no such listener or port. */

import { objectsOf } from "../../src/mesh/admission/row.ts";
import { attachments, parentOf, type Attachment } from "../../src/mesh/gateway-api/attachment.ts";
import { isLinkerds } from "../../src/mesh/gateway-api/backends.ts";
import { backendTlsTargets } from "../../src/mesh/gateway-api/backend-tls.ts";
import { hasHiddenListeners, holdersNamed, listenersOf } from "../../src/mesh/gateway-api/listeners.ts";
import { vendorTargets } from "../../src/mesh/gateway-api/vendor-policies.ts";
import { portsNamed } from "../../src/mesh/gateway-api/service-parents.ts";
import { parentRefsOf, routes, type ParentRef } from "../../src/mesh/gateway-api/routes.ts";
import { isUnknown } from "../../src/mesh/unknown.ts";
import { at, defineRule, yaml, type Finding, type Mesh } from "../../src/rule/rule.ts";
import { listed } from "../../src/rule/words.ts";

function wanted({ sectionName, port }: ParentRef): string {
  const parts = [sectionName && `the name "${sectionName}"`, port !== undefined && `port ${port}`];
  return parts.filter(Boolean).join(" and ");
}

function placeOf(manifest: object, ref: ParentRef): Finding["at"] {
  return at(manifest, ref, ref.sectionName ? "sectionName" : "port");
}

function ofListeners({ route, ref, parent, refused }: Attachment): Finding | undefined {
  if (refused?.why !== "section" || refused.by.length === 0) return undefined;
  const known = refused.by.map(({ listener }) => `"${listener.name}" (${listener.port})`);
  return {
    at: placeOf(route, ref),
    message: `no listener of ${parent.kind} "${parent.name}" has ${wanted(ref)}: it has ${listed(known)}`,
  };
}

function* ofServices(mesh: Mesh): Iterable<Finding> {
  for (const route of routes(mesh)) {
    if (isLinkerds(mesh, route)) continue;
    for (const ref of parentRefsOf(route)) {
      const parent = parentOf(route, ref);
      const ports = parent && portsNamed(mesh, parent);
      if (!ports || isUnknown(ref.sectionName) || isUnknown(ref.port)) continue;
      const isThere = ports.some(
        ({ name, number }) =>
          (!ref.sectionName || name === ref.sectionName) && (ref.port === undefined || number === ref.port),
      );
      if (isThere) continue;
      const known = listed(ports.map(({ number }) => number));
      yield {
        at: placeOf(route, ref),
        message: `no port of Service "${parent.name}" has ${wanted(ref)}: it has ${known}`,
      };
    }
  }
}

/** Ports on which a Gateway asks clients for certificates; where it takes ListenerSets, those may open them. */
function* ofClientValidation(mesh: Mesh): Iterable<Finding> {
  for (const gateway of mesh.all("gateway-api/Gateway")) {
    const { allowedListeners, tls } = gateway.spec;
    if (allowedListeners !== undefined || hasHiddenListeners(gateway)) continue;
    const ports = listenersOf(gateway).map(({ port }) => port);
    for (const each of objectsOf(tls?.frontend?.perPort)) {
      if (isUnknown(each.port) || ports.some((port) => port === each.port || isUnknown(port))) continue;
      const message = `no listener of Gateway "${gateway.name}" has port ${each.port}: it has ${listed(ports)}`;
      yield { at: at(gateway, each, "port"), message };
    }
  }
}

function* ofPolicies(mesh: Mesh): Iterable<Finding> {
  for (const { policy, ref, to } of backendTlsTargets(mesh)) {
    const { sectionName } = ref;
    const ports = portsNamed(mesh, to);
    if (!ports || !sectionName || isUnknown(sectionName) || ports.some(({ name }) => name === sectionName)) continue;
    const known = ports.flatMap(({ name }) => (name ? [`"${name}"`] : []));
    const rest = known.length > 0 ? `its ports are ${listed(known)}` : "its ports have no names";
    yield {
      at: at(policy, ref, "sectionName"),
      message: `no port of Service "${to.name}" is named "${sectionName}": ${rest}`,
    };
  }
}

/** A section of a Gateway is a listener of its own; those of routes go by names that they may have or not. */
function* ofVendors(mesh: Mesh): Iterable<Finding> {
  for (const { policy, ref, to } of vendorTargets(mesh)) {
    const { sectionName } = ref;
    const gateways = to.is === "gateway-api/Gateway" ? holdersNamed(mesh, to) : [];
    if (!sectionName || isUnknown(sectionName) || gateways.length === 0 || gateways.some(hasHiddenListeners)) continue;
    const names = gateways.flatMap((gateway) => listenersOf(gateway).map(({ name }) => name));
    if (names.some((name) => name === sectionName || isUnknown(name))) continue;
    const known = listed(names.map((name) => `"${name}"`));
    const message = `no listener of Gateway "${to.name}" has the name "${sectionName}": it has ${known}`;
    yield { at: at(policy, ref, "sectionName"), message };
  }
}

export default defineRule({
  summary: "A reference names a listener or port that its target does not have",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "A route takes effect only where one listener has both the section name and the port that its parent reference names (NoMatchingParent), and a policy only on a port of that name. Listeners of a ListenerSet are not found through its Gateway.",
  fix: "Name one of the listeners of the parent (or ports of the Service), or leave the section name away to mean all of them.",
  links: ["https://gateway-api.sigs.k8s.io/reference/spec/#parentreference"],
  bad: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: public, namespace: shop }
      spec:
        gatewayClassName: istio
        listeners:
          - { name: http, port: 80, protocol: HTTP }
          - { name: other, port: 8080, protocol: HTTP }
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: shop, namespace: shop }
      spec:
        parentRefs:
          - { name: public, sectionName: https } # error: no listener of Gateway "public" has the name "https": it has "http" (80) and "other" (8080)
          - { name: public, sectionName: http, port: 8080 } # error: has the name "http" and port 8080
          - { name: public, port: 81 } # error: has port 81
      ---
      apiVersion: gateway.envoyproxy.io/v1alpha1
      kind: ClientTrafficPolicy
      metadata: { name: public, namespace: shop }
      spec:
        targetRefs:
          - group: gateway.networking.k8s.io
            kind: Gateway
            name: public
            sectionName: https # error: no listener of Gateway "public" has the name "https": it has "http" and "other"
        http3: {}
    `,
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: shop, namespace: shop }
      spec:
        parentRefs: [{ group: "", kind: Service, name: cart, port: 8080 }] # error: no port of Service "cart" has port 8080: it has 80
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec: { ports: [{ name: https, port: 80, targetPort: 8080 }] }
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: BackendTLSPolicy
      metadata: { name: cart, namespace: shop }
      spec:
        targetRefs: [{ group: "", kind: Service, name: cart, sectionName: tls }] # error: no port of Service "cart" is named "tls": its ports are "https"
        validation: { hostname: cart.example, wellKnownCACertificates: System }
      ---
      apiVersion: security.istio.io/v1
      kind: PeerAuthentication
      metadata: { name: default, namespace: shop }
      spec: { mtls: { mode: STRICT } }
    `,
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: public, namespace: shop }
      spec:
        gatewayClassName: eg
        tls:
          frontend:
            default: {}
            perPort:
              - port: 8443 # error: no listener of Gateway "public" has port 8443: it has 443
                tls: { validation: { caCertificateRefs: [{ group: "", kind: ConfigMap, name: authorities }] } }
              - port: 443
                tls: { validation: { caCertificateRefs: [{ group: "", kind: ConfigMap, name: authorities }] } }
        listeners:
          - { name: https, port: 443, protocol: HTTPS, tls: { certificateRefs: [{ name: cert }] } }
    `,
  ],
  good: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: public, namespace: shop }
      spec: { gatewayClassName: istio, listeners: [{ name: http, port: 80, protocol: HTTP }] }
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: shop, namespace: shop }
      spec:
        parentRefs:
          - { name: public, sectionName: http, port: 80 }
          - { group: "", kind: Service, name: cart, port: 80 }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec: { ports: [{ port: 80, targetPort: 8080 }] }
    `,
  ],
  *check(mesh) {
    for (const attachment of attachments(mesh)) {
      const found = ofListeners(attachment);
      if (found) yield found;
    }
    yield* ofClientValidation(mesh);
    yield* ofServices(mesh);
    yield* ofPolicies(mesh);
    yield* ofVendors(mesh);
  },
});
