/** Names of Envoy's filters and types in an EnvoyFilter. */

import type { EnvoyConfigObjectPatch } from "../../kinds/istio.ts";
import { isUnknown } from "../../unknown.ts";
import { quote } from "../../values/quote.ts";
import { error, warning, type Findings, type On } from "../row.ts";

export const envoyFilterNameCodes = {
  "filter-match-no-effect": "a filter match where whole listeners or chains are patched",
  "filter-match-name": "a filter match without a name",
  subfilter: "a sub filter match that cannot match",
  "deprecated-filter-name": "a filter is named by its old name",
  "value-v2-type": "a value has a type of Envoy's removed v2 API",
  "value-no-type": "a typed_config does not say of which type it is",
};

const http =
  "buffer cors csrf fault grpc_http1_bridge grpc_json_transcoder grpc_web gzip health_check ip_tagging lua router squash";
const network = "client_ssl_auth echo ext_authz http_connection_manager mongo_proxy ratelimit redis_proxy tcp_proxy";
const listener = "http_inspector original_dst original_src proxy_protocol tls_inspector";

/** Old name → name of today (istio/istio pkg/config/xds). */
const renamed: ReadonlyMap<string, string> = new Map([
  ...http.split(" ").map((name) => [`envoy.${name}`, `envoy.filters.http.${name}`] as const),
  ...network.split(" ").map((name) => [`envoy.${name}`, `envoy.filters.network.${name}`] as const),
  ...listener.split(" ").map((name) => [`envoy.listener.${name}`, `envoy.filters.listener.${name}`] as const),
  ["envoy.http_dynamo_filter", "envoy.filters.http.dynamo"],
  ["envoy.rate_limit", "envoy.filters.http.ratelimit"],
]);

const connectionManagers = ["envoy.filters.network.http_connection_manager", "envoy.http_connection_manager"];

export function* filterMatch(on: On, { applyTo, match }: EnvoyConfigObjectPatch): Findings {
  const chain = match?.listener?.filterChain;
  const filter = chain?.filter;
  if (!filter) return;
  if (applyTo === "LISTENER" || applyTo === "FILTER_CHAIN") {
    const message = `a filter match has no effect on ${applyTo}`;
    yield warning(on(chain, "filter", "key"), "filter-match-no-effect", message);
  }
  const { name = "", subFilter } = filter;
  if (name === "") yield error(on(chain, "filter", "key"), "filter-match-name", "a filter match needs a name");
  yield* oldName(on, filter);
  if (!subFilter) return;
  const place = on(filter, "subFilter", "key");
  if (applyTo !== "HTTP_FILTER")
    yield error(place, "subfilter", `subFilter works with HTTP_FILTER, not ${applyTo ?? ""}`);
  else if (!connectionManagers.includes(name) && !isUnknown(name)) {
    yield error(place, "subfilter", `subFilter needs the filter name ${quote(connectionManagers[0] ?? "")}`);
  }
  if (!subFilter.name) yield error(place, "subfilter", "subFilter needs a name");
  yield* oldName(on, subFilter);
}

function* oldName(on: On, filter: { readonly name?: string }): Findings {
  const today = renamed.get(filter.name ?? "");
  if (today === undefined) return;
  const message = `${quote(filter.name ?? "")} is the old name: use ${quote(today)}`;
  yield warning(on(filter, "name"), "deprecated-filter-name", message);
}

const v2 = /^type\.googleapis\.com\/envoy\.[\w.]*\bv2(?:alpha\d?)?\.\w+$/;

/** Their content is anything. */
const structs = /\b(?:Typed)?Struct$/;

/** All `@type`s of a value, however deep; shared parts (aliases) once. */
export function* patchValue(on: On, value: unknown): Findings {
  const open = [value];
  const seen = new Set<unknown>();
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    if (typeof part !== "object" || part === null || seen.has(part)) continue;
    seen.add(part);
    const fields = part as Readonly<Record<string, unknown>>;
    const type = fields["@type"];
    if (typeof type === "string" && v2.test(type)) {
      yield error(on(fields, "@type"), "value-v2-type", `${quote(type)} is of the removed v2 API: use the v3 type`);
    }
    if (typeof type === "string" && structs.test(type)) continue;
    for (const key of ["typed_config", "typedConfig"].filter((name) => hasNoType(fields[name]))) {
      yield error(on(fields, key, "key"), "value-no-type", `${key} needs "@type": nothing else says what it holds`);
    }
    for (const child of Object.values(fields)) if (child !== undefined) open.push(child);
  }
}

function hasNoType(config: unknown): boolean {
  if (typeof config !== "object" || config === null || Array.isArray(config) || "@type" in config) return false;
  const names = Object.keys(config);
  return names.length > 0 && !names.some((name) => isUnknown(name));
}
