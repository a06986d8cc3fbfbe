/** What admission demands of a Telemetry and a ProxyConfig. */

import type { Metrics, Tracing } from "../../kinds/istio.ts";
import type { Manifest } from "../../manifest.ts";
import { isUnknown } from "../../unknown.ts";
import { celExpression } from "../../values/cel.ts";
import { duration } from "../../values/duration.ts";
import { quote } from "../../values/quote.ts";
import {
  entriesOf,
  entry,
  error,
  isSet,
  isThere,
  keys,
  listOf,
  objectsOf,
  placesIn,
  warning,
  type Findings,
  type On,
} from "../row.ts";
import { selector, targeting } from "./blocks.ts";

export const telemetryCodes = {
  "multiple-tracing": "more than one item of tracing, of which one is used",
  "multiple-tracing-providers": "more than one provider of tracing, of which one is used",
  "custom-tag": "a custom tag has an empty name",
  "tag-override-name": "a tag to override has an empty name",
  "tag-override-value": "a tag is set without a value, or removed with one",
  "filter-cel": "the filter of access logs is no CEL expression",
  "reporting-interval": "a reporting interval is no valid duration",
};

/** istio/istio pkg/config/validation/validation.go ValidateTelemetry. */
export function* telemetry(manifest: Manifest<"istio/Telemetry">): Findings {
  const { spec } = manifest;
  const on = placesIn(manifest);
  yield* targeting(on, spec);
  if (spec.selector) yield* selector(on, spec, "matchLabels");
  if (listOf(spec.tracing).length > 1) {
    yield warning(on(spec, "tracing", "key"), "multiple-tracing", "only one item of tracing is used");
  }
  for (const item of objectsOf(spec.tracing)) yield* tracing(on, item);
  for (const { filter } of objectsOf(spec.accessLogging)) {
    yield* entry(on, filter, "expression", "filter-cel", celExpression);
  }
  for (const item of objectsOf(spec.metrics)) yield* metrics(on, item);
}

function* tracing(on: On, item: Tracing): Findings {
  if (listOf(item.providers).length > 1) {
    yield warning(on(item, "providers", "key"), "multiple-tracing-providers", "only one provider of tracing is used");
  }
  yield* keys(on, item.customTags, "custom-tag", (name) => (name === "" ? "empty name of a custom tag" : undefined));
}

function* metrics(on: On, item: Metrics): Findings {
  yield* entry(on, item, "reportingInterval", "reporting-interval", duration);
  for (const { tagOverrides } of objectsOf(item.overrides)) {
    if (!tagOverrides) continue;
    for (const [tag, override] of entriesOf(tagOverrides)) {
      if (isUnknown(override)) continue;
      if (tag === "") yield warning(on(tagOverrides, tag, "key"), "tag-override-name", "empty name of a tag");
      const removes = override.operation === "REMOVE";
      if (removes ? !isThere(override.value) : isSet(override.value)) continue;
      const message = removes ? `tag ${quote(tag)} is removed: it takes no value` : `tag ${quote(tag)} needs a value`;
      yield error(removes ? on(override, "value") : on(tagOverrides, tag, "key"), "tag-override-value", message);
    }
  }
}

/** istio/istio pkg/config/validation/validation.go ValidateProxyConfig; the schema decides the rest. */
export function* proxyConfig(manifest: Manifest<"istio/ProxyConfig">): Findings {
  if (manifest.spec.selector) yield* selector(placesIn(manifest), manifest.spec, "matchLabels");
}
