/** Which policies of one kind speak of which pods: by namespace and label selector, found without looking at all. */

import { append } from "./lists.ts";
import { selects, type Labels } from "./selectors.ts";

interface Policy {
  readonly namespace: string;
}

interface Attachable {
  readonly spec: { readonly targetRef?: unknown; readonly targetRefs?: readonly unknown[] };
}

/** Attached to a Gateway or a Service: sidecars do not see it (istio/istio pilot/pkg/model/policyattachment.go). */
export function isTargeted({ spec }: Attachable): boolean {
  return spec.targetRef !== undefined || (spec.targetRefs ?? []).length > 0;
}

export interface PolicyIndex<T> {
  /** Those of the namespace that name no labels: they speak of all its pods. */
  wide(namespace: string): readonly T[];
  /** Those of the namespace whose labels are all among the given ones. */
  selecting(namespace: string, labels: Labels): readonly T[];
}

/** An empty selector says the same as none: istio/istio pilot/pkg/model/authentication.go. */
export function indexPolicies<T extends Policy>(
  policies: readonly T[],
  selectorOf: (policy: T) => Labels | undefined,
): PolicyIndex<T> {
  const wide = new Map<string, T[]>();
  const byFirstLabel = new Map<string, T[]>();
  for (const policy of policies) {
    const first = Object.entries(selectorOf(policy) ?? {})[0];
    if (!first) append(wide, policy.namespace, policy);
    else append(byFirstLabel, `${policy.namespace}\n${first[0]}\n${first[1]}`, policy);
  }
  return {
    wide: (namespace) => wide.get(namespace) ?? [],
    selecting: (namespace, labels) =>
      Object.keys(labels).flatMap((key) =>
        (byFirstLabel.get(`${namespace}\n${key}\n${labels[key] ?? ""}`) ?? []).filter((policy) =>
          selects(selectorOf(policy) ?? {}, labels),
        ),
      ),
  };
}
