/** Secrets by name: those that are here, and those that controllers will make from what is here. */

import { question, type Mesh } from "./mesh.ts";
import { mayBeHere } from "./unread.ts";

type Json = Readonly<Record<string, unknown>>;

function text(value: unknown, ...path: readonly string[]): string | undefined {
  let found = value;
  for (const key of path) found = typeof found === "object" && found !== null ? (found as Json)[key] : undefined;
  return typeof found === "string" && found !== "" ? found : undefined;
}

/** Where each kind names the Secret that it makes; without it the Secret is named like the object. */
const makers: ReadonlyMap<string, readonly string[]> = new Map([
  ["kubernetes/Secret", []],
  ["bitnami.com/SealedSecret", ["template", "metadata", "name"]],
  ["external-secrets.io/ExternalSecret", ["target", "name"]],
  ["kubernetes-client.io/ExternalSecret", []],
  ["cert-manager.io/Certificate", ["secretName"]],
  ["secrets.hashicorp.com/VaultStaticSecret", ["destination", "name"]],
  ["secrets.hashicorp.com/VaultDynamicSecret", ["destination", "name"]],
  ["secrets.hashicorp.com/VaultPKISecret", ["destination", "name"]],
  ["onepassword.com/OnePasswordItem", []],
  ["secrets.infisical.com/InfisicalSecret", ["managedSecretReference", "secretName"]],
  ["isindir.github.com/SopsSecret", []],
]);

/** Name of a Secret → namespaces that have it. */
const namespacesBySecret = question((mesh): ReadonlyMap<string, ReadonlySet<string>> => {
  const found = new Map<string, Set<string>>();
  for (const [kind, path] of makers) {
    for (const { name, namespace, spec } of [...mesh.allOf(kind), ...mesh.invalid(kind)]) {
      const secret = (path.length > 0 ? text(spec, ...path) : undefined) ?? name;
      const known = found.get(secret);
      if (known) known.add(namespace);
      else found.set(secret, new Set([namespace]));
    }
  }
  return found;
});

/** Kinds that spread Secrets over namespaces in ways that only they know. */
const spreaders = ["external-secrets.io/ClusterExternalSecret", "trust.cert-manager.io/Bundle"];

export function hasSecret(mesh: Mesh, namespace: string, name: string): boolean {
  if (mayBeHere(mesh, "kubernetes/Secret", namespace, name)) return true;
  if (spreaders.some((kind) => mesh.defines(kind))) return true;
  return namespacesBySecret(mesh).get(name)?.has(namespace) ?? false;
}

export function namespacesWithSecret(mesh: Mesh, name: string): readonly string[] {
  return [...(namespacesBySecret(mesh).get(name) ?? [])];
}
