/** Fields that kustomize changes along with the names they hold: its own table as far as rules read it, and the user's. */

import { edit, get, isMapping, listOf, type Key, type Mapping } from "./edit.ts";
import type { Resource } from "./environment.ts";
import { resolveIn, type FileTree } from "./files.ts";
import { strings, type Kustomization } from "./kustomization.ts";

/** A field of one kind of objects that names an object of another. */
export interface NameReference {
  readonly to: string;
  readonly from: string;
  readonly group?: string;
  readonly path: readonly string[];
}

const pods = ["Deployment", "StatefulSet", "DaemonSet", "Job", "ReplicationController"];
const account = "spec/serviceAccountName";

/** kubernetes-sigs/kustomize api/internal/konfig/builtinpluginconsts/namereference.go: no field of Istio, Linkerd or SMI. */
const builtin: readonly NameReference[] = [
  ...pods.map((from) => reference("ServiceAccount", from, `spec/template/${account}`)),
  reference("ServiceAccount", "CronJob", `spec/jobTemplate/spec/template/${account}`),
  reference("ServiceAccount", "Pod", account),
  reference("Service", "HTTPRoute", "spec/rules/backendRefs/name"),
  reference("Service", "Ingress", "spec/rules/http/paths/backend/service/name"),
  reference("Service", "Ingress", "spec/defaultBackend/service/name"),
];

function reference(to: string, from: string, path: string): NameReference {
  return { to, from, path: path.split("/") };
}

/** With those of the files that the kustomization lists under `configurations`. */
export function nameReferences(kustomization: Kustomization, { files }: FileTree): readonly NameReference[] {
  const own = strings(kustomization, "configurations").flatMap(({ value }) => {
    const file = resolveIn(kustomization.folder, value);
    const documents = (file === undefined ? undefined : files.get(file))?.documents ?? [];
    return documents.flatMap((document) => (isMapping(document.value) ? configured(document.value) : []));
  });
  return own.length > 0 ? [...builtin, ...own] : builtin;
}

function configured({ nameReference }: Readonly<Mapping>): NameReference[] {
  return mappingsIn(nameReference).flatMap(({ kind: to, fieldSpecs }) =>
    mappingsIn(fieldSpecs).flatMap(({ kind: from, group, path }) => {
      if (typeof to !== "string" || typeof from !== "string" || typeof path !== "string") return [];
      return [{ ...reference(to, from, path), ...(typeof group === "string" && { group }) }];
    }),
  );
}

function mappingsIn(value: unknown): Mapping[] {
  return listOf(value).filter((each) => isMapping(each));
}

/** Kind, namespace and a former name of an object → its name now; undefined where two objects had that name. */
type Renames = ReadonlyMap<string, string | undefined>;

function nameOf({ object, overrides }: Resource): string {
  const { name } = (object.metadata ?? {}) as { readonly name?: unknown };
  return typeof name === "string" ? `${overrides?.namePrefix ?? ""}${name}${overrides?.nameSuffix ?? ""}` : "";
}

function namespaceOf({ object, overrides }: Resource): string {
  const { namespace } = (object.metadata ?? {}) as { readonly namespace?: unknown };
  return overrides?.namespace ?? (typeof namespace === "string" ? namespace : "");
}

function keyOf(kind: string, resource: Resource, name: string): string {
  return `${kind}\n${namespaceOf(resource)}\n${name}`;
}

function renamesOf(before: readonly Resource[], after: readonly Resource[], kinds: ReadonlySet<string>): Renames {
  const found = new Map<string, string | undefined>();
  for (const [index, resource] of after.entries()) {
    const { kind } = resource.object;
    const former = before[index];
    if (!former || !kinds.has(kind)) continue;
    const now = nameOf(resource);
    const written = nameOf({ ...resource, overrides: {} });
    for (const name of new Set([nameOf(former), written])) {
      const key = keyOf(kind, resource, name);
      found.set(key, !found.has(key) || found.get(key) === now ? now : undefined);
    }
  }
  return found;
}

interface Layer {
  /** The same objects before this kustomization gave them new names, in the same order. */
  readonly before: readonly Resource[];
  readonly references: readonly NameReference[];
}

/** Objects whose references follow the names that a kustomization has changed. */
export function followNames(after: readonly Resource[], { before, references }: Layer): readonly Resource[] {
  const renames = renamesOf(before, after, new Set(references.map(({ to }) => to)));
  if (renames.size === 0) return after;
  return after.map((resource) => {
    const { kind, apiVersion } = resource.object;
    const own = references.filter(({ from, group }) => from === kind && (!group || apiVersion.startsWith(`${group}/`)));
    return own.reduce((changed, { to, path }) => {
      const nameNow = (name: string) => renames.get(keyOf(to, resource, name));
      return followed(changed, [...pathsIn(changed.object, path)], nameNow);
    }, resource);
  });
}

function followed(
  resource: Resource,
  paths: readonly (readonly Key[])[],
  nameNow: (name: string) => string | undefined,
): Resource {
  const stale = paths.flatMap((path) => {
    const name = path.reduce<unknown>((node, key) => (isContainer(node) ? get(node, key) : undefined), resource.object);
    const now = typeof name === "string" ? nameNow(name) : undefined;
    return now !== undefined && now !== name ? [{ path, now }] : [];
  });
  if (stale.length === 0) return resource;
  const editor = edit(resource);
  for (const { path, now } of stale) {
    const owner = path.slice(0, -1).reduce<object>((node, key) => editor.own(node, key) ?? node, editor.root);
    const key = path.at(-1) ?? "";
    editor.set(owner, key, { value: now, written: editor.writtenAt(owner, key) });
  }
  return editor.done();
}

function isContainer(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

/** Paths of all scalars that a path leads to: every item of a list on the way. */
function* pathsIn(node: unknown, path: readonly string[], trail: readonly Key[] = []): Generator<readonly Key[]> {
  if (Array.isArray(node)) {
    for (const [index, item] of (node as readonly unknown[]).entries()) yield* pathsIn(item, path, [...trail, index]);
    return;
  }
  const [step, ...rest] = path;
  if (step === undefined) yield trail;
  else if (isMapping(node)) yield* pathsIn(get(node, step), rest, [...trail, step]);
}
