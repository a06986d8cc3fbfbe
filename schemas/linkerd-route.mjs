/** Linkerd's own HTTPRoute, a fork of an early one of Gateway API. */

import { dnsName, group, int32, kind, list, name, namespace, object, oneOf, port, root, text } from "./by-hand.mjs";

const byName = { maxItems: 16, "x-kubernetes-list-type": "map", "x-kubernetes-list-map-keys": ["name"] };
const headerName = { type: "string", minLength: 1, maxLength: 256, pattern: "^[A-Za-z0-9!#$%&'*+\\-.^_\\x60|~]+$" };
const header = object("HTTPHeader", "name value", {
  name: headerName,
  value: { type: "string", minLength: 1, maxLength: 4096 },
});
const headerFilter = object("HTTPHeaderFilter", undefined, {
  ...{ add: list(header, byName), set: list(header, byName), remove: list(text, { maxItems: 16 }) },
});
const preciseHostname = { ...name, pattern: `^${dnsName}$` };
const pathModifier = object("HTTPPathModifier", "type", {
  type: oneOf("ReplaceFullPath ReplacePrefixMatch"),
  replaceFullPath: { type: "string", maxLength: 1024 },
  replacePrefixMatch: { type: "string", maxLength: 1024 },
});
const redirect = object("HTTPRequestRedirectFilter", undefined, {
  ...{ hostname: preciseHostname, path: pathModifier, port, scheme: oneOf("http https") },
  statusCode: { type: "integer", enum: [301, 302], default: 302 },
});
const filters = (...extra) =>
  list(
    object("HTTPRouteFilter", "type", {
      type: oneOf(["RequestHeaderModifier", "RequestRedirect", ...extra].join(" ")),
      ...{ requestHeaderModifier: headerFilter, requestRedirect: redirect },
      ...(extra.length > 0 && { responseHeaderModifier: headerFilter }),
    }),
    { maxItems: 16 },
  );
const exactOr = { ...oneOf("Exact RegularExpression"), default: "Exact" };
const match = object("HTTPRouteMatch", undefined, {
  headers: list(
    object("HTTPHeaderMatch", "name value", { type: exactOr, name: headerName, value: header.properties.value }),
    byName,
  ),
  method: oneOf("GET HEAD POST PUT DELETE CONNECT OPTIONS TRACE PATCH"),
  path: object(
    "HTTPPathMatch",
    undefined,
    {
      type: { ...oneOf("Exact PathPrefix RegularExpression"), default: "PathPrefix" },
      value: { type: "string", maxLength: 1024, default: "/" },
    },
    { default: { type: "PathPrefix", value: "/" } },
  ),
  queryParams: list(
    object("HTTPQueryParamMatch", "name value", {
      ...{ type: exactOr, name: { ...text, minLength: 1, maxLength: 256 } },
      value: { type: "string", minLength: 1, maxLength: 1024 },
    }),
    byName,
  ),
});
const everyPath = { path: { type: "PathPrefix", value: "/" } };

export function httpRoute(version) {
  const early = version === "v1alpha1" || version === "v1beta1";
  const backendFilters = filters("ResponseHeaderModifier");
  const backend = early
    ? object("HTTPBackendRef", undefined, {
        ...{
          name: text,
          port: { type: "integer" },
          namespace: { ...text, default: "default" },
          filters: backendFilters,
        },
      })
    : object("HTTPBackendRef", "name", {
        ...{ group: { ...group, default: "" }, kind: { ...kind, default: "Service" }, name, namespace, port },
        ...{ weight: { ...int32, minimum: 0, maximum: 1000000, default: 1 }, filters: backendFilters },
      });
  const duration = { type: "string", format: "duration" };
  const rule = object("HTTPRouteRule", undefined, {
    backendRefs: early ? list(backend) : list(backend, { maxItems: 16 }),
    filters: filters(),
    matches: list(match, { maxItems: 8, default: [everyPath] }),
    ...(version === "v1beta3" && {
      timeouts: object("HTTPRouteTimeouts", undefined, { backendRequest: duration, request: duration }),
    }),
  });
  const parent = object("ParentReference", "name", {
    ...{ group: { ...group, default: "policy.linkerd.io" }, kind: { ...kind, default: "Gateway" }, name, namespace },
    ...{ port: early ? { type: "integer" } : port, sectionName: preciseHostname },
  });
  const spec = object("HTTPRouteSpec", undefined, {
    hostnames: list({ ...name, pattern: `^(\\*\\.)?${dnsName}$` }, { maxItems: 16 }),
    parentRefs: list(parent, { maxItems: 32 }),
    rules: list(rule, { maxItems: 16, default: [{ matches: [everyPath] }] }),
  });
  return root(spec);
}
