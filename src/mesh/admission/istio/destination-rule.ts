/** What admission demands of a DestinationRule: istio/istio pkg/config/validation/validation.go ValidateDestinationRule. */

import type { DestinationRuleSpec, Subset } from "../../kinds/istio.ts";
import type { Manifest } from "../../manifest.ts";
import { dnsLabel, wildcardDomain } from "../../values/names.ts";
import { quote } from "../../values/quote.ts";
import { entry, error, isSet, isThere, listOf, objectsOf, placesIn, repeated, type Findings, type On } from "../row.ts";
import { exportTo, labelMap, selector } from "./blocks.ts";
import { trafficPolicy } from "./traffic-policy.ts";

export const destinationRuleCodes = {
  host: "the host is no domain name",
  "subset-duplicate": "two subsets have the same name",
  "subset-name": "a subset name is no DNS label",
  "subset-labels": "a label of a subset is no label",
  "selector-export-to": "a rule with workloadSelector is exported to other namespaces",
};

export function* destinationRule(manifest: Manifest<"istio/DestinationRule">): Findings {
  const { spec, namespace } = manifest;
  const on = placesIn(manifest);
  yield* entry(on, spec, "host", "host", wildcardDomain);
  if (!isThere(manifest.object.spec)) yield error(on(manifest.metadata, "name"), "host", "a rule needs spec.host");
  yield* trafficPolicy(on, spec, namespace);
  yield* subsets(on, spec, namespace);
  if (spec.workloadSelector) yield* selector(on, spec, "matchLabels");
  if (spec.exportTo) yield* exportTo(on, spec, namespace);
  yield* selectorExportTo(on, spec, namespace);
}

function* subsets(on: On, spec: DestinationRuleSpec, namespace: string): Findings {
  const list: readonly Subset[] = objectsOf(spec.subsets);
  for (const subset of list) {
    yield* entry(on, subset, "name", "subset-name", dnsLabel);
    yield* labelMap(on, subset.labels, "subset-labels");
    yield* trafficPolicy(on, subset, namespace);
  }
  for (const [, subset] of repeated(list, ({ name }) => name)) {
    yield error(on(subset, "name"), "subset-duplicate", `subset ${quote(subset.name)} is defined twice`);
  }
}

function* selectorExportTo(on: On, spec: DestinationRuleSpec, namespace: string): Findings {
  const [only, ...more] = listOf(spec.exportTo);
  if (!spec.workloadSelector || !isSet(spec.exportTo)) return;
  if (more.length === 0 && (only === "." || only === namespace)) return;
  const message = "with workloadSelector the rule holds in its own namespace: exportTo can only be [.]";
  yield error(on(spec, "exportTo", "key"), "selector-export-to", message);
}
