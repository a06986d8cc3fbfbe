/** Identities of meshed clients: names in certificates, and what references to accounts and namespaces become. */

import type { Mesh } from "../mesh.ts";
import { isSlip } from "../slips.ts";

/** Namespace of the control plane, as the chart ships it; it is a part of each identity. */
const controlPlane = "linkerd";

const dnsName = /^(?:\*|[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;
const spiffeScheme = "spiffe://";
const trustDomain = /^[a-z0-9._-]+$/;
const segment = /^[A-Za-z0-9._-]+$/;

/** Why no client can ever have that identity; linkerd2 policy-controller/core/src/identity_match.rs, spiffe-id. */
export function identityProblem(identity: string): string | undefined {
  if (identity.startsWith(spiffeScheme)) return spiffeProblem(identity.slice(spiffeScheme.length));
  if (dnsName.test(identity)) return undefined;
  return 'write "*", a DNS name whose first label may be "*", or a SPIFFE id';
}

function spiffeProblem(rest: string): string | undefined {
  const [domain = "", ...segments] = rest.split("/");
  if (domain === "") return "the SPIFFE id has no trust domain";
  if (!trustDomain.test(domain)) return "a trust domain holds lower-case letters, digits, dots, dashes and underscores";
  if (segments.at(-1) === "") return "a SPIFFE id does not end with a slash";
  for (const part of segments) {
    if (part === "") return "the path of the SPIFFE id has an empty segment";
    if (part === "." || part === "..") return `a SPIFFE id has no segment "${part}"`;
    if (!segment.test(part)) return "a path of a SPIFFE id holds letters, digits, dots, dashes and underscores";
  }
  return undefined;
}

/** linkerd2 policy-controller/k8s/index/src/cluster_info.rs service_account_identity. */
export function serviceAccountIdentity({ settings }: Mesh, name: string, namespace: string): string {
  return `${name}.${namespace}.serviceaccount.identity.${controlPlane}.${settings.trustDomain}`;
}

const sort = "serviceaccount";

/**
 * The identity that was meant, where one that looks like the control plane's has a part misspelt or left out:
 * `web.shop.serviceaccounts.identity.linkerd.cluster.local`, `web.shop.serviceaccount.identity.cluster.local`.
 */
export function meantIdentity(mesh: Mesh, identity: string): string | undefined {
  const [account = "", rest] = identity.split(".identity.");
  const [name, namespace, written, ...more] = account.split(".");
  if (!name || !namespace || written === undefined || rest === undefined || more.length > 0) return undefined;
  const { trustDomain: domain } = mesh.settings;
  const isCut = written === sort && (rest === domain || rest === controlPlane);
  const isMisspelt = written !== sort && isSlip(written, sort);
  return isCut || isMisspelt ? serviceAccountIdentity(mesh, name, namespace) : undefined;
}

/** All accounts of a namespace. */
export function namespaceIdentity(mesh: Mesh, namespace: string): string {
  return serviceAccountIdentity(mesh, "*", namespace);
}

/** Whether a client of that name holds what a policy asks for: `*` is any meshed client, a first label `*` any prefix. */
export function identityMatches(wanted: string, identity: string): boolean {
  if (wanted === "*") return true;
  return wanted.startsWith("*.") ? identity.endsWith(wanted.slice(1)) : identity === wanted;
}
