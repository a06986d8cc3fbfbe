/** What Istio's admission webhook refuses (or warns of) in an EnvoyFilter, as a table of checks. */

import { selectorCodes, targetCodes } from "../../src/mesh/admission/istio/blocks.ts";
import { envoyFilterNameCodes } from "../../src/mesh/admission/istio/envoy-filter-names.ts";
import { envoyFilter, envoyFilterCodes } from "../../src/mesh/admission/istio/envoy-filter.ts";
import { defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "An EnvoyFilter that Istio's admission webhook refuses",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "On an error the API server refuses the object, or istiod drops it, so nothing is patched. A warning or an info is let in: its message says what comes of it.",
  fix: "Change the marked field as the message says.",
  links: ["https://istio.io/latest/docs/reference/config/networking/envoy-filter/"],
  upstream: ["IST0106"],
  codes: { ...envoyFilterNameCodes, ...envoyFilterCodes, ...selectorCodes, ...targetCodes },
  bad: [
    yaml`
      apiVersion: networking.istio.io/v1alpha3
      kind: EnvoyFilter
      metadata: { name: lua, namespace: shop } # info: check it with each upgrade
      spec:
        configPatches:
          - applyTo: HTTP_FILTER
            match:
              proxy: { proxyVersion: "^1\\.(?!9)" } # error: lookaround
              listener:
                filterChain:
                  filter:
                    name: envoy.http_connection_manager # warning: old name
                    subFilter: { name: envoy.router } # warning: old name
            patch:
              operation: INSERT_BEFORE
              value:
                typed_config:
                  "@type": type.googleapis.com/envoy.config.filter.http.lua.v2.Lua # error: removed v2 API
          - applyTo: CLUSTER
            match: { listener: { name: a } } # error: takes a match of cluster
            patch: { operation: REMOVE }
          - patch: { operation: REMOVE } # error: needs applyTo
    `,
    yaml`
      apiVersion: networking.istio.io/v1alpha3
      kind: EnvoyFilter
      metadata: { name: more, namespace: shop } # info: check it
      spec:
        configPatches:
          - applyTo: HTTP_FILTER
            match: { context: SIDECAR_INBOUND, waypoint: {} } # error: needs context WAYPOINT
            patch: { operation: MERGE } # error: MERGE needs a value
          - applyTo: HTTP_FILTER
            match: { context: WAYPOINT } # error: needs a waypoint match
          - applyTo: LISTENER # error: needs patch
          - applyTo: LISTENER
            match: { listener: { filterChain: { filter: { subFilter: {} } } } } # warning: no effect # error: a filter match needs # error: works with # error: subFilter needs a name
            patch: { operation: REMOVE }
          - applyTo: HTTP_FILTER
            patch: { operation: ADD, value: { name: lua, typed_config: { inline_code: x } } } # error: needs "@type"
    `,
  ],
  good: [
    yaml`
      apiVersion: networking.istio.io/v1alpha3
      kind: VirtualService
      metadata: { name: other, namespace: shop }
      spec: { hosts: [a.test], http: [{ route: [{ destination: { host: a } }] }] }
    `,
  ],
  *check(mesh) {
    for (const manifest of mesh.all("istio/EnvoyFilter")) yield* envoyFilter(manifest);
  },
});
