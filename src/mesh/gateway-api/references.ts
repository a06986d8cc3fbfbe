/** What a reference of Gateway API means, and whether that object is there. */

import { serviceHost } from "../hosts.ts";
import { kindName } from "../kinds/family.ts";
import type { Mesh } from "../mesh.ts";
import { hasSecret } from "../secrets.ts";
import { servingOf } from "../services.ts";
import { isUnknown } from "../unknown.ts";
import { mayBeHere } from "../unread.ts";
import { mayHoldMore } from "../unseen.ts";

export const gatewayGroup = "gateway.networking.k8s.io";

export interface Reference {
  readonly group?: string;
  readonly kind?: string;
  readonly name: string;
  readonly namespace?: string;
}

/** The object that a reference names. */
export interface Referent {
  /** As `Mesh.all` names kinds. */
  readonly is: string;
  readonly group: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/** Istio's own kind of backend: no object, but any host that it knows. */
export function isIstioHostname({ group, kind }: Referent): boolean {
  return kind === "Hostname" && group === "networking.istio.io";
}

interface Defaults {
  readonly group: string;
  readonly kind: string;
  /** Of the object that holds the reference. */
  readonly namespace: string;
}

/** Undefined where a placeholder stands in the reference. A Service of the group `core` is what its author means by it. */
export function referentOf(reference: Reference, defaults: Defaults): Referent | undefined {
  const { group = defaults.group, kind = defaults.kind, namespace = defaults.namespace, name } = reference;
  if ([group, kind, namespace, name].some((part) => typeof part !== "string" || isUnknown(part))) return undefined;
  const is = kindName(group === "core" ? "v1" : `${group}/v1`, kind);
  return { is, group: group === "core" ? "" : group, kind, namespace, name };
}

/** ConfigMaps that Kubernetes and the meshes put into every namespace. */
const ubiquitous = new Set(["kube-root-ca.crt", "istio-ca-root-cert", "openshift-service-ca.crt"]);

function isMade(mesh: Mesh, { is, namespace, name }: Referent): boolean {
  if (is === "kubernetes/Secret") return hasSecret(mesh, namespace, name);
  if (is !== "kubernetes/ConfigMap") return false;
  return ubiquitous.has(name) || mesh.defines("trust.cert-manager.io/Bundle");
}

/** Whether the files show that the object is not there: nothing of that name, and nothing that may make it. */
export function isMissing(mesh: Mesh, referent: Referent): boolean {
  const { is, namespace, name } = referent;
  if (mayBeHere(mesh, is, namespace, name)) return false;
  if (is === "kubernetes/Service") {
    return servingOf(mesh, serviceHost(mesh, name, namespace), namespace).is === "missing";
  }
  return !mayHoldMore(mesh, namespace) && !isMade(mesh, referent);
}
