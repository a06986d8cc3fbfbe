/** Objects for namespaces that nothing makes. */

import type { Place } from "../../src/finding/finding.ts";
import { append } from "../../src/mesh/lists.ts";
import { question } from "../../src/mesh/mesh.ts";
import { isUnknown } from "../../src/mesh/unknown.ts";
import { mayBeHere } from "../../src/mesh/unread.ts";
import { mayHoldMoreAnywhere } from "../../src/mesh/unseen.ts";
import { isClusterScoped } from "../../src/render/target.ts";
import { closest } from "../../src/schema/words.ts";
import { at, defineRule, yaml, type Finding, type Manifest, type Mesh } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "An object belongs to a namespace that does not exist",
  category: "reliability",
  severity: "warning",
  since: "0.1.0",
  why:
    "The API server refuses objects of a namespace that is not there. Of an environment that is declared complete and " +
    "holds Namespaces, this one is missing.",
  fix: "Correct the name, add the Namespace, or declare it under `external.namespaces`.",
  links: ["https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/"],
  claims: "absence",
  bad: [
    yaml`
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec: { type: ExternalName, externalName: cart.example.com }
      ---
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: cart
        namespace: shpo # warning: there is no namespace "shpo": did you mean "shop"?
      ---
      apiVersion: v1
      kind: Secret
      metadata: { name: cart, namespace: shpo } # one mistake, said once
    `,
  ],
  good: [
    yaml`
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop }
      ---
      apiVersion: v1
      kind: ConfigMap
      metadata: { name: cart, namespace: shop }
      ---
      apiVersion: v1
      kind: ConfigMap
      metadata: { name: mesh, namespace: istio-system }
      ---
      apiVersion: v1
      kind: ConfigMap
      metadata: { name: dns, namespace: kube-system }
      ---
      apiVersion: hnc.x-k8s.io/v1alpha2
      kind: SubnamespaceAnchor
      metadata: { name: team, namespace: shop }
      ---
      apiVersion: v1
      kind: ConfigMap
      metadata: { name: settings, namespace: team }
    `,
    yaml`
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop } # the others come from elsewhere
      ---
      apiVersion: v1
      kind: ConfigMap
      metadata: { name: settings, namespace: bank }
      ---
      apiVersion: v1
      kind: ConfigMap
      metadata: { name: settings, namespace: blog }
    `,
    yaml`
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop }
      ---
      apiVersion: argoproj.io/v1alpha1
      kind: Application
      metadata: { name: bank, namespace: argocd } # may make any namespace
      spec:
        project: default
        source: { repoURL: https://git.example.com/bank, path: . }
        destination: { server: https://kubernetes.default.svc, namespace: bank }
    `,
  ],

  *check(mesh) {
    const defined = mesh.all("kubernetes/Namespace");
    // A folder holds a part of the namespaces, and "team-a" beside "team-b" is no slip of the pen.
    if (defined.length === 0 || mesh.environment.completeness !== "complete" || mayHoldMoreAnywhere(mesh)) return;
    const used = inhabited(mesh);
    const lacking = [...used.keys()].filter((namespace) => !isThere(mesh, namespace));
    // Where most come from elsewhere, so may all.
    if (lacking.length > used.size - lacking.length && lacking.length > 1) return;
    const names = defined.slice(0, 1000).map(({ name }) => name);
    for (const namespace of lacking) yield* said(namespace, used.get(namespace) ?? [], names);
  },
});

/** Objects by the namespace that somebody wrote for them; where none is written they go wherever they are applied. */
function inhabited(mesh: Mesh): ReadonlyMap<string, readonly Manifest[]> {
  const found = new Map<string, Manifest[]>();
  for (const manifest of mesh.manifests) {
    const { group, kind, namespace, metadata, overrides } = manifest;
    if (namespace === "" || isUnknown(namespace) || isClusterScoped(kind) || isCustom(group)) continue;
    if (metadata.namespace !== undefined || overrides?.namespace !== undefined) append(found, namespace, manifest);
  }
  return found;
}

/** Other kinds may be of the whole cluster, or of no cluster at all. */
function isCustom(group: string): boolean {
  return group.includes(".") && !/(^|\.)(istio|k8s|linkerd|smi-spec)\.io$/.test(group);
}

/** Kinds whose objects make a namespace of their own name. */
const makers = [
  "project.openshift.io/Project",
  "project.openshift.io/ProjectRequest",
  "hnc.x-k8s.io/SubnamespaceAnchor",
  "kubeflow.org/Profile",
];

const made = question((mesh) => new Set(makers.flatMap((kind) => mesh.allOf(kind).map(({ name }) => name))));

/** Those of Kubernetes itself and of the meshes' installers are there before all others. */
function isThere(mesh: Mesh, namespace: string): boolean {
  return (
    namespace === "default" ||
    namespace === mesh.settings.rootNamespace ||
    /^(kube-|openshift-|istio-|linkerd($|-))/.test(namespace) ||
    made(mesh).has(namespace) ||
    mayBeHere(mesh, "kubernetes/Namespace", "", namespace)
  );
}

/** One Namespace lacks, however many objects are for it. */
function* said(namespace: string, objects: readonly Manifest[], names: readonly string[]): Generator<Finding> {
  const [first, second] = objects;
  if (!first) return;
  const meant = closest(namespace, names);
  const hint = meant === undefined ? "" : `: did you mean "${meant}"?`;
  const others = objects.length > 2 ? `one of ${objects.length - 1} others` : "another";
  yield {
    at: placeOf(first),
    message: `there is no namespace "${namespace}"${hint}`,
    absent: { kind: "kubernetes/Namespace", name: namespace },
    ...(second && { related: [{ at: placeOf(second), message: `${others} for this namespace` }] }),
  };
}

function placeOf(manifest: Manifest): Place {
  const { metadata, overrides } = manifest;
  return at(manifest, metadata, overrides?.namespace === undefined ? "namespace" : "name");
}
