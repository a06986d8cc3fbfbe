/** What Istio's admission webhook refuses (or warns of) in a Telemetry, as a table of checks. */

import { selectorCodes, targetingCodes } from "../../src/mesh/admission/istio/blocks.ts";
import { telemetry, telemetryCodes } from "../../src/mesh/admission/istio/telemetry.ts";
import { defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "A Telemetry that Istio's admission webhook refuses",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "On an error the API server refuses the object, or istiod drops it, so metrics, traces and logs are as without it. A warning or an info is let in: its message says what comes of it.",
  fix: "Change the marked field as the message says.",
  links: ["https://istio.io/latest/docs/reference/config/telemetry/"],
  upstream: ["IST0106"],
  codes: { ...telemetryCodes, ...selectorCodes, ...targetingCodes },
  bad: [
    yaml`
      apiVersion: telemetry.istio.io/v1
      kind: Telemetry
      metadata: { name: mesh, namespace: istio-system }
      spec:
        tracing: # warning: only one item
          - providers: [{ name: a }, { name: b }] # warning: only one provider
          - customTags: { "": { literal: { value: x } } } # error: empty name
        metrics:
          - reportingInterval: 0s # error: too short
            overrides:
              - tagOverrides:
                  foo: { operation: UPSERT } # error: needs a value
                  bar: {} # error: needs a value
                  baz: { operation: REMOVE, value: x } # error: takes no value
        accessLogging:
          - filter: { expression: response.code => 400 } # error: no CEL expression
    `,
  ],
  good: [
    yaml`
      apiVersion: telemetry.istio.io/v1
      kind: Telemetry
      metadata: { name: mesh, namespace: istio-system }
      spec:
        tracing: [{ providers: [{ name: otel }], randomSamplingPercentage: 1 }]
        accessLogging: [{ filter: { expression: "response.code >= 400 && has(request.headers['x-id'])" } }]
        metrics:
          - overrides: [{ tagOverrides: { foo: { value: request.host }, bar: { operation: REMOVE } } }]
    `,
  ],
  *check(mesh) {
    for (const manifest of mesh.all("istio/Telemetry")) yield* telemetry(manifest);
  },
});
