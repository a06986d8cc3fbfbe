/** Identities of the mesh as policies write them: `<trust domain>/ns/<namespace>/sa/<service account>`. */

import { question, type Mesh } from "./mesh.ts";
import { mayBeHere } from "./unread.ts";
import { workloads } from "./workloads.ts";

interface Identity {
  readonly trustDomain: string;
  readonly namespace: string;
  readonly serviceAccount: string;
}

/** Spells an identity out; undefined for patterns and for identities that Istio did not issue. */
export function identityOf(principal: string): Identity | undefined {
  const [trustDomain, ns, namespace, sa, serviceAccount, ...rest] = principal.split("/");
  if (!trustDomain || ns !== "ns" || sa !== "sa" || !namespace || !serviceAccount || rest.length > 0) return undefined;
  return principal.slice(1).includes("*") ? undefined : { trustDomain, namespace, serviceAccount };
}

const accounts = question((mesh): ReadonlySet<string> => {
  const found = new Set<string>();
  for (const { namespace, serviceAccount } of workloads(mesh)) found.add(`${namespace}/${serviceAccount}`);
  return found;
});

/** Whether a service account is there, or some workload runs under it; every namespace has "default". */
export function hasServiceAccount(mesh: Mesh, namespace: string, name: string): boolean {
  return (
    name === "default" ||
    mayBeHere(mesh, "kubernetes/ServiceAccount", namespace, name) ||
    accounts(mesh).has(`${namespace}/${name}`)
  );
}

/** All accounts as identities name them, without a trust domain: `ns/<namespace>/sa/<name>`. */
export const accountsOf = question((mesh): readonly string[] => [
  ...workloads(mesh).map(({ namespace, serviceAccount }) => `ns/${namespace}/sa/${serviceAccount}`),
  ...mesh.all("kubernetes/ServiceAccount").map(({ namespace, name }) => `ns/${namespace}/sa/${name}`),
  ...[...knownNamespaces(mesh)].map((namespace) => `ns/${namespace}/sa/default`),
]);

const namespaces = question((mesh): ReadonlySet<string> => {
  const found = new Set(["default", "kube-system", "kube-public", mesh.settings.rootNamespace]);
  for (const { is, name, namespace } of mesh.manifests) found.add(is === "kubernetes/Namespace" ? name : namespace);
  return found;
});

/** Namespaces that are here, or in which something is. */
export function knownNamespaces(mesh: Mesh): ReadonlySet<string> {
  return namespaces(mesh);
}
