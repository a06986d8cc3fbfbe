/** What a kustomization sets over all of its objects: namespace, names, labels, annotations. */

import { edit, isMapping } from "./edit.ts";
import type { Overrides, Resource } from "./environment.ts";
import { mappings, type Kustomization } from "./kustomization.ts";

export function overridesOf(kustomization: Kustomization): Overrides | undefined {
  const { spec } = kustomization;
  const text = (key: string) => (typeof spec[key] === "string" && spec[key] !== "" ? spec[key] : undefined);
  const pairs = mappings(kustomization, "labels");
  const labels = [...pairs.map(({ value }) => value.pairs), spec.commonLabels].filter((each) => isMapping(each));
  const selects = pairs.some(({ value }) => value.includeSelectors === true || value.includeTemplates === true);
  const annotations = spec.commonAnnotations;
  const namespace = text("namespace");
  const namePrefix = text("namePrefix");
  const nameSuffix = text("nameSuffix");
  const overrides: Overrides = {
    ...(namespace !== undefined && { namespace }),
    ...(namePrefix !== undefined && { namePrefix }),
    ...(nameSuffix !== undefined && { nameSuffix }),
    ...(labels.length > 0 && { labels: stringsIn(labels) }),
    ...(isMapping(annotations) && { annotations: stringsIn([annotations]) }),
    ...((selects || isMapping(spec.commonLabels)) && { labelSelectors: true }),
  };
  return Object.keys(overrides).length > 0 ? overrides : undefined;
}

function stringsIn(mappings: readonly object[]): Readonly<Record<string, string>> {
  const entries = mappings.flatMap((each) => Object.entries(each));
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === "string"));
}

/** Kinds whose names kustomize leaves alone: kubernetes-sigs/kustomize api/internal/builtins/PrefixTransformer.go. */
const unprefixed = new Set(["Namespace", "CustomResourceDefinition", "APIService"]);

/** The outer kustomization has the last word on namespaces and labels, and adds to the names of the inner one. */
export function override(resource: Resource, outer: Overrides, kustomization: Kustomization): Resource {
  const { overrides: inner = {}, object } = resource;
  const renames = !unprefixed.has(object.kind);
  const namePrefix = renames ? `${outer.namePrefix ?? ""}${inner.namePrefix ?? ""}` : "";
  const nameSuffix = renames ? `${inner.nameSuffix ?? ""}${outer.nameSuffix ?? ""}` : "";
  const { namePrefix: _prefix, nameSuffix: _suffix, ...rest } = { ...inner, ...outer };
  const overrides: Overrides = {
    ...rest,
    ...(namePrefix && { namePrefix }),
    ...(nameSuffix && { nameSuffix }),
    ...(inner.labels && outer.labels && { labels: { ...inner.labels, ...outer.labels } }),
    ...(inner.annotations && outer.annotations && { annotations: { ...inner.annotations, ...outer.annotations } }),
  };
  const named = outer.namespace === undefined ? resource : renamedNamespace(resource, outer.namespace, kustomization);
  return { ...named, overrides };
}

/** `namespace:` also renames the Namespace objects themselves. */
function renamedNamespace(resource: Resource, namespace: string, { document }: Kustomization): Resource {
  const { kind, apiVersion, metadata } = resource.object;
  if (kind !== "Namespace" || apiVersion !== "v1" || !isMapping(metadata)) return resource;
  if (metadata.name === namespace) return resource;
  const editor = edit(resource);
  const owner = editor.own(editor.root, "metadata");
  if (owner) editor.set(owner, "name", { value: namespace, written: { document, path: ["namespace"] } });
  return editor.done();
}
