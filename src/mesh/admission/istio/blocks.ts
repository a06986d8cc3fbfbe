/** Blocks that several kinds of Istio share: who sees it (exportTo), whom it selects, labels. */

import type { PolicyTargetReference } from "../../kinds/istio.ts";
import { isDnsLabel } from "../../values/names.ts";
import { labelKey, labelValue } from "../../values/labels.ts";
import { quote } from "../../values/quote.ts";
import { isUnknown } from "../../unknown.ts";
import {
  entriesOf,
  error,
  isThere,
  keys,
  listOf,
  objectsOf,
  repeated,
  values,
  warning,
  type Findings,
  type On,
} from "../row.ts";

export const exportToCodes = {
  "export-to-duplicate": "a namespace stands twice in exportTo",
  "export-to-invalid": "an entry of exportTo is no namespace",
  "export-to-public-mixed": "exportTo has other entries besides *",
};

export const selectorCodes = {
  "selector-empty-key": "a selector has an empty label key",
  "selector-wildcard": "a selector has a wildcard, which matches nothing",
  "selector-no-labels": "a selector without labels selects the whole namespace",
};

export const targetCodes = {
  "target-ref-kind": "a target is neither a Service, a ServiceEntry, a Gateway nor a GatewayClass",
  "target-ref-namespace": "a target is in another namespace",
};

export const targetingCodes = {
  ...targetCodes,
  "target-ref-exclusive": "more than one of selector, targetRef and targetRefs is set",
};

type Labels = Readonly<Record<string, string>> | null | undefined;

/** istio/istio pkg/config/validation/validation.go validateExportTo. */
export function* exportTo(
  on: On,
  spec: { readonly exportTo?: readonly string[] },
  namespace: string,
  noneAllowed = false,
): Findings {
  const list = listOf(spec.exportTo);
  for (const [index, entry] of list.entries()) {
    const special = entry === "." || entry === "*" || (noneAllowed && entry === "~");
    if (special || isUnknown(entry) || isDnsLabel(entry)) continue;
    yield error(on(list, index), "export-to-invalid", `${quote(entry)} is no namespace: use a name, "." or "*"`);
  }
  for (const [index, entry] of repeated(list, (name) => (name === "." ? namespace : name))) {
    yield error(on(list, index), "export-to-duplicate", `namespace ${quote(entry)} is exported to twice`);
  }
  if (list.length < 2) return;
  if (list.includes("*")) {
    yield error(
      on(list, list.indexOf("*")),
      "export-to-public-mixed",
      `"*" exports to all: other entries are not allowed`,
    );
  }
  if (noneAllowed && list.includes("~")) {
    yield error(
      on(list, list.indexOf("~")),
      "export-to-none-mixed",
      `"~" exports to none: other entries are not allowed`,
    );
  }
}

/** The labels of a selector, under the name they have in its kind (istio/istio pkg/config/validation validateWorkloadSelector). */
export function* selector<
  K extends "labels" | "matchLabels",
  S extends Readonly<Partial<Record<K, NonNullable<Labels>>>>,
>(on: On, owner: { readonly selector?: S } | { readonly workloadSelector?: S }, key: K): Findings {
  const field = "workloadSelector" in owner ? owner.workloadSelector : "selector" in owner ? owner.selector : undefined;
  if (typeof field !== "object") return;
  const labels = field[key];
  if (entriesOf<string>(labels).length === 0) {
    const name = ("workloadSelector" in owner ? "workloadSelector" : "selector") as keyof typeof owner;
    yield warning(
      on(owner, name, "key"),
      "selector-no-labels",
      "a selector without labels selects the whole namespace",
    );
  }
  yield* keys(on, labels, "selector-empty-key", (name) => (name === "" ? "empty label key" : undefined));
  yield* keys(on, labels, "selector-wildcard", (name) =>
    name.includes("*") ? `wildcard in label key ${quote(name)}` : undefined,
  );
  yield* values(on, labels, "selector-wildcard", (value: string) =>
    typeof value === "string" && value.includes("*") ? `wildcard in label value ${quote(value)}` : undefined,
  );
}

interface Targeting {
  readonly selector?: object;
  readonly targetRef?: PolicyTargetReference;
  readonly targetRefs?: readonly PolicyTargetReference[];
}

const targets = new Set([
  "/Service",
  "core/Service",
  "networking.istio.io/ServiceEntry",
  "gateway.networking.k8s.io/Gateway",
  "gateway.networking.k8s.io/GatewayClass",
]);

/** istio/istio pkg/config/validation/validation.go validatePolicyTargetReferences. */
export function* targeting(on: On, spec: Targeting): Findings {
  const set = (["selector", "targetRef", "targetRefs"] as const).filter((key) => isThere(spec[key]));
  const [first, second] = set;
  if (first && second) {
    yield error(on(spec, second, "key"), "target-ref-exclusive", `only one of ${first} and ${second} can be set`);
  }
  for (const target of objectsOf([...(spec.targetRef ? [spec.targetRef] : []), ...listOf(spec.targetRefs)])) {
    yield* targetRef(on, target);
  }
}

export function* targetRef(on: On, target: PolicyTargetReference): Findings {
  const { group = "", kind, namespace } = target;
  if (namespace)
    yield error(on(target, "namespace"), "target-ref-namespace", "a target cannot be in another namespace");
  if (isUnknown(group) || isUnknown(kind) || targets.has(`${group}/${kind}`)) return;
  const shown = group === "" ? kind : `${group}/${kind}`;
  yield error(on(target, "kind"), "target-ref-kind", `${quote(shown)} cannot be a target`);
}

/** A map of labels that need not be a selector. */
export function* labelMap(on: On, map: Labels, code: string): Findings {
  yield* keys(on, map, code, labelKey);
  yield* values(on, map, code, labelValue);
}
