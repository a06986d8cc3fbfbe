/** What admission demands of an EnvoyFilter: istio/istio pkg/config/validation/envoyfilter/envoyfilter.go. */

import type { EnvoyConfigObjectMatch, EnvoyConfigObjectPatch } from "../../kinds/istio.ts";
import type { Manifest } from "../../manifest.ts";
import { isUnknown } from "../../unknown.ts";
import { port } from "../../values/address.ts";
import { quote } from "../../values/quote.ts";
import { syntax } from "../../values/regex.ts";
import { entry, error, isThere, objectsOf, placesIn, warning, type Findings, type On } from "../row.ts";
import { selector, targetRef } from "./blocks.ts";
import { filterMatch, patchValue } from "./envoy-filter-names.ts";

export const envoyFilterCodes = {
  "internal-details": "an EnvoyFilter depends on what Istio generates, which may change with each version",
  "selector-and-target-refs": "both workloadSelector and targetRefs are set",
  "apply-to": "applyTo is missing",
  "patch-missing": "a patch is missing",
  operation: "the operation of a patch is missing",
  value: "a patch has no value to apply",
  "waypoint-match": "a waypoint match and the context WAYPOINT do not go together",
  "waypoint-port": "the port of a waypoint match is out of range",
  "proxy-version-regex": "proxyVersion is no regular expression",
  "proxy-version-length": "proxyVersion is longer than 1024 and ignored",
  "match-class": "a match is of another kind than what is patched",
};

export function* envoyFilter(manifest: Manifest<"istio/EnvoyFilter">): Findings {
  const { spec, metadata } = manifest;
  const on = placesIn(manifest);
  const message = "an EnvoyFilter depends on what Istio generates: check it with each upgrade";
  yield { ...warning(on(metadata, "name"), "internal-details", message), severity: "info" };
  if (spec.workloadSelector) yield* selector(on, spec, "labels");
  if (spec.workloadSelector && isThere(spec.targetRefs)) {
    const both = "workloadSelector and targetRefs cannot both be set";
    yield error(on(spec, "targetRefs", "key"), "selector-and-target-refs", both);
  }
  for (const target of objectsOf(spec.targetRefs)) yield* targetRef(on, target);
  for (const patch of objectsOf(spec.configPatches)) yield* configPatch(on, patch);
}

function* configPatch(on: On, item: EnvoyConfigObjectPatch): Findings {
  const { match, patch, applyTo } = item;
  if (match) yield* waypoint(on, match);
  if (match?.context === "WAYPOINT") return;
  if (isUnknown(applyTo) || isUnknown(patch) || isUnknown(patch?.operation)) return;
  if (!applyTo || applyTo === "INVALID") {
    yield error(on(item), "apply-to", "a patch needs applyTo");
  } else if (!patch) {
    yield error(on(item), "patch-missing", "a patch needs patch");
  } else if (!patch.operation || patch.operation === "INVALID") {
    yield error(on(item, "patch", "key"), "operation", "a patch needs an operation");
  } else if (patch.operation !== "REMOVE" && patch.value === undefined) {
    yield error(on(item, "patch", "key"), "value", `operation ${patch.operation} needs a value`);
  } else {
    yield* proxyVersion(on, match);
    yield* matchClass(on, item);
    yield* filterMatch(on, item);
    yield* patchValue(on, patch.value);
  }
}

function* waypoint(on: On, match: EnvoyConfigObjectMatch): Findings {
  const isWaypoint = match.context === "WAYPOINT";
  if (isWaypoint !== (match.waypoint !== undefined) && !isUnknown(match.context)) {
    const place = isWaypoint ? on(match, "context") : on(match, "waypoint", "key");
    const message = isWaypoint ? "context WAYPOINT needs a waypoint match" : "a waypoint match needs context WAYPOINT";
    yield error(place, "waypoint-match", message);
  }
  yield* entry(on, match.waypoint, "portNumber", "waypoint-port", port);
}

function* proxyVersion(on: On, match: EnvoyConfigObjectMatch | undefined): Findings {
  const { proxy } = match ?? {};
  const version = proxy?.proxyVersion ?? "";
  if (!proxy || version === "") return;
  if (version.length > 1024) {
    yield warning(on(proxy, "proxyVersion"), "proxy-version-length", "longer than 1024 characters: it is ignored");
  } else yield* entry(on, proxy, "proxyVersion", "proxy-version-regex", syntax);
}

const classes: ReadonlyMap<string, "listener" | "routeConfiguration" | "cluster"> = new Map([
  ["LISTENER", "listener"],
  ["FILTER_CHAIN", "listener"],
  ["NETWORK_FILTER", "listener"],
  ["HTTP_FILTER", "listener"],
  ["ROUTE_CONFIGURATION", "routeConfiguration"],
  ["VIRTUAL_HOST", "routeConfiguration"],
  ["HTTP_ROUTE", "routeConfiguration"],
  ["CLUSTER", "cluster"],
]);

function* matchClass(on: On, { applyTo, match }: EnvoyConfigObjectPatch): Findings {
  const expected = classes.get(applyTo ?? "");
  if (!match || !applyTo || expected === undefined) return;
  for (const field of ["listener", "routeConfiguration", "cluster"] as const) {
    if (field === expected || match[field] === undefined) continue;
    yield error(
      on(match, field, "key"),
      "match-class",
      `${quote(applyTo)} takes a match of ${expected}, not of ${field}`,
    );
  }
}
