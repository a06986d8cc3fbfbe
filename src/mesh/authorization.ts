/** Whom an AuthorizationPolicy speaks of and what its rules look at. */

import type { Manifest } from "./manifest.ts";
import { question, questionOf, type Mesh } from "./mesh.ts";
import { indexPolicies, isTargeted, type PolicyIndex } from "./policies.ts";
import type { Labels } from "./selectors.ts";
import { workloadsSelectedBy, type Workload } from "./workloads.ts";

export type AuthorizationPolicy = Manifest<"istio/AuthorizationPolicy">;
export type RequestAuthentication = Manifest<"istio/RequestAuthentication">;
export type AuthorizationRule = NonNullable<AuthorizationPolicy["spec"]["rules"]>[number];
export type Source = NonNullable<NonNullable<AuthorizationRule["from"]>[number]["source"]>;
export type Operation = NonNullable<NonNullable<AuthorizationRule["to"]>[number]["operation"]>;

export function actionOf({ spec }: AuthorizationPolicy): string {
  return spec.action ?? "ALLOW";
}

/** Only logged, never enforced: istio/api annotation `istio.io/dry-run`. */
export function isDryRun({ annotations }: AuthorizationPolicy): boolean {
  return annotations["istio.io/dry-run"]?.toLowerCase() === "true";
}

type Selecting = AuthorizationPolicy | RequestAuthentication;

/** The labels that a policy selects; undefined where it names none. */
export function policySelector({ spec }: Selecting): Labels | undefined {
  const labels = spec.selector?.matchLabels;
  return labels && Object.keys(labels).length > 0 ? labels : undefined;
}

/** Namespaces that a policy reaches: its own, or (undefined) all where it stands in the root namespace. */
function reachOf(mesh: Mesh, { namespace }: Selecting): string | undefined {
  return namespace === mesh.settings.rootNamespace ? undefined : namespace;
}

/** Workloads whose pods the policy selects, be they in the mesh or not. */
export const workloadsUnder = questionOf((mesh, policy: Selecting): readonly Workload[] => {
  if (isTargeted(policy)) return [];
  return workloadsSelectedBy(mesh, policySelector(policy) ?? {}, reachOf(mesh, policy));
});

const authorizationPolicies = question((mesh): PolicyIndex<AuthorizationPolicy> =>
  indexPolicies(
    mesh.all("istio/AuthorizationPolicy").filter((policy) => !isTargeted(policy)),
    policySelector,
  ),
);

/** Policies of the namespace and of the root namespace; unlike PeerAuthentication the latter may select pods. */
export function authorizationPoliciesOf(mesh: Mesh, namespace: string, labels: Labels): readonly AuthorizationPolicy[] {
  const { rootNamespace } = mesh.settings;
  const index = authorizationPolicies(mesh);
  const spaces = namespace === rootNamespace ? [namespace] : [rootNamespace, namespace];
  return spaces.flatMap((space) => [...index.wide(space), ...index.selecting(space, labels)]);
}

/** Asks once of all policies of a namespace that have one selector: in large namespaces many have. */
export function oncePerSelector<T>(answer: (policy: AuthorizationPolicy) => T): (policy: AuthorizationPolicy) => T {
  const known = new Map<string, { readonly value: T }>();
  return (policy) => {
    const key = JSON.stringify([policy.namespace, policySelector(policy) ?? null]);
    let found = known.get(key);
    if (!found) known.set(key, (found = { value: answer(policy) }));
    return found.value;
  };
}

/** Loops in place of flatMap: every rule about policies walks through here. */
export function sourcesOf({ from = none }: AuthorizationRule): readonly Source[] {
  const found: Source[] = [];
  for (const { source } of from) if (source) found.push(source);
  return found;
}

export function operationsOf({ to = none }: AuthorizationRule): readonly Operation[] {
  const found: Operation[] = [];
  for (const { operation } of to) if (operation) found.push(operation);
  return found;
}

const none: readonly never[] = Object.freeze([]);

/** Whether a list is written and holds something; an empty list says nothing to istiod. */
export function isGiven(list: readonly unknown[] | undefined): boolean {
  return list !== undefined && list.length > 0;
}

interface TokenAttribute {
  readonly owner: object;
  readonly key: string;
  readonly name: string;
}

/** The first part of a rule that looks at the token of a request. */
export function tokenAttributeOf(rule: AuthorizationRule): TokenAttribute | undefined {
  for (const source of sourcesOf(rule)) {
    for (const key of ["requestPrincipals", "notRequestPrincipals"] as const) {
      if (isGiven(source[key])) return { owner: source, key, name: key };
    }
  }
  const condition = (rule.when ?? []).find(({ key }) => key.startsWith("request.auth."));
  return condition && { owner: condition, key: "key", name: condition.key };
}

export function requiresToken(rule: AuthorizationRule): boolean {
  return tokenAttributeOf(rule) !== undefined;
}
