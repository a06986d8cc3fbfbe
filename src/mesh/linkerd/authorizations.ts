/** Who may talk to a Server: authorizations of both kinds in one form (linkerd2 policy-controller/k8s/index/src/inbound). */

import type { AuthenticationReference, Network } from "../kinds/linkerd.ts";
import type { Manifest } from "../manifest.ts";
import { question, type Mesh } from "../mesh.ts";
import { matchesSelector, type LabelSelector } from "../selectors.ts";
import { namespaceIdentity, serviceAccountIdentity } from "./identities.ts";
import { allNetworks, clusterNetworks } from "./networks.ts";
import { gatewayGroup, policyGroup, refersTo } from "./references.ts";
import type { Server } from "./servers.ts";

export type AuthorizationPolicy = Manifest<"linkerd/AuthorizationPolicy">;
export type ServerAuthorization = Manifest<"linkerd/ServerAuthorization">;

/** unauthenticated: anyone; tls: anyone who speaks mesh TLS, be it without a name; else the identities that are let in. */
export type Clients = "unauthenticated" | "tls" | readonly string[];

export interface Authorization {
  readonly from: AuthorizationPolicy | ServerAuthorization;
  readonly networks: readonly Network[];
  readonly clients: Clients;
}

const asNetworks = (list: readonly string[]): readonly Network[] => list.map((cidr) => ({ cidr }));

function identitiesOf(mesh: Mesh, reference: AuthenticationReference, home: string): readonly string[] | undefined {
  const namespace = reference.namespace ?? home;
  if (refersTo(reference, "", "ServiceAccount")) return [serviceAccountIdentity(mesh, reference.name, namespace)];
  const { spec } = mesh.find("linkerd/MeshTLSAuthentication", namespace, reference.name) ?? {};
  if (!spec) return undefined;
  const referred = (spec.identityRefs ?? []).map((each) =>
    refersTo(each, "", "Namespace")
      ? namespaceIdentity(mesh, each.name ?? "")
      : serviceAccountIdentity(mesh, each.name ?? "", each.namespace ?? namespace),
  );
  return [...(spec.identities ?? []), ...referred];
}

/** Undefined where a reference leads nowhere: the whole policy is then void, and lets nobody in. */
function ofPolicy(mesh: Mesh, policy: AuthorizationPolicy): Authorization | undefined {
  let networks = asNetworks(allNetworks);
  let clients: Clients = "unauthenticated";
  for (const reference of policy.spec.requiredAuthenticationRefs) {
    if (refersTo(reference, policyGroup, "NetworkAuthentication")) {
      const namespace = reference.namespace ?? policy.namespace;
      const found = mesh.find("linkerd/NetworkAuthentication", namespace, reference.name);
      if (!found) return undefined;
      networks = found.spec.networks;
    } else {
      const identities = identitiesOf(mesh, reference, policy.namespace);
      if (!identities) return undefined;
      clients = identities;
    }
  }
  return { from: policy, networks, clients };
}

/** Without networks only those of the cluster are let in, unlike with a policy. */
function ofServerAuthorization(mesh: Mesh, from: ServerAuthorization): Authorization | undefined {
  const { networks: written = [], unauthenticated, meshTLS } = from.spec.client;
  const networks = written.length > 0 ? written : asNetworks(clusterNetworks);
  if (unauthenticated === true) return { from, networks, clients: "unauthenticated" };
  if (!meshTLS) return undefined;
  if (meshTLS.unauthenticatedTLS === true) return { from, networks, clients: "tls" };
  const accounts = (meshTLS.serviceAccounts ?? []).map(({ name, namespace }) =>
    serviceAccountIdentity(mesh, name, namespace ?? from.namespace),
  );
  const identities = [...(meshTLS.identities ?? []), ...accounts];
  return identities.length > 0 ? { from, networks, clients: identities } : undefined;
}

const policyAuthorizations = question((mesh) => {
  const found = new Map<AuthorizationPolicy, Authorization>();
  for (const policy of mesh.all("linkerd/AuthorizationPolicy")) {
    const authorization = ofPolicy(mesh, policy);
    if (authorization) found.set(policy, authorization);
  }
  return found;
});

/** What a policy comes to; undefined where it is void. */
export function authorizationBy(mesh: Mesh, policy: AuthorizationPolicy): Authorization | undefined {
  return policyAuthorizations(mesh).get(policy);
}

export function speaksOf({ spec, namespace }: ServerAuthorization, server: Server): boolean {
  if (namespace !== server.namespace) return false;
  const { name, selector } = spec.server;
  if (name !== undefined) return name === server.name;
  return selector !== undefined && matchesSelector(selector as LabelSelector, server.labels);
}

function targetKey(namespace: string, { targetRef }: AuthorizationPolicy["spec"]): string {
  if (refersTo(targetRef, "", "Namespace")) return targetRef.name === namespace ? `${namespace}\n` : "";
  return refersTo(targetRef, policyGroup, "Server") ? `${namespace}\n${targetRef.name}` : "";
}

/** Policies by the Server that they are for, or by the namespace alone. */
const byTarget = question((mesh): ReadonlyMap<string, readonly AuthorizationPolicy[]> => {
  const found = new Map<string, AuthorizationPolicy[]>();
  for (const policy of mesh.all("linkerd/AuthorizationPolicy")) {
    const key = targetKey(policy.namespace, policy.spec);
    const known = found.get(key);
    if (known) known.push(policy);
    else found.set(key, [policy]);
  }
  return found;
});

/** Policies of any sort that speak of a Server, void ones among them. */
export function policiesOn(mesh: Mesh, server: Server): readonly (AuthorizationPolicy | ServerAuthorization)[] {
  const { namespace, name } = server;
  const policies = [`${namespace}\n`, `${namespace}\n${name}`].flatMap((key) => byTarget(mesh).get(key) ?? []);
  const older = mesh.in("linkerd/ServerAuthorization", namespace).filter((each) => speaksOf(each, server));
  return [...policies, ...older];
}

/** All that let someone in; they add up. */
export function authorizationsOf(mesh: Mesh, server: Server): readonly Authorization[] {
  return policiesOn(mesh, server).flatMap((policy) => {
    const found =
      policy.is === "linkerd/ServerAuthorization" ? ofServerAuthorization(mesh, policy) : authorizationBy(mesh, policy);
    return found ?? [];
  });
}

/** Policies that target a route of either group, by its kind and name. */
export function authorizationsOfRoute(
  mesh: Mesh,
  route: { readonly is: string; readonly kind: string; readonly namespace: string; readonly name: string },
): readonly Authorization[] {
  const group = route.is.startsWith("linkerd/") ? policyGroup : gatewayGroup;
  return mesh
    .in("linkerd/AuthorizationPolicy", route.namespace)
    .filter(({ spec: { targetRef } }) => refersTo(targetRef, group, route.kind) && targetRef.name === route.name)
    .flatMap((policy) => authorizationBy(mesh, policy) ?? []);
}
