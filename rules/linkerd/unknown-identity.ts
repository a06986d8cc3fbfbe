/** Service accounts and namespaces that Linkerd's policies let in and that are not there. */

import { serviceOfHost } from "../../src/mesh/hosts.ts";
import { hasServiceAccount, knownNamespaces } from "../../src/mesh/identity.ts";
import { meantIdentity } from "../../src/mesh/linkerd/identities.ts";
import { isVagueReference, refersTo, type Reference } from "../../src/mesh/linkerd/references.ts";
import { isUnknown } from "../../src/mesh/unknown.ts";
import { mayBeHere } from "../../src/mesh/unread.ts";
import { mayHoldMore } from "../../src/mesh/unseen.ts";
import { quote } from "../../src/mesh/values/quote.ts";
import { at, defineRule, yaml, type Finding, type Manifest, type Mesh } from "../../src/rule/rule.ts";

interface Named {
  readonly manifest: Manifest;
  readonly reference: Reference;
}

/** Everything that stands for the identity of a service account. */
function* accountsIn(mesh: Mesh): Iterable<Named> {
  const isAccount = (reference: Reference) => refersTo(reference, "", "ServiceAccount");
  for (const manifest of mesh.all("linkerd/MeshTLSAuthentication"))
    for (const reference of (manifest.spec.identityRefs ?? []).filter(isAccount)) yield { manifest, reference };
  for (const manifest of mesh.all("linkerd/AuthorizationPolicy"))
    for (const reference of manifest.spec.requiredAuthenticationRefs.filter(isAccount)) yield { manifest, reference };
  for (const manifest of mesh.all("linkerd/ServerAuthorization"))
    for (const reference of manifest.spec.client.meshTLS?.serviceAccounts ?? []) yield { manifest, reference };
  for (const manifest of mesh.all("linkerd/HTTPLocalRateLimitPolicy"))
    for (const { clientRefs } of manifest.spec.overrides ?? [])
      for (const reference of clientRefs.filter(isAccount)) yield { manifest, reference };
}

function missingAccount(mesh: Mesh, { manifest, reference }: Named): Finding | undefined {
  const { name, namespace = manifest.namespace } = reference;
  if (name === undefined || name === "" || isVagueReference(reference) || mayHoldMore(mesh, namespace))
    return undefined;
  // Of a namespace that is not here nobody knows the accounts.
  if (!knownNamespaces(mesh).has(namespace) || hasServiceAccount(mesh, namespace, name)) return undefined;
  return {
    at: at(manifest, reference, "name"),
    message: `no service account "${name}" in "${namespace}": no client has this identity`,
    absent: { kind: "kubernetes/ServiceAccount", namespace, name },
  };
}

function* missingNamespaces(mesh: Mesh): Iterable<Finding> {
  for (const manifest of mesh.all("linkerd/MeshTLSAuthentication")) {
    for (const reference of manifest.spec.identityRefs ?? []) {
      const { name = "" } = reference;
      if (!refersTo(reference, "", "Namespace") || name === "" || isVagueReference(reference)) continue;
      if (knownNamespaces(mesh).has(name) || mayBeHere(mesh, "kubernetes/Namespace", "", name)) continue;
      const message = `no namespace "${name}": no client has an identity of it`;
      yield { at: at(manifest, reference, "name"), message, absent: { kind: "kubernetes/Namespace", name } };
    }
  }
}

interface Spelled {
  readonly manifest: Manifest;
  readonly identities: readonly string[];
}

/** Identities that are spelled out. */
function* spelledIn(mesh: Mesh): Iterable<Spelled> {
  for (const manifest of mesh.all("linkerd/MeshTLSAuthentication"))
    yield { manifest, identities: manifest.spec.identities ?? [] };
  for (const manifest of mesh.all("linkerd/ServerAuthorization"))
    yield { manifest, identities: manifest.spec.client.meshTLS?.identities ?? [] };
}

/** The account of an identity that the control plane issues; one of an external workload may be any name. */
const issued = /^([^.*]+)\.([^.]+)\.serviceaccount\.identity\./;

