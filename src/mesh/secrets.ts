/** Secrets by name: those that are here, and those that controllers will make from what is here. */

import type { Manifest } from "./manifest.ts";
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

/** Name of a Secret → namespace → what is or makes it there. */
const secretsByName = question((mesh): ReadonlyMap<string, ReadonlyMap<string, Manifest>> => {
  const found = new Map<string, Map<string, Manifest>>();
  for (const [kind, path] of makers) {
    for (const manifest of [...mesh.allOf(kind), ...mesh.invalid(kind)]) {
      const { name, namespace, spec } = manifest;
      const secret = (path.length > 0 ? text(spec, ...path) : undefined) ?? name;
      const known = found.get(secret) ?? new Map<string, Manifest>();
      if (known.size === 0) found.set(secret, known);
      if (!known.has(namespace)) known.set(namespace, manifest);
    }
  }
  return found;
});

/** Kinds that spread Secrets over namespaces in ways that only they know. */
const spreaders = ["external-secrets.io/ClusterExternalSecret", "trust.cert-manager.io/Bundle"];

export function hasSecret(mesh: Mesh, namespace: string, name: string): boolean {
  if (mayBeHere(mesh, "kubernetes/Secret", namespace, name)) return true;
  if (spreaders.some((kind) => mesh.defines(kind))) return true;
  return secretsByName(mesh).get(name)?.has(namespace) ?? false;
}

/** What is or makes a Secret of that name in any namespace, one for each. */
export function secretsCalled(mesh: Mesh, name: string): readonly Manifest[] {
  return [...(secretsByName(mesh).get(name)?.values() ?? [])];
}
