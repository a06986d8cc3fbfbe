/** Paths in a form that no request has when Envoy compares it. */

import { operationsOf } from "../../src/mesh/authorization.ts";
import { pathFlawOf, pathNormalizationOf, type PathFlaw } from "../../src/mesh/paths.ts";
import { matchesString } from "../../src/mesh/string-match.ts";
import { at, defineRule, yaml, type Fix } from "../../src/rule/rule.ts";

const flaws: Readonly<Record<PathFlaw, string>> = {
  "no-leading-slash": `it does not start with "/"`,
  "inner-wildcard": `"*" stands for itself unless it is the first or last character`,
  query: "paths are compared without query and fragment",
  "dot-segment": "dot segments and backslashes are resolved before the comparison",
  "repeated-slash": "slashes are merged before the comparison",
  encoded: "encoded slashes are decoded before the comparison",
};

export default defineRule({
  summary: "A path of an AuthorizationPolicy can never match a request",
  category: "security",
  severity: "error",
  since: "0.1.0",
  precision: "very-high",
  securitySeverity: "7.0",
  why:
    "Envoy compares the path of a request, without its query and after normalisation. An entry in another form never " +
    "matches: a DENY with it protects nothing, an ALLOW admits nobody.",
  fix: "Write the path as it arrives: `/api/users`, a prefix `/api/*`, a suffix `*/users`, or `{*}` for one segment.",
  links: [
    "https://istio.io/latest/docs/reference/config/security/authorization-policy/#Operation",
    "https://istio.io/latest/docs/reference/config/security/normalization/",
  ],
  codes: {
    "no-leading-slash": "The path does not start with a slash",
    "inner-wildcard": "A `*` in the middle stands for itself",
    query: "The path holds a query or a fragment",
    "dot-segment": "The path holds dot segments or backslashes, which are resolved first",
    "repeated-slash": "The path holds repeated slashes, which are merged first",
    encoded: "The path holds encoded slashes, which are decoded first",
  },
  bad: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: no-admin
        namespace: shop
      spec:
        action: DENY
        rules:
          - to:
              - operation:
                  paths:
                    - admin # error: does not start with "/"
                    - /users/*/keys # error: "*" stands for itself
                    - /api/** # error: "*" stands for itself
                    - /docs/*
                    - /docs/** # info: "/docs/*" stands for it
                    - /search?q=x # error: without query
                    - /a/../b # error: dot segments
                  notPaths:
                    - healthz # error: does not start with "/"
    `,
  ],
  good: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: no-admin
        namespace: shop
      spec:
        action: DENY
        rules:
          - to:
              - operation:
                  paths: ["*", "/admin", "/admin/*", "*.php", "*/keys", "/users/{*}/keys", "{{ adminPath }}", "//admin"]
    `,
  ],

  *check(mesh) {
    const normalization = pathNormalizationOf(mesh.settings);
    for (const policy of mesh.all("istio/AuthorizationPolicy")) {
      for (const { paths, notPaths } of (policy.spec.rules ?? []).flatMap(operationsOf)) {
        for (const list of [paths ?? [], notPaths ?? []]) {
          for (const [index, path] of list.entries()) {
            const flaw = pathFlawOf(path, normalization);
            if (!flaw) continue;
            const place = at(policy, list, index);
            const fix = fixOf(path, flaw);
            const cover = list.find((other) => !pathFlawOf(other, normalization) && matchesString(other, path));
            const message = `"${path}" never matches: ${flaws[flaw]}${cover ? `; "${cover}" stands for it` : ""}`;
            yield {
              at: place,
              code: flaw,
              message,
              // What it was meant to match is matched all the same.
              ...(cover && { severity: "info" as const }),
              ...(fix && { fix: { ...fix, edits: [{ at: place, value: fix.to }] } }),
            };
          }
        }
      }
    }
  },
});

function fixOf(path: string, flaw: PathFlaw): (Omit<Fix, "edits"> & { readonly to: string }) | undefined {
  const to = repaired(path, flaw);
  return to === undefined ? undefined : { safe: false, description: `write "${to}"`, to };
}

function repaired(path: string, flaw: PathFlaw): string | undefined {
  if (flaw === "no-leading-slash" && /^[\w{]/.test(path)) return `/${path}`;
  if (flaw !== "inner-wildcard" || !path.startsWith("/")) return undefined;
  if (/^[^*]*\/\*\*$/.test(path)) return path.slice(0, -1);
  const segments = path.split("/");
  if (segments.some((segment) => segment.includes("*") && segment !== "*" && segment !== "**")) return undefined;
  if (
    segments.filter((segment) => segment === "**").length > 1 ||
    !segments.every((segment, at) => at === 0 || segment)
  ) {
    return undefined;
  }
  return segments.map((segment) => (segment === "*" ? "{*}" : segment === "**" ? "{**}" : segment)).join("/");
}