function problemOf(mesh: Mesh, identity: string): Omit<Finding, "at"> | undefined {
  const service = serviceOfHost(mesh, identity);
  if (service) {
    const { name, namespace } = service;
    return { message: `${quote(identity)} is the host of Service "${name}" of "${namespace}", and no identity` };
  }
  const meant = meantIdentity(mesh, identity);
  if (meant !== undefined) return { message: `no client has this identity: did you mean ${quote(meant)}` };
  const [, name, namespace] = issued.exec(identity) ?? [];
  if (name === undefined || namespace === undefined || mayHoldMore(mesh, namespace)) return undefined;
  if (!knownNamespaces(mesh).has(namespace) || hasServiceAccount(mesh, namespace, name)) return undefined;
  const message = `no service account "${name}" in "${namespace}": no client has this identity`;
  return { message, absent: { kind: "kubernetes/ServiceAccount", namespace, name } };
}

function* missingIdentities(mesh: Mesh): Iterable<Finding> {
  for (const { manifest, identities } of spelledIn(mesh)) {
    for (const [index, identity] of identities.entries()) {
      const found = isUnknown(identity) ? undefined : problemOf(mesh, identity);
      if (found) yield { at: at(manifest, identities, index), ...found };
    }
  }
}

export default defineRule({
  summary: "A policy of Linkerd lets in a service account that does not exist",
  category: "correctness",
  severity: "warning",
  since: "0.1.0",
  claims: "absence",
  why: "Nothing runs under such an account, so the policy lets nobody in: those who were meant are answered with 403.",
  fix: "Correct name or namespace; without a namespace the account is of the policy's own.",
  links: ["https://linkerd.io/2-edge/reference/authorization-policy/"],
  bad: [
    yaml`
      apiVersion: v1
      kind: ServiceAccount
      metadata: { name: cart, namespace: shop }
      ---
      apiVersion: policy.linkerd.io/v1alpha1
      kind: MeshTLSAuthentication
      metadata: { name: clients, namespace: shop }
      spec:
        identityRefs:
          - { kind: ServiceAccount, name: crat } # warning: no service account "crat" in "shop"
          - { kind: Namespace, name: shpo } # warning: no namespace "shpo"
      ---
      apiVersion: policy.linkerd.io/v1alpha1
      kind: AuthorizationPolicy
      metadata: { name: web, namespace: shop }
      spec:
        targetRef: { kind: Namespace, name: shop }
        requiredAuthenticationRefs:
          - { kind: ServiceAccount, name: web } # warning: no service account "web" in "shop"
    `,
    yaml`
      apiVersion: v1
      kind: ServiceAccount
      metadata: { name: cart, namespace: shop }
      ---
      apiVersion: policy.linkerd.io/v1alpha1
      kind: MeshTLSAuthentication
      metadata: { name: clients, namespace: shop }
      spec:
        identities:
          - cart.shop.svc.cluster.local # warning: is the host of Service "cart"
          - web.shop.serviceaccount.identity.linkerd.cluster.local # warning: no service account "web"
          - cart.shop.serviceaccount.identity.linkerd.cluster.local
          - "*.shop.serviceaccounts.identity.linkerd.cluster.local" # warning: did you mean "*.shop.serviceaccount.identity
          - cart.shop.serviceaccount.identity.cluster.local # warning: did you mean "cart.shop.serviceaccount.identity.linkerd
    `,
  ],
  good: [
    yaml`
      apiVersion: v1
      kind: Pod
      metadata: { name: cart, namespace: shop }
      spec: { serviceAccountName: cart, containers: [{ name: cart, image: cart }] }
      ---
      apiVersion: policy.linkerd.io/v1alpha1
      kind: MeshTLSAuthentication
      metadata: { name: clients, namespace: shop }
      spec:
        identityRefs:
          - { kind: ServiceAccount, name: cart }
          - { kind: ServiceAccount, name: prometheus, namespace: linkerd-viz }
          - { kind: Namespace, name: shop }
    `,
    yaml`
      apiVersion: policy.linkerd.io/v1alpha1
      kind: MeshTLSAuthentication
      metadata: { name: clients, namespace: shop }
      spec:
        identities:
          - "*.store.serviceaccount.identity.l5d.store.example"
          - vm.identity.store.example
    `,
  ],
  *check(mesh) {
    for (const named of accountsIn(mesh)) {
      const found = missingAccount(mesh, named);
      if (found) yield found;
    }
    yield* missingIdentities(mesh);
    yield* missingNamespaces(mesh);
  },
});
