/** EnvoyFilter patches whose operation does nothing, or hangs on the order of filters. */

import type { Manifest } from "../../src/mesh/manifest.ts";
import { at, defineRule, yaml, type Finding } from "../../src/rule/rule.ts";
import { listed } from "../../src/rule/words.ts";

type EnvoyFilter = Manifest<"istio/EnvoyFilter">;
type ConfigPatch = NonNullable<EnvoyFilter["spec"]["configPatches"]>[number];

/** What each operation may not be applied to (istio/istio pkg/config/analysis/analyzers/envoyfilter). */
const replaceable: readonly string[] = ["NETWORK_FILTER", "HTTP_FILTER", "VIRTUAL_HOST"];
const fixed: readonly string[] = ["ROUTE_CONFIGURATION", "HTTP_ROUTE"];
/** What is not in an order, and so knows ADD or MERGE only (istio/istio pilot/pkg/networking/core/envoyfilter). */
const unordered: readonly string[] = ["CLUSTER", "LISTENER", "FILTER_CHAIN", "VIRTUAL_HOST", "ROUTE_CONFIGURATION"];

function misuse({ applyTo = "INVALID", patch }: ConfigPatch): Omit<Finding, "at"> | undefined {
  const operation = patch?.operation ?? "";
  if (operation === "REPLACE" && !replaceable.includes(applyTo)) {
    const message = `REPLACE has no effect on ${applyTo}: it works for ${listed(replaceable)}`;
    return { message, code: "replace", upstream: ["IST0152"] };
  }
  if ((operation === "ADD" || operation === "REMOVE") && fixed.includes(applyTo)) {
    const upstream = [operation === "ADD" ? "IST0153" : "IST0154"];
    return { message: `${operation} has no effect on ${applyTo}`, code: operation.toLowerCase(), upstream };
  }
  if (operation.startsWith("INSERT_") && unordered.includes(applyTo)) {
    const instead = applyTo === "ROUTE_CONFIGURATION" ? "MERGE" : "ADD";
    const message = `${operation} has no effect on ${applyTo}, which is in no order: use ${instead}`;
    return { message, code: "insert", upstream: ["IST0151"] };
  }
  return undefined;
}

/** Operations whose outcome depends on what other filters are there already. */
function isRelative({ applyTo = "INVALID", patch }: ConfigPatch): boolean {
  switch (patch?.operation) {
    case "INSERT_BEFORE":
    case "INSERT_AFTER":
      return true;
    case "REMOVE":
      return !fixed.includes(applyTo);
    case "REPLACE":
      return replaceable.includes(applyTo);
    default:
      return false;
  }
}

/** The filter that istioctl takes a patch to be about: all patches that name none count as one. */
function nameOf({ patch, match }: ConfigPatch): string {
  const value: unknown = patch?.value;
  if (typeof value !== "object" || value === null) return "";
  const { name } = value as { readonly name?: unknown };
  if (typeof name === "string") return `value ${name}`;
  const matched = match?.listener?.filterChain?.filter?.name;
  return matched ? `match ${matched}` : "";
}

export default defineRule({
  summary: "An EnvoyFilter patch does nothing, or depends on the order of other filters",
  category: "reliability",
  severity: "warning",
  since: "0.1.0",
  why: "istiod skips operations that a part of the configuration does not know. Relative operations (INSERT_BEFORE, INSERT_AFTER, REMOVE, REPLACE) need the other filter to be there already; without a `priority` filters apply by age, so the outcome differs from cluster to cluster.",
  fix: "Use an operation that this part supports (MERGE, INSERT_FIRST …); give relative patches a `priority`.",
  links: ["https://istio.io/latest/docs/reference/config/networking/envoy-filter/#EnvoyFilter-Patch-Operation"],
  upstream: ["IST0151", "IST0152", "IST0153", "IST0154", "IST0155"],
  codes: {
    replace: "REPLACE on what cannot be replaced",
    add: "ADD to a route configuration or route",
    remove: "REMOVE of a route configuration or route",
    insert: "INSERT_FIRST, INSERT_BEFORE or INSERT_AFTER of what is in no order",
    relative: "a relative operation without a priority",
  },
  bad: [
    yaml`
      apiVersion: networking.istio.io/v1alpha3
      kind: EnvoyFilter
      metadata: { name: headers }
      spec:
        configPatches:
          - applyTo: CLUSTER
            patch:
              operation: REPLACE # error: REPLACE has no effect on CLUSTER
              value: { connect_timeout: 5s }
          - applyTo: HTTP_ROUTE
            patch: { operation: ADD, value: { name: extra } } # error: ADD has no effect on HTTP_ROUTE
          - applyTo: CLUSTER
            patch:
              operation: INSERT_AFTER # error: INSERT_AFTER has no effect on CLUSTER, which is in no order: use ADD
              value: { name: billing, connect_timeout: 5s }
          - applyTo: HTTP_FILTER
            patch:
              operation: INSERT_BEFORE # warning: INSERT_BEFORE depends on the order of filters: give this one a priority
              value: { name: envoy.filters.http.lua }
    `,
  ],
  good: [
    yaml`
      apiVersion: networking.istio.io/v1alpha3
      kind: EnvoyFilter
      metadata: { name: headers }
      spec:
        priority: 10
        configPatches:
          - applyTo: HTTP_FILTER
            patch: { operation: INSERT_BEFORE, value: { name: envoy.filters.http.lua } }
          - applyTo: CLUSTER
            patch: { operation: MERGE, value: { connect_timeout: 5s } }
          - applyTo: HTTP_ROUTE
            patch: { operation: INSERT_FIRST, value: { name: extra } }
    `,
  ],
  *check(mesh) {
    const versioned = new Set<string>();
    for (const manifest of mesh.all("istio/EnvoyFilter")) {
      for (const config of manifest.spec.configPatches ?? []) {
        const { patch, match } = config;
        const name = nameOf(config);
        const wasVersioned = versioned.has(name);
        if (match?.proxy?.proxyVersion) versioned.add(name);
        if (patch?.operation === undefined) continue;
        const place = at(manifest, patch, "operation");
        const found = misuse(config);
        if (found) yield { at: place, severity: "error", ...found };
        else if (!manifest.spec.priority && isRelative(config)) {
          const message = `${patch.operation} depends on the order of filters: give this one a priority`;
          yield { at: place, message, code: "relative", upstream: [wasVersioned ? "IST0155" : "IST0151"] };
        }
      }
    }
  },
});
